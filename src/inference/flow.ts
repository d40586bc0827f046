/**
 * Lets neighbouring frames overlap: while the device works on one, the next is taken and uploaded.
 * Never more than two are under way, in order, and the second comes only just in time: a frame that
 * came earlier would wait, and show the past.
 */
import {delay} from '../domain/delay.ts';
import type {Stages} from './stages.ts';

/** From letting the next frame come until it is here: two messages and the page's turn, in ms. */
const journeyMs = 3;

/** How much a new measurement changes an average. */
const share = 1 / 8;

export class Flow {
  readonly #onFinished: (stages: Stages, busyMs: number) => void;
  /** Usual time from a frame's arrival to the hand-over of all its work. */
  #leadMs = 0;
  /** Usual time that the device works on a frame; unknown until the first has ended. */
  #busyMs: number | undefined;
  #freeAt = -Infinity;
  #before: Promise<void> = Promise.resolve();

  /** @param onFinished told of each frame with the time that the device had no other work */
  constructor(onFinished: (stages: Stages, busyMs: number) => void) {
    this.#onFinished = onFinished;
  }

  /**
   * A frame's work has been handed over and is over with `done`. Resolves when the next may come.
   * @throws what `done` of this frame or of the one before rejects with
   */
  async next(stages: Stages, done: Promise<unknown>): Promise<void> {
    this.#leadMs += share * (performance.now() - stages.start - this.#leadMs);
    const finished = this.#finish(stages, done);
    finished.catch(() => undefined);
    const before = this.#before;
    this.#before = finished;
    try {
      await before;
      if (this.#busyMs === undefined) {
        await finished;
        return;
      }
      const expected = Math.max(stages.start, this.#freeAt) + this.#busyMs;
      const holdMs = expected - this.#leadMs - journeyMs - performance.now();
      if (holdMs >= 1) await Promise.race([finished, delay(holdMs)]);
    } catch (error) {
      // Said once: the frames after this one are not to blame.
      this.#before = Promise.resolve();
      throw error;
    }
  }

  async #finish(stages: Stages, done: Promise<unknown>): Promise<void> {
    await done;
    stages.presented = performance.now();
    const busyMs = stages.presented - Math.max(stages.start, this.#freeAt);
    this.#freeAt = stages.presented;
    this.#busyMs = (this.#busyMs ?? busyMs) + share * (busyMs - (this.#busyMs ?? busyMs));
    this.#onFinished(stages, busyMs);
  }
}
