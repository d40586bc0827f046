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

/** Blocks along the side of a tile. */
const blocks = tileSide / 2;

export class Steadier {
  readonly #picture: Size;
  readonly #margin: number;
  readonly #size: Size;
  readonly #tiles: Size;
  /** Two by two pixels each: by so little all of what is told from them changes at once. */
  readonly #blocks: Size;
  /** Lightness that motion is told against, 1…2 for each of the four pixels; 0: none yet, from which everything differs. */
  readonly #reference: Float32Array;
  readonly #change: Float32Array;
  /** How much each tile moves, 0…1, and the most of it and its neighbours. */
  readonly #moves: Float32Array;
  readonly #spread: Float32Array;
  /** A row of pixels' motion at the tiles' centres, the last twice. */
  readonly #row: Float32Array;
  /** For each column of the picture the tile's centre left of it, and how far from there to the next it lies. */
  readonly #left: Int32Array;
  readonly #within: Float32Array;
  /** The painting as it was shown last. */
  #before: Float32Array | undefined;

  constructor(picture: Size, margin: number) {
    this.#picture = picture;
    this.#margin = margin;
    this.#size = withMargin(picture, margin);
    const {width, height} = this.#size;
    this.#tiles = {width: Math.ceil(width / tileSide), height: Math.ceil(height / tileSide)};
    this.#blocks = {width: Math.ceil(width / 2), height: Math.ceil(height / 2)};
    this.#reference = new Float32Array(this.#blocks.width * this.#blocks.height);
    this.#change = new Float32Array(this.#reference.length);
    this.#moves = new Float32Array(this.#tiles.width * this.#tiles.height);
    this.#spread = new Float32Array(this.#moves.length);
    this.#row = new Float32Array(this.#tiles.width + 1);
    const places = Array.from({length: picture.width}, (_, column) =>
      tileAt(column + margin, this.#tiles.width),
    );
    this.#left = Int32Array.from(places, Math.floor);
    this.#within = Float32Array.from(places, (place) => place % 1);
  }

  /** What comes next has nothing to do with what was. */
  reset(): void {
    this.#reference.fill(0);
    this.#before = undefined;
  }

  /**
   * Steadies the painting `y` of what the generator saw, `x`, in place; both are planes of the same
   * size, with their margin. `y` must stay as it is until the next.
   * @param keep share of the past where nothing moves, 0…1
   */
  steady(x: Float32Array, y: Float32Array, range: Range, keep: number): void {
    this.#compare(x, range);
    this.#findMotion();
    this.#blend(this.#before ?? y, y, keep);
    this.#before = y;
  }

  #compare(x: Float32Array, [black, white]: Range): void {
    const [red, green, blue] = lumaWeights.map<number>((weight) => weight / (white - black));
    const offset = 4 * (1 - black / (white - black));
    const [change, reference] = [this.#change, this.#reference];
    const {width, height} = this.#size;
    const [plane, planes] = [width * height, 2 * width * height];
    let block = 0;
    for (let row = 0; row < height; row += 2) {
      const upper = row * width;
      const lower = Math.min(height - 1, row + 1) * width;
      for (let column = 0; column < width; column += 2, block++) {
        const right = Math.min(width - 1, column + 1);
        const a = upper + column;
        const b = upper + right;
        const c = lower + column;
        const d = lower + right;
        const luma =
          offset +
          red! * (x[a]! + x[b]! + x[c]! + x[d]!) +
          green! * (x[a + plane]! + x[b + plane]! + x[c + plane]! + x[d + plane]!) +
          blue! * (x[a + planes]! + x[b + planes]! + x[c + planes]! + x[d + planes]!);
        change[block] = luma - reference[block]!;
      }
    }
  }

  #findMotion(): void {
    const {width: across, height: down} = this.#tiles;
    const tiles = this.#moves.length;
    let moving = 0;
    for (let tile = 0; tile < tiles; tile++) {
      const moves = this.#weigh(blocks * (tile % across), blocks * ((tile / across) | 0));
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

  /** How much the tile whose blocks begin at `left`, `top` moves; its reference follows, at once where it does. */
  #weigh(left: number, top: number): number {
    const {width, height} = this.#blocks;
    const [change, reference] = [this.#change, this.#reference];
    const [right, bottom] = [Math.min(width, left + blocks), Math.min(height, top + blocks)];
    let sum = 0;
    for (let row = top; row < bottom; row++) {
      const end = row * width + right;
      for (let at = row * width + left; at < end; at++) sum += Math.abs(change[at]!);
    }
    const moves = smoothstep(sum / (4 * (right - left) * (bottom - top)));
    const share = moves > 0.5 ? 1 : referenceShare;
    for (let row = top; row < bottom; row++) {
      const end = row * width + right;
      for (let at = row * width + left; at < end; at++) reference[at]! += share * change[at]!;
    }
    return moves;
  }

  #blend(before: Float32Array, y: Float32Array, keep: number): void {
    const {width, height} = this.#picture;
    const {width: across, height: down} = this.#tiles;
    const plane = this.#size.width * this.#size.height;
    // Fields that are looked up for each pixel would cost as much as the arithmetic.
    const [shares, lefts, withins] = [this.#row, this.#left, this.#within];
    for (let row = 0; row < height; row++) {
      const v = tileAt(row + this.#margin, down);
      const upper = Math.floor(v) * across;
      const lower = Math.min(down - 1, Math.floor(v) + 1) * across;
      for (let tile = 0; tile < across; tile++) {
        const above = this.#spread[upper + tile]!;
        const motion = above + (v % 1) * (this.#spread[lower + tile]! - above);
        shares[tile] = 1 - keep * (1 - motion);
      }
      shares[across] = shares[across - 1]!;
      let red = (row + this.#margin) * this.#size.width + this.#margin;
      for (let column = 0; column < width; column++, red++) {
        const left = lefts[column]!;
        const here = shares[left]!;
        const share = here + withins[column]! * (shares[left + 1]! - here);
        const green = red + plane;
        const blue = green + plane;
        const oldRed = before[red]!;
        const oldGreen = before[green]!;
        const oldBlue = before[blue]!;
        y[red] = oldRed + share * (y[red]! - oldRed);
        y[green] = oldGreen + share * (y[green]! - oldGreen);
        y[blue] = oldBlue + share * (y[blue]! - oldBlue);
      }
    }
  }
}

/** Where a pixel lies between the centres of `count` tiles. */
const tileAt = (pixel: number, count: number) =>
  Math.min(count - 1, Math.max(0, (pixel + 0.5) / tileSide - 0.5));
