/** Keeps the screen on while it is wanted; the browser lets go whenever the page is hidden. */
export class WakeLock {
  #lock: Promise<WakeLockSentinel | undefined> | undefined;

  /** Asks for the lock, again if the browser let go. Some refuse on a low battery: then so be it. */
  hold(): void {
    if (this.#lock || !('wakeLock' in navigator)) return;
    this.#lock = navigator.wakeLock.request('screen').then(
      (sentinel) => {
        sentinel.addEventListener('release', () => (this.#lock = undefined));
        return sentinel;
      },
      () => (this.#lock = undefined),
    );
  }

  /** Lets the screen sleep. */
  release(): void {
    void this.#lock?.then((sentinel) => sentinel?.release());
    this.#lock = undefined;
  }
}
