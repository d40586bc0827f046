/** Takes what another app shares into this one: kept until the page, which opens next, asks for it. */
import {sharedCache, sharedField, sharedPath, sharedQuery} from './domain/shared.ts';

/** Answers the POST of a share by leading to the app at `scope`. */
export async function receiveShare(request: Request, scope: string): Promise<Response> {
  // The app, which then finds nothing, tells the user.
  await keep(request, scope).catch(console.warn);
  return Response.redirect(new URL(`./${sharedQuery}`, scope).href, 303);
}

async function keep(request: Request, scope: string): Promise<void> {
  const form = await request.formData();
  // One thing is painted at a time.
  const file = form.getAll(sharedField).find((part) => part instanceof File);
  if (!file) return;
  const headers = {'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name)};
  const cache = await caches.open(sharedCache);
  await cache.put(new URL(sharedPath, scope).href, new Response(file, {headers}));
}
