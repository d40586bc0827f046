/** Holds the painting still where the picture does not move; gpu/pack.wgsl and gpu/present.wgsl do the same. */
import {withMargin, type Size} from '../../domain/geometry.ts';
import {lumaWeights} from '../../domain/look.ts';
import {cutShare, motionRamp, referenceShare, tileSide} from '../steadiness.ts';

type Range = readonly [black: number, white: number];

const smoothstep = (value: number) => {
  const [low, high] = motionRamp;
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
};

export class Steadier {
  readonly #picture: Size;
  readonly #margin: number;
  readonly #size: Size;
  readonly #tiles: Size;
  /** Lightness that motion is told against, 1…2; 0: none yet, from which everything differs. */
  readonly #reference: Float32Array;
  readonly #change: Float32Array;
  /** How much each tile moves, 0…1, and the most of it and its neighbours. */
  readonly #moves: Float32Array;
  readonly #spread: Float32Array;
  /** A row of pixels' motion at the tiles' centres. */
  readonly #row: Float32Array;
  readonly #history: Float32Array;

  constructor(picture: Size, margin: number) {
    this.#picture = picture;
    this.#margin = margin;
    this.#size = withMargin(picture, margin);
    const {width, height} = this.#size;
    this.#tiles = {width: Math.ceil(width / tileSide), height: Math.ceil(height / tileSide)};
    this.#reference = new Float32Array(width * height);
    this.#change = new Float32Array(width * height);
    this.#moves = new Float32Array(this.#tiles.width * this.#tiles.height);
    this.#spread = new Float32Array(this.#moves.length);
    this.#row = new Float32Array(this.#tiles.width);
    this.#history = new Float32Array(3 * picture.width * picture.height);
  }

  /** What comes next has nothing to do with what was. */
  reset(): void {
    this.#reference.fill(0);
  }

  /**
   * Steadies the painting `y` of what the generator saw, `x`, in place; both are planes of the same
   * size, with their margin.
   * @param keep share of the past where nothing moves, 0…1
   */
  steady(x: Float32Array, y: Float32Array, range: Range, keep: number): void {
    this.#compare(x, range);
    this.#findMotion();
    this.#blend(y, keep);
  }

  #compare(x: Float32Array, [black, white]: Range): void {
    const [red, green, blue] = lumaWeights.map<number>((weight) => weight / (white - black));
    const offset = 1 - black / (white - black);
    const plane = this.#reference.length;
    for (let at = 0; at < plane; at++) {
      const luma = offset + red! * x[at]! + green! * x[at + plane]! + blue! * x[at + 2 * plane]!;
      this.#change[at] = luma - this.#reference[at]!;
    }
  }

  #findMotion(): void {
    const {width: across, height: down} = this.#tiles;
    const tiles = this.#moves.length;
    let moving = 0;
    for (let tile = 0; tile < tiles; tile++) {
      const moves = this.#weigh(tileSide * (tile % across), tileSide * ((tile / across) | 0));
      this.#moves[tile] = moves;
      if (moves > 0.5) moving++;
    }
    if (moving > cutShare * tiles) {
      this.#spread.fill(1);
      return;
    }
    for (let tile = 0; tile < tiles; tile++) {
      const [column, row] = [tile % across, (tile / across) | 0];
      let most = 0;
      for (let r = Math.max(0, row - 1); r <= Math.min(down - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(across - 1, column + 1); c++) {
          most = Math.max(most, this.#moves[r * across + c]!);
        }
      }
      this.#spread[tile] = most;
    }
  }

  /** How much the tile at `left`, `top` moves; its reference follows, at once where it does. */
  #weigh(left: number, top: number): number {
    const {width, height} = this.#size;
    const [right, bottom] = [Math.min(width, left + tileSide), Math.min(height, top + tileSide)];
    let sum = 0;
    for (let row = top; row < bottom; row += 2) {
      for (let column = left; column < right; column += 2) {
        const at = row * width + column;
        const hasRight = column + 1 < right;
        let four = this.#change[at]! + (hasRight ? this.#change[at + 1]! : 0);
        if (row + 1 < bottom) {
          four += this.#change[at + width]! + (hasRight ? this.#change[at + width + 1]! : 0);
        }
        sum += Math.abs(four);
      }
    }
    const moves = smoothstep(sum / ((right - left) * (bottom - top)));
    const share = moves > 0.5 ? 1 : referenceShare;
    for (let row = top; row < bottom; row++) {
      const end = row * width + right;
      for (let at = row * width + left; at < end; at++) {
        this.#reference[at]! += share * this.#change[at]!;
      }
    }
    return moves;
  }

  #blend(y: Float32Array, keep: number): void {
    const {width, height} = this.#picture;
    const {width: across, height: down} = this.#tiles;
    const stride = this.#size.width;
    const plane = this.#reference.length;
    const pixels = width * height;
    for (let row = 0; row < height; row++) {
      const v = tileAt(row + this.#margin, down);
      const upper = Math.floor(v) * across;
      const lower = Math.min(down - 1, Math.floor(v) + 1) * across;
      for (let tile = 0; tile < across; tile++) {
        const above = this.#spread[upper + tile]!;
        this.#row[tile] = above + (v % 1) * (this.#spread[lower + tile]! - above);
      }
      for (let column = 0; column < width; column++) {
        const u = tileAt(column + this.#margin, across);
        const tile = u | 0;
        const here = this.#row[tile]!;
        const motion = here + (u - tile) * (this.#row[Math.min(across - 1, tile + 1)]! - here);
        const share = 1 - keep * (1 - motion);
        let from = (row + this.#margin) * stride + column + this.#margin;
        for (let to = row * width + column; to < 3 * pixels; to += pixels, from += plane) {
          const before = this.#history[to]!;
          this.#history[to] = y[from] = before + share * (y[from]! - before);
        }
      }
    }
  }
}

/** Where a pixel lies between the centres of `count` tiles. */
const tileAt = (pixel: number, count: number) =>
  Math.min(count - 1, Math.max(0, (pixel + 0.5) / tileSide - 0.5));
