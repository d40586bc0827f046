/** The painting of a whole clip from the disk, frame by frame: how far it is, pause, giving up. */
import {computed, signal} from '@preact/signals-core';
import {nameOf} from '../domain/errors.ts';
import type {Provenance} from '../domain/kept.ts';
import type {ClipWorker} from './clip-worker.ts';
import type {Engines} from './engines.ts';
import type {Gallery} from './gallery/gallery.ts';
import type {Recorded} from './recording.ts';
import {Stopwatch, timeLeft} from './stopwatch.ts';

export interface Progress {
  readonly frames: number;
  readonly total: number;
  /** Milliseconds; infinite while nothing is known. */
  readonly leftMs: number;
}

export class Repainting {
  readonly isOn = signal(false);
  readonly isHeld = signal(false);
  readonly progress = computed<Progress>(() => {
    const {frames, total} = this.#painted.value;
    return {frames, total, leftMs: timeLeft(this.#watch.elapsed(performance.now()), frames, total)};
  });

  readonly #engines: Engines;
  readonly #gallery: Gallery;
  readonly #watch = new Stopwatch();
  readonly #painted = signal({frames: 0, total: 0});
  #worker: ClipWorker | undefined;
  /** Resolves when the next frame may be painted. */
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  constructor(engines: Engines, gallery: Gallery) {
    this.#engines = engines;
    this.#gallery = gallery;
  }

  /**
   * Paints `clip` as long as it takes.
   * @throws AbortError after `giveUp`, or as `ClipsApi.measure`, `plan` and `repaint` do
   */
  async run(clip: Blob, provenance: Provenance | undefined): Promise<Recorded> {
    const engines = this.#engines;
    this.#painted.value = {frames: 0, total: 0};
    this.isHeld.value = false;
    this.#open();
    this.isOn.value = true;
    engines.bind(true);
    this.#watch.reset();
    this.#watch.start(performance.now());
    try {
      const {ClipWorker} = await import('./clip-worker.ts');
      const worker = (this.#worker = new ClipWorker());
      const plan = await worker.plan(await engines.picture(await worker.measure(clip)));
      const paint = async (frame: VideoFrame) => {
        await this.#gate;
        return engines.paintClip(frame, plan);
      };
      const onProgress = (frames: number, total: number) => {
        this.#painted.value = {frames, total};
      };
      const open = await this.#gallery.openClip({...plan, provenance});
      try {
        return {open, clip: await worker.repaint(clip, plan, paint, onProgress, open.path)};
      } catch (error) {
        // What was painted before the engine died is worth keeping; the rest was not wanted.
        if (nameOf(error) !== 'WorkerCrashed') await open.discard();
        throw error;
      }
    } finally {
      this.#worker?.close();
      engines.bind(false);
      this.isOn.value = false;
    }
  }

  /** Waits, or goes on. */
  hold(isHeld: boolean): void {
    this.isHeld.value = isHeld;
    if (isHeld) this.#watch.pause(performance.now());
    else this.#watch.start(performance.now());
    this.#open();
    if (isHeld) this.#gate = new Promise((open) => (this.#open = open));
  }

  /** Ends it without a clip. */
  giveUp(): void {
    this.#worker?.giveUp();
    this.#open();
  }
}
