/** Registers the service worker and tells when a newer version of the app waits. */
import {registerSW} from 'virtual:pwa-register';

/** @param onReady called with what takes the update: it reloads the page. */
export function watchUpdates(onReady: (update: () => void) => void): void {
  const update = registerSW({onNeedRefresh: () => onReady(() => void update(true))});
}
