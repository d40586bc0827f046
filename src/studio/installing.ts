/** Putting the app on the device's own screen: by the browser's offer, or by hand on iOS. */
import {signal} from '@preact/signals-core';

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Safari on iPhones and iPads, where only the user can install; absent where it is installed. */
const isByHand = () => 'standalone' in navigator && navigator.standalone === false;

export class Installing {
  /** How it can be installed, if it can. */
  readonly way = signal<'prompt' | 'by hand' | undefined>(undefined);

  #offer: InstallEvent | undefined;

  /** Listens for the browser's offer. */
  watch(): void {
    if (isByHand()) this.way.value = 'by hand';
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#offer = event as InstallEvent;
      this.way.value = 'prompt';
    });
    addEventListener('appinstalled', () => (this.way.value = undefined));
  }

  /** Takes the browser up on its offer; each can be taken once. */
  async install(): Promise<void> {
    const offer = this.#offer;
    this.#offer = undefined;
    this.way.value = undefined;
    await offer?.prompt();
  }
}
