/** Moves the wipe slowly there and back, until the user takes hold of it. */

/** From one end to the other, in milliseconds. */
const journeyMs = 9000;

/** Steps of the wipe, in milliseconds. */
const stepMs = 60;

/** How long it rests after the user has moved it, in milliseconds. */
const restMs = 6000;

export class Wiper {
  readonly #move: (at: number) => void;
  #timer = 0;
  #restsUntil = -Infinity;

  constructor(move: (at: number) => void) {
    this.#move = move;
  }

  /** Starts to move, unless the user prefers that nothing does by itself. */
  start(): void {
    if (this.#timer || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#timer = window.setInterval(() => {
      const now = performance.now();
      if (now < this.#restsUntil) return;
      this.#move(1 - Math.cos((now / journeyMs) * Math.PI));
    }, stepMs);
  }

  /** The user takes hold of it. */
  pause(): void {
    this.#restsUntil = performance.now() + restMs;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
  }
}
