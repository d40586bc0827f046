/**
 * How long a worker may paint before a fresh one takes over. The runtime's WebGPU provider leaks a little
 * with each run on some phones, until the tab dies
 * (https://github.com/microsoft/onnxruntime/issues/27584: after about 500 runs on iOS 26.3); a
 * worker that ends gives all of it back.
 */

/** When a worker's time is over. */
export interface Limits {
  /** Frames painted. */
  readonly runs: number;
  /** Bytes by which page and workers have grown since the worker's first minute. */
  readonly bytes: number;
}

/** Node, where units run, has none. */
const {vendor = ''} = (globalThis.navigator as Partial<Navigator> | undefined) ?? {};

/** What a browser is known to bear. Ten minutes are long enough to make a fresh worker cheap. */
export const usualLimits: Limits = {
  runs: vendor.startsWith('Apple') ? 400 : 20_000,
  bytes: 400 * 2 ** 20,
};

/** Between two looks at the memory, in milliseconds. */
const lookMs = 60_000;

type MeasuringPerformance = Performance & {
  measureUserAgentSpecificMemory?(): Promise<{bytes: number}>;
};

export class Tenure {
  readonly #limits: Limits;
  #runs = 0;
  #lookedAt = performance.now();
  #bytesAtFirst: number | undefined;
  #hasGrown = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Whether the worker's time is over. */
  get isOver(): boolean {
    return this.#runs >= this.#limits.runs || this.#hasGrown;
  }

  /** Counts a run, and now and then looks at the memory where the browser tells it. */
  count(now = performance.now()): void {
    this.#runs++;
    if (now - this.#lookedAt < lookMs) return;
    this.#lookedAt = now;
    void this.#look().catch(() => undefined);
  }

  async #look(): Promise<void> {
    const {bytes} =
      (await (performance as MeasuringPerformance).measureUserAgentSpecificMemory?.()) ?? {};
    if (bytes === undefined) return;
    this.#bytesAtFirst ??= bytes;
    this.#hasGrown = bytes - this.#bytesAtFirst > this.#limits.bytes;
  }
}
