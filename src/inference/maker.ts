/**
 * Makes the generators that paint the live picture, and keeps those on a GPU honest: one whose f16 disagrees with the
 * CPU is made again in f32, and one that disagrees even then is the device's fault.
 */
import {AppError} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Backend} from './backend.ts';
import type {Generator} from './generator.ts';
import {Golden} from './golden.ts';
import {proven} from './proven.ts';

export interface MakerTools {
  weightsOf(spec: GeneratorSpec, signal: AbortSignal): Promise<ArrayBuffer>;
  backend(): Promise<Backend>;
  /** Size that `spec` is first run at. */
  pictureOf(spec: GeneratorSpec): Size;
  /** Whether the device's speed is still unknown. */
  isTimed(): boolean;
  /** Told how long a run of `generator` took. */
  onTimed(generator: Generator, picture: Size): void;
  /** Told once that the GPU is wrong in f32 too. */
  onWrong(reason: string): void;
}

export class Maker {
  readonly #tools: MakerTools;
  /** On the device whose f16 was wrong once it is used no more. */
  #distrusted: Backend | undefined;

  constructor(tools: MakerTools) {
    this.#tools = tools;
  }

  /** @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory, AbortError */
  async make(spec: GeneratorSpec, signal: AbortSignal): Promise<Generator> {
    const tools = this.#tools;
    const weights = await tools.weightsOf(spec, signal);
    const backend = await tools.backend();
    signal.throwIfAborted();
    const picture = tools.pictureOf(spec);
    const isTimed = tools.isTimed();
    const mayHalve = backend !== this.#distrusted;
    const generator = await backend.createGenerator(spec, weights, picture, {isTimed, mayHalve});
    if (isTimed) tools.onTimed(generator, picture);
    if (backend.capabilities.backend !== 'webgpu') return generator;
    await proven(generator, async () => {
      generator.golden = await Golden.take(generator, weights, backend.runtime);
    });
    return generator.isHalf ? this.checked(generator, signal) : generator;
  }

  /**
   * `generator`, or in its place one in f32; not while it paints anything else.
   * @throws DeviceLost when the GPU is wrong, and as `make` does
   */
  async checked(generator: Generator, signal: AbortSignal): Promise<Generator> {
    if ((await generator.golden?.holds()) ?? true) return generator;
    if (generator.isHalf) return this.#again(generator, signal);
    const reason = 'the GPU computes wrongly';
    this.#tools.onWrong(reason);
    throw new AppError('DeviceLost', reason);
  }

  async #again(generator: Generator, signal: AbortSignal): Promise<Generator> {
    console.warn('GPU', 'f16 computes wrongly: f32 from here on');
    this.#distrusted = await this.#tools.backend();
    await generator.release();
    return this.make(generator.spec, signal);
  }
}
