/** The truth about the last minute: frames a second, and how long frames took. */
import type {FrameStats} from '../inference/api.ts';
import type {Arrivals} from './frames.ts';

const windowMs = 1000;
/** Seconds that are kept. */
export const minute = 60;

/** One second of painting. */
export interface Second {
  readonly framesPerSecond: number;
  /** The longest frame, in milliseconds. */
  readonly slowestMs: number;
}

export class Meter implements Arrivals {
  #times: number[] = [];
  #arrivals: {readonly at: number; readonly presented: number}[] = [];
  #slowestMs = 0;
  #secondEndsAt = 0;
  #history: Second[] = [];

  /** Frames per second over the last second. */
  get framesPerSecond(): number {
    const [first = 0] = this.#times;
    const span = (this.#times.at(-1) ?? 0) - first;
    return span > 0 ? ((this.#times.length - 1) * 1000) / span : 0;
  }

  /** Frames that came in the last second and were not painted. */
  get droppedPerSecond(): number {
    const [first, last] = [this.#arrivals[0], this.#arrivals.at(-1)];
    if (!first || !last || last.at <= first.at) return 0;
    const rate = ((last.presented - first.presented) * 1000) / (last.at - first.at);
    return Math.max(0, rate - this.framesPerSecond);
  }

  /** Notes a frame that came up, painted or not. */
  arrive(now: number, presented: number): void {
    this.#arrivals.push({at: now, presented});
    while (now - (this.#arrivals[0]?.at ?? now) > windowMs) this.#arrivals.shift();
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
    this.#arrivals = [];
    this.#secondEndsAt = 0;
    this.#slowestMs = 0;
  }
}
