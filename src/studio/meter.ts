/** Frames per second over the last second. */
const windowMs = 1000;

export class Meter {
  #times: number[] = [];

  /** Notes a frame painted at `now` (ms) and tells the rate since `windowMs` ago. */
  tick(now: number): number {
    this.#times.push(now);
    this.#times = this.#times.filter((time) => now - time <= windowMs);
    const [first = now] = this.#times;
    const span = now - first;
    return span > 0 ? ((this.#times.length - 1) * 1000) / span : 0;
  }

  /** Forgets what was before a pause. */
  reset(): void {
    this.#times = [];
  }
}
