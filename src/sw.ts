/**
 * The service worker owns the shell: it precaches it and, on hosts that send no such headers, adds
 * the ones that isolate the page, so that WebAssembly may use threads. Weights and wasm are not its
 * business: the inference worker keeps them by hash.
 */
import {clientsClaim} from 'workbox-core';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import {NavigationRoute, registerRoute} from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (string | {url: string; revision: string | null})[];
};

/** The response with the headers of cross-origin isolation. */
function isolated(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  const {status, statusText} = response;
  return new Response(response.body, {status, statusText, headers});
}

addPlugins([
  {handlerWillRespond: ({response}: {response: Response}) => Promise.resolve(isolated(response))},
]);
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

// The page asks for this when the user accepts an update.
self.addEventListener('message', (event) => {
  if ((event.data as {type?: string} | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
clientsClaim();
