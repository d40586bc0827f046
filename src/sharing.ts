/** Takes what another app shares into this one: kept until the page, which opens next, asks for it. */
import {sharedCache, sharedField, sharedQuery} from './domain/shared.ts';

/** Answers the POST of a share by leading to the app at `scope`. */
export async function receiveShare(request: Request, scope: string): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const files = form.getAll(sharedField).filter((part) => part instanceof File);
  const cache = await caches.open(sharedCache);
  for (const [index, file] of files.entries()) {
    const headers = {'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name)};
    await cache.put(new URL(`shared/${index}`, scope).href, new Response(file, {headers}));
  }
  return Response.redirect(new URL(`./${sharedQuery}`, scope).href, 303);
}
