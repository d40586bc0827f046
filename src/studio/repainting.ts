/** The painting of a whole clip from the disk, frame by frame: how far it is, pause, giving up. */
import {computed, signal} from '@preact/signals-core';
import {nameOf} from '../domain/errors.ts';
import type {Provenance} from '../domain/kept.ts';
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
    const {frames, total} = this.#engines.repainted.value;
    return {frames, total, leftMs: timeLeft(this.#watch.elapsed(performance.now()), frames, total)};
  });

  readonly #engines: Engines;
  readonly #gallery: Gallery;
  readonly #watch = new Stopwatch();

  constructor(engines: Engines, gallery: Gallery) {
    this.#engines = engines;
    this.#gallery = gallery;
  }

  /**
   * Paints `clip` as long as it takes.
   * @throws AbortError after `giveUp`, or as `ClipsApi.plan` and `repaint` do
   */
  async run(clip: Blob, provenance: Provenance | undefined): Promise<Recorded> {
    const engines = this.#engines;
    engines.repainted.value = {frames: 0, total: 0};
    this.isHeld.value = false;
    this.isOn.value = true;
    engines.bind(true);
    this.#watch.reset();
    this.#watch.start(performance.now());
    try {
      const plan = await engines.clips((clips) => clips.plan(clip));
      const open = await this.#gallery.openClip({...plan, provenance});
      try {
        return {open, clip: await engines.clips((clips) => clips.repaint(clip, plan, open.path))};
      } catch (error) {
        // What was painted before the engine died is worth keeping; the rest was not wanted.
        if (nameOf(error) !== 'WorkerCrashed') await open.discard();
        throw error;
      }
    } finally {
      engines.bind(false);
      this.isOn.value = false;
    }
  }

  /** Waits, or goes on. */
  async hold(isHeld: boolean): Promise<void> {
    this.isHeld.value = isHeld;
    if (isHeld) this.#watch.pause(performance.now());
    else this.#watch.start(performance.now());
    await this.#engines.clips((clips) => clips.hold(isHeld));
  }

  /** Ends it without a clip. */
  async giveUp(): Promise<void> {
    await this.#engines.clips((clips) => clips.giveUp());
  }
}
