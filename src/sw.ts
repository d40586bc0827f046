/**
 * The service worker owns the shell: it precaches it and adds the headers of the policy, for hosts
 * that send none, and receives what other apps share. Weights and wasm are not its business: the
 * inference worker keeps them by hash.
 */
import {clientsClaim} from 'workbox-core';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import {NavigationRoute, registerRoute} from 'workbox-routing';
import {securityHeaders} from './domain/policy.ts';
import {shareTarget} from './domain/shared.ts';
import {receiveShare} from './sharing.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (string | {url: string; revision: string | null})[];
};

/** The response with the headers of the policy. */
function guarded(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  const {status, statusText} = response;
  return new Response(response.body, {status, statusText, headers});
}

addPlugins([
  {handlerWillRespond: ({response}: {response: Response}) => Promise.resolve(guarded(response))},
]);
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

const {scope} = self.registration;
const shareUrl = new URL(shareTarget, scope).href;
registerRoute(
  ({url}) => url.href === shareUrl,
  ({request}) => receiveShare(request, scope),
  'POST',
);

// The page asks for this when the user accepts an update.
self.addEventListener('message', (event) => {
  if ((event.data as {type?: string} | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
clientsClaim();
