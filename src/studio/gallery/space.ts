/** How much of the device's storage the app uses, and asking the browser not to evict it. */
import {signal} from '@preact/signals-core';

/** In bytes, as the browser estimates them for everything of this origin. */
export interface Estimate {
  readonly used: number;
  readonly left: number;
}

type Storage = Pick<StorageManager, 'persisted' | 'persist' | 'estimate'>;

export class Space {
  /** Unknown until measured, or where the browser does not tell. */
  readonly estimate = signal<Estimate | undefined>(undefined);
  readonly #storage: Storage | undefined;
  #hasAsked = false;

  constructor(storage: Storage | undefined) {
    this.#storage = storage;
  }

  /** Something was kept: from now on it is worth asking that it may stay. */
  async settle(): Promise<void> {
    if (!this.#hasAsked && this.#storage) {
      this.#hasAsked = true;
      const isSettled = await this.#storage.persisted().catch(() => false);
      if (!isSettled) await this.#storage.persist().catch(console.warn);
    }
    await this.measure();
  }

  /** Looks again. */
  async measure(): Promise<void> {
    const {usage = 0, quota} = (await this.#storage?.estimate().catch(() => undefined)) ?? {};
    this.estimate.value =
      quota === undefined ? undefined : {used: usage, left: Math.max(0, quota - usage)};
  }
}
