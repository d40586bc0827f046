/** Keeps the view that is shown: fetches what it needs, and the latest call wins. */
import type {GeneratorSpec} from '../../domain/style.ts';
import type {View} from '../../domain/view.ts';
import type {Generator} from '../generator.ts';
import type {ActiveView} from './active-view.ts';

/** A network, its weights fetched and verified. */
type Make = (network: GeneratorSpec, signal: AbortSignal) => Promise<Generator>;

export class ViewKeeper {
  readonly #make: Make;
  #active: ActiveView | undefined;
  #loading = new AbortController();

  constructor(make: Make) {
    this.#make = make;
  }

  get active(): ActiveView | undefined {
    return this.#active;
  }

  /**
   * Shows `view` when its network is ready; the view before stays until then.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory, AbortError
   */
  async show(view: View | undefined): Promise<void> {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    const old = this.#active;
    if (view && old?.view.network.file === view.network.file) {
      this.#active = {...old, view};
      return;
    }
    const network = view && (await this.#make(view.network, signal));
    if (signal.aborted) {
      await network?.release();
      signal.throwIfAborted();
    }
    this.#active = view && network && {view, network};
    await old?.network.release();
  }

  /** Makes the network anew on the device that took the place of a lost one. */
  async renew(): Promise<void> {
    const {view, network} = this.#active ?? {};
    this.#active = undefined;
    await network?.release().catch(console.warn);
    if (view) await this.show(view);
  }
}
