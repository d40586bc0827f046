/** Where things that happened belong in a recording: pure arithmetic, in seconds from its start. */

/** Frames that are closer than this were filmed as one, in seconds: no camera is as fast. */
const leastGap = 0.004;

export class Timeline {
  #start: number | undefined;
  /** Seconds that were paused so far. */
  #left = 0;
  #pausedAt: number | undefined;
  #last = -Infinity;

  get isPaused(): boolean {
    return this.#pausedAt !== undefined;
  }

  /** The second of the recording that `at`, a moment in seconds of any clock, falls on. */
  secondOf(at: number): number {
    return at - (this.#start ?? at) - this.#left;
  }

  /**
   * The second for the next frame, which was filmed at `at`; the first one starts the recording.
   * Undefined for a frame that has no place: filmed in a pause, or not after the one before.
   */
  place(at: number): number | undefined {
    if (this.isPaused) return undefined;
    this.#start ??= at;
    const second = this.secondOf(at);
    if (second < this.#last + leastGap) return undefined;
    return (this.#last = second);
  }

  /** What follows is left out. */
  pause(at: number): void {
    this.#pausedAt ??= at;
  }

  /** What follows is recorded again, as if nothing had been between. */
  resume(at: number): void {
    if (this.#pausedAt === undefined) return;
    if (this.#start !== undefined) this.#left += at - Math.max(this.#pausedAt, this.#start);
    this.#pausedAt = undefined;
  }
}

/** A clock may run this far from another before sound is moved, in seconds: less is not heard. */
const tolerance = 0.03;

/** What to do with sound before it is added, in samples: silence to put before it, and a part to skip. */
export interface Alignment {
  readonly silence: number;
  readonly skip: number;
}

/**
 * How sound that begins at second `due` joins the `written` samples before it without a gap.
 * @param length of the sound, in samples
 * @param rate samples per second
 */
export function align(due: number, written: number, length: number, rate: number): Alignment {
  const off = Math.round(due * rate) - written;
  if (Math.abs(off) <= tolerance * rate) return {silence: 0, skip: 0};
  return off > 0 ? {silence: off, skip: 0} : {silence: 0, skip: Math.min(length, -off)};
}
