/** The stills that are under way in this worker, one after the other, and what becomes of them. */
import {containedIn} from '../../domain/geometry.ts';
import {thumbnailRoom} from '../../domain/kept.ts';
import type {StillResult, StillWish} from '../api.ts';
import type {Generator} from '../generator.ts';
import {Queue} from '../queue.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import {reachOf} from './reach.ts';
import {Still} from './still.ts';

/** A tile of this many pixels keeps the runtime's memory below what a small phone has. */
const defaultTilePixels = 640 ** 2;

/** What stills need of the worker. */
export interface StillTools {
  /** The verified bytes of a generator. */
  readonly weightsOf: (spec: GeneratorSpec) => Promise<ArrayBuffer>;
  /** A generator that takes and gives planes in main memory. */
  readonly generatorOf: (spec: GeneratorSpec, weights: ArrayBuffer) => Promise<Generator>;
}

export class Stills {
  readonly #tools: StillTools;
  readonly #queue = new Queue();
  readonly #cancels = new Map<number, AbortController>();

  constructor(tools: StillTools) {
    this.#tools = tools;
  }

  /** As StylizerApi.still; the frame is closed as early as may be, and by the caller in any case. */
  async paint(
    wish: StillWish,
    frame: VideoFrame,
    onProgress: (share: number) => void,
  ): Promise<StillResult> {
    const cancel = new AbortController();
    this.#cancels.set(wish.id, cancel);
    try {
      const {spec, look, tilePixels = defaultTilePixels} = wish;
      const weights = await this.#tools.weightsOf(spec);
      const still = new Still(frame, {spec, reach: reachOf(weights), look, tilePixels});
      // Its copy is all that is needed: a camera has few frames to lend.
      frame.close();
      return await this.#queue.add(() =>
        this.#finish(still, wish, weights, onProgress, cancel.signal),
      );
    } finally {
      this.#cancels.delete(wish.id);
    }
  }

  /** Gives a still up after the tile that is being painted. */
  cancel(id: number): void {
    this.#cancels.get(id)?.abort();
  }

  async #finish(
    still: Still,
    {spec, format, withOriginal}: StillWish,
    weights: ArrayBuffer,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<StillResult> {
    signal.throwIfAborted();
    const generator = await this.#tools.generatorOf(spec, weights);
    let canvas;
    try {
      canvas = await still.paint(generator, onProgress, signal);
    } finally {
      await generator.release();
    }
    const painted = await canvas.convertToBlob(format);
    const thumbnail = await thumbnailOf(canvas);
    const original = withOriginal ? await still.original().convertToBlob(format) : undefined;
    return {painted, thumbnail, original, size: still.size};
  }
}

function thumbnailOf(canvas: OffscreenCanvas): Promise<Blob> {
  const {width, height} = containedIn(canvas, thumbnailRoom);
  const small = new OffscreenCanvas(width, height);
  const context = small.getContext('2d', {alpha: false});
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(canvas, 0, 0, width, height);
  return small.convertToBlob({type: 'image/webp', quality: 0.8});
}
