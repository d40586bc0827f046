/**
 * Tells a worker that hangs from one that is slow. Time is counted in ticks of a timer, not read from a
 * clock: while a page is frozen or a machine sleeps, worker and watchdog stand still alike.
 */
import {delay} from '../domain/delay.ts';

const tickMs = 250;
/** While anything is compiled or allocated a frame may take this long. */
const longestMs = 30_000;
/** A frame like those before it that takes longer than this never ends. */
const leastMs = 1500;
/** Or this many times longer than the slowest of them. */
const factor = 20;
/** Frames that may compile after a change. */
const settlingFrames = 3;
/** While a network is made ready its worker answers within this time, */
const silentMs = 1250;
/** and within this for each 10⁹ multiply-accumulates of it: a CPU works it off without a break. */
const silentMsPerGmac = 1000;
/** Before its first picture a worker is given so many times as long: nothing says yet how slow the device is. */
const firstFactor = 4;
/** How long a worker of this page was silent at most. The next may be for twice that. */
let silenceMs = 0;

/** What a worker was asked for. */
interface Watched {
  waited: number;
  readonly patienceMs: () => number;
  readonly onHang: () => void;
}

export class Watchdog {
  #settling = settlingFrames;
  #hasPainted = false;
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
    this.#hasPainted = true;
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
    const start = performance.now();
    const patienceMs = () => (isCompiling ? longestMs : this.patienceMs);
    const result = await this.#wait(painting, patienceMs, onHang);
    this.note(performance.now() - start);
    return result;
  }

  /**
   * Asks a worker that makes a network ready whether it still answers, once it has done so for the first time: how long
   * a worker takes to arrive is the network's concern.
   * @param ready settles when the network is ready
   * @param gmacs what the network costs
   * @param isBusy whether the worker has something else to do that may take long
   * @param onHang called once when it is silent for too long
   */
  async listen(
    ready: Promise<unknown>,
    gmacs: number,
    isBusy: () => boolean,
    ask: () => Promise<unknown>,
    onHang: () => void,
  ): Promise<void> {
    const ownMs = (silentMs + silentMsPerGmac * gmacs) * (this.#hasPainted ? 1 : firstFactor);
    const patienceMs = () => {
      // Frames that another network paints meanwhile keep the worker from answering, too.
      const ms = Math.max(ownMs, factor * this.#slowestMs, 2 * silenceMs);
      return isBusy() ? longestMs : Math.min(longestMs, ms);
    };
    const giveUp = () => {
      // It may have been slow after all.
      silenceMs = 2 * patienceMs();
      onHang();
    };
    const over = ready.then(
      () => true,
      () => true,
    );
    await ask();
    while (!(await Promise.race([over, delay(tickMs)]))) {
      const start = performance.now();
      await this.#wait(ask(), patienceMs, giveUp);
      silenceMs = Math.max(silenceMs, performance.now() - start);
    }
  }

  async #wait<T>(call: Promise<T>, patienceMs: () => number, onHang: () => void): Promise<T> {
    // The first tick may come at once.
    const watched = {waited: this.#timer === undefined ? 0 : -tickMs, patienceMs, onHang};
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => this.#tick(), tickMs);
    try {
      return await call;
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
      if (watched.waited < watched.patienceMs()) continue;
      this.#watched.delete(watched);
      watched.onHang();
    }
  }
}
