/** Counts the time that is not paused, in milliseconds of any clock. */
export class Stopwatch {
  #counted = 0;
  #since: number | undefined;

  /** Counts from now on. */
  start(now: number): void {
    this.#since ??= now;
  }

  /** Counts no more until the next start. */
  pause(now: number): void {
    this.#counted = this.elapsed(now);
    this.#since = undefined;
  }

  /** Begins again at nothing, paused. */
  reset(): void {
    this.#counted = 0;
    this.#since = undefined;
  }

  elapsed(now: number): number {
    return this.#counted + (this.#since === undefined ? 0 : now - this.#since);
  }
}

/** How long the rest takes if it goes on like what is done, in the unit of `elapsed`. */
export const timeLeft = (elapsed: number, done: number, total: number) =>
  done > 0 ? (elapsed / done) * (total - done) : Infinity;

/** Time as minutes and seconds, as on a clock. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
