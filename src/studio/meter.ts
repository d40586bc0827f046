/** The truth about the last minute: frames a second, and how long frames took. */
import type {FrameStats} from '../inference/api.ts';

const windowMs = 1000;
const minute = 60;

/** One second of painting. */
export interface Second {
  readonly framesPerSecond: number;
  /** The longest frame, in milliseconds. */
  readonly slowestMs: number;
}

export class Meter {
  #times: number[] = [];
  #slowestMs = 0;
  #secondEndsAt = 0;
  #history: Second[] = [];

  /** Frames per second over the last second. */
  get framesPerSecond(): number {
    const [first = 0] = this.#times;
    const span = (this.#times.at(-1) ?? 0) - first;
    return span > 0 ? ((this.#times.length - 1) * 1000) / span : 0;
  }

  /** The last minute, oldest second first. */
  get history(): readonly Second[] {
    return this.#history;
  }

  /** Notes a frame painted at `now`, in milliseconds. */
  tick(now: number, {frameMs}: Pick<FrameStats, 'frameMs'>): void {
    this.#times.push(now);
    while (now - (this.#times[0] ?? now) > windowMs) this.#times.shift();
    this.#slowestMs = Math.max(this.#slowestMs, frameMs);
    if (now < this.#secondEndsAt) return;
    if (this.#secondEndsAt > 0) {
      const {framesPerSecond} = this;
      this.#history.push({framesPerSecond, slowestMs: this.#slowestMs});
      if (this.#history.length > minute) this.#history.shift();
    }
    this.#secondEndsAt = now + windowMs;
    this.#slowestMs = 0;
  }

  /** Forgets what was before a pause. */
  reset(): void {
    this.#times = [];
    this.#secondEndsAt = 0;
    this.#slowestMs = 0;
  }
}
