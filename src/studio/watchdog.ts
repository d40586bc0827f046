/**
 * Tells a worker that hangs from one that is slow. Time is counted in ticks of a timer, not read from a
 * clock: while a page is frozen or a machine sleeps, worker and watchdog stand still alike.
 */

const tickMs = 250;
/** While anything is compiled or allocated a frame may take this long. */
const longestMs = 30_000;
/** A frame like those before it that takes longer than this never ends. */
const leastMs = 1500;
/** Or this many times longer than the slowest of them. */
const factor = 20;
/** Frames that may compile after a change. */
const settlingFrames = 3;

/** A frame that is being painted. */
interface Watched {
  waited: number;
  readonly isCompiling: boolean;
  readonly onHang: () => void;
}

export class Watchdog {
  #settling = settlingFrames;
  #slowestMs = 0;
  readonly #watched = new Set<Watched>();
  /** Runs on from frame to frame: making one for each showed up in profiles of the page. */
  #timer: ReturnType<typeof setInterval> | undefined;

  /** The next frames will not be like those before: another generator, another size. */
  unsettle(): void {
    this.#settling = settlingFrames;
    this.#slowestMs = 0;
  }

  /** A frame took `ms`. */
  note(ms: number): void {
    this.#slowestMs = Math.max(this.#slowestMs, ms);
    if (this.#settling > 0) this.#settling--;
  }

  /** How long the next frame may take, in milliseconds. */
  get patienceMs(): number {
    if (this.#settling > 0) return longestMs;
    return Math.min(longestMs, Math.max(leastMs, factor * this.#slowestMs));
  }

  /**
   * Waits for a frame's painting.
   * @param isCompiling whether the worker began something before that may take long
   * @param onHang called once when it takes too long
   */
  async watch<T>(painting: Promise<T>, isCompiling: boolean, onHang: () => void): Promise<T> {
    // The first tick may come at once.
    const watched = {waited: this.#timer === undefined ? 0 : -tickMs, isCompiling, onHang};
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => this.#tick(), tickMs);
    const start = performance.now();
    try {
      const result = await painting;
      this.note(performance.now() - start);
      return result;
    } finally {
      this.#watched.delete(watched);
    }
  }

  #tick(): void {
    if (this.#watched.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const watched of this.#watched) {
      watched.waited += tickMs;
      if (watched.waited < (watched.isCompiling ? longestMs : this.patienceMs)) continue;
      this.#watched.delete(watched);
      watched.onHang();
    }
  }
}
