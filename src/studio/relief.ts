/** Who takes over from whoever works now: prepared beside, ready at some time, or not wanted any more. */

/** After a failure the next is not prepared for this long, in milliseconds. */
const restMs = 10_000;

export class Relief<T> {
  #rising: Promise<T> | undefined;
  #fresh: T | undefined;
  readonly #discard: (relief: T) => void;

  /** @param discard lets one go that is not wanted any more */
  constructor(discard: (relief: T) => void) {
    this.#discard = discard;
  }

  /** Can take over now. */
  get fresh(): T | undefined {
    return this.#fresh;
  }

  /** Prepares one unless that was begun before. */
  prepare(raise: () => Promise<T>): void {
    if (this.#rising) return;
    const rising = (this.#rising = raise());
    rising.then(
      (relief) => {
        if (this.#rising === rising) this.#fresh = relief;
        else this.#discard(relief);
      },
      (error: unknown) => {
        console.warn('no relief', error);
        setTimeout(() => {
          if (this.#rising === rising) this.#rising = undefined;
        }, restMs);
      },
    );
  }

  /** The fresh one has taken over: the next is prepared when it is time. */
  reset(): void {
    this.#rising = this.#fresh = undefined;
  }

  /** What was prepared does not fit any more, or does not work. */
  dismiss(): void {
    const fresh = this.#fresh;
    this.reset();
    if (fresh) this.#discard(fresh);
  }
}
