/**
 * Whether the GPU computes what the CPU does: some are wrong, and some are right only on their first run. A small
 * tile says so, painted by both; for networks of any origin, since nothing has to be stored for it.
 */
import {withMargin, workingSize, type Size} from '../domain/geometry.ts';
import {Generator} from './generator.ts';
import type {Runtime} from './ort.ts';

/** Side of the tile in pixels. */
const side = 32;

/** A network of a fixed size takes no tile; this many pixels are small enough still. */
const mostPixels = 128 ** 2;

/** Mean difference that rounding makes at most, as a share of the range. */
const tolerance = {f32: 0.004, f16: 0.02};

/** Between two looks while live, in milliseconds. */
const restMs = 60_000;

export class Golden {
  readonly #generator: Generator;
  readonly #tile: Size;
  readonly #x: Float32Array;
  readonly #wanted: Float32Array;
  #lookedAt = -Infinity;

  private constructor(generator: Generator, tile: Size, x: Float32Array, wanted: Float32Array) {
    this.#generator = generator;
    this.#tile = tile;
    this.#x = x;
    this.#wanted = wanted;
  }

  /** What the CPU makes of the tile; none where that would take long. @throws GeneratorFailed, OutOfMemory */
  static async take(
    generator: Generator,
    weights: ArrayBuffer,
    runtime: Runtime,
  ): Promise<Golden | undefined> {
    const {spec} = generator;
    const picture = workingSize({width: side, height: side}, side ** 2, spec);
    if (picture.width * picture.height > mostPixels) return undefined;
    const tile = withMargin(picture, spec.margin);
    const [black, white] = spec.range;
    const x = Float32Array.from({length: 3 * tile.width * tile.height}, (_, at) => {
      return black + (white - black) * (0.5 + 0.3 * Math.sin(at / 3) + 0.2 * Math.sin(at / 41));
    });
    const cpu = await Generator.create(spec, weights, runtime, {executionProviders: ['wasm']});
    const wanted = await cpu.runPlanes(x, tile).finally(() => cpu.release());
    return new Golden(generator, tile, x, wanted);
  }

  /** Whether it is time to look. */
  get isDue(): boolean {
    return performance.now() - this.#lookedAt >= restMs;
  }

  /** Whether the GPU is still right; not while the generator paints anything else. @throws as a run does */
  async holds(): Promise<boolean> {
    const isFirst = this.#lookedAt === -Infinity;
    this.#lookedAt = performance.now();
    for (let run = 0; run < (isFirst ? 2 : 1); run++) {
      const y = await this.#generator.runPlanes(this.#x, this.#tile);
      const {precision, spec} = this.#generator;
      const [black, white] = spec.range;
      const most = tolerance[precision];
      const apart = y.reduce((sum, value, at) => sum + Math.abs(value - this.#wanted[at]!), 0);
      // Not a number is no agreement either.
      if (!(apart / y.length <= most * (white - black))) return false;
    }
    return true;
  }
}
