/** Holds the painting still where the picture does not move; gpu/pack.wgsl and gpu/present.wgsl do the same. */
import type {Size} from '../../domain/geometry.ts';
import {lumaWeights} from '../../domain/look.ts';
import {cutShare, motionRamp, referenceShare, tileSide} from '../steadiness.ts';
import type {Planes, Range} from './planes.ts';

export class Steadier {
  readonly #planes: Planes;
  readonly #tiles: Size;
  /** Two by two pixels each: by so little all of what is told from them changes at once. */
  readonly #blocks: Size;
  /** Lightness that motion is told against, 1…2 for each of the four pixels; 0: none yet, from which everything differs. */
  readonly #referenceAt: number;
  readonly #changeAt: number;
  /** How much each tile moves, 0…1, and the most of it and its neighbours. */
  readonly #movesAt: number;
  readonly #spreadAt: number;
  /** A row of pixels' shares. */
  readonly #sharesAt: number;
  /** The painting as it was shown last. */
  readonly #beforeAt: number;
  #hasPast = false;

  /** @param planes whose painting it steadies; it takes of their memory */
  constructor(planes: Planes) {
    this.#planes = planes;
    const {width, height} = planes.size;
    this.#tiles = {width: Math.ceil(width / tileSide), height: Math.ceil(height / tileSide)};
    this.#blocks = {width: Math.ceil(width / 2), height: Math.ceil(height / 2)};
    const count = this.#blocks.width * this.#blocks.height;
    const tiles = this.#tiles.width * this.#tiles.height;
    const {memory} = planes;
    this.#beforeAt = memory.take(12 * width * height);
    this.#referenceAt = memory.take(4 * count);
    this.#changeAt = memory.take(4 * count);
    this.#movesAt = memory.take(4 * tiles);
    this.#spreadAt = memory.take(4 * tiles);
    this.#sharesAt = memory.take(4 * tileSide * (this.#tiles.width + 1));
  }

  /** What comes next has nothing to do with what was. */
  reset(): void {
    this.#floats(this.#referenceAt, this.#blocks).fill(0);
    this.#hasPast = false;
  }

  /**
   * Steadies the painting in place.
   * @param keep share of the past where nothing moves, 0…1
   */
  steady(range: Range, keep: number): void {
    this.#compare(range);
    this.#spread();
    const {memory, paintedAt, painted, size} = this.#planes;
    if (!this.#hasPast) new Float32Array(memory.buffer, this.#beforeAt).set(painted);
    this.#hasPast = true;
    const {width: across, height: down} = this.#tiles;
    memory.assembly.blend(
      ...[this.#beforeAt, paintedAt, size.width, size.height],
      ...[this.#spreadAt, across, down, keep, this.#sharesAt],
    );
  }

  #compare([black, white]: Range): void {
    const {memory, originalAt, size} = this.#planes;
    const {width, height} = this.#blocks;
    const weights = lumaWeights.map((weight) => weight / (white - black));
    const offset = 4 * (1 - black / (white - black));
    memory.assembly.compare(
      ...[originalAt, size.width, size.height, this.#referenceAt, this.#changeAt],
      ...[...weights, offset],
    );
    memory.assembly.weigh(
      ...[this.#referenceAt, this.#changeAt, width, height, this.#movesAt],
      ...[...motionRamp, referenceShare],
    );
  }

  /** A tile moves as much as the most of its neighbours; on a cut all do. */
  #spread(): void {
    const {width: across, height: down} = this.#tiles;
    const moves = this.#floats(this.#movesAt, this.#tiles);
    const spread = this.#floats(this.#spreadAt, this.#tiles);
    const moving = moves.reduce((count, motion) => (motion > 0.5 ? count + 1 : count), 0);
    if (moving > cutShare * moves.length) {
      spread.fill(1);
      return;
    }
    for (let tile = 0; tile < spread.length; tile++) {
      const [column, row] = [tile % across, (tile / across) | 0];
      let most = 0;
      for (let r = Math.max(0, row - 1); r <= Math.min(down - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(across - 1, column + 1); c++) {
          most = Math.max(most, moves[r * across + c]!);
        }
      }
      spread[tile] = most;
    }
  }

  #floats(at: number, {width, height}: Size): Float32Array {
    return new Float32Array(this.#planes.memory.buffer, at, width * height);
  }
}
