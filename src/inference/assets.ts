/**
 * Large files (the runtime's wasm, weights) by content: each is kept in Cache Storage under its
 * SHA-256, so versions never mix and an update of the app throws none away. What comes out was
 * hashed in this session, whether it came from the cache or from the network.
 */
import {AppError, type ErrorName} from '../domain/errors.ts';
import {assetPath, assetsCache} from '../domain/own-style.ts';
import {sha256Of} from './hash.ts';

export interface Asset {
  /** Where to fetch it when it is not cached. */
  readonly url: string;
  readonly bytes: number;
  /** How many files it is in, named by `.0`, `.1` and so on after `url`; absent for one, `url`. */
  readonly parts?: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

export type OnProgress = (loadedBytes: number) => void;

/** Cache Storage may be missing or refuse (private windows): then files live for this visit only. */
const openCache = () =>
  Promise.resolve()
    .then(() => caches.open(assetsCache))
    .catch(() => undefined);

/** Reads the body of `response` into `data` from `loaded` on; returns the end of what has arrived. */
async function readBody(
  response: Response,
  data: Uint8Array,
  loaded: number,
  onProgress: OnProgress,
): Promise<number> {
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    if (loaded + chunk.value.length > data.length) {
      throw new TypeError(`more than ${data.length} bytes`);
    }
    data.set(chunk.value, loaded);
    loaded += chunk.value.length;
    onProgress(loaded);
  }
  return loaded;
}

const urlsOf = ({url, parts = 1}: Asset) =>
  parts > 1 ? Array.from({length: parts}, (_, index) => `${url}.${index}`) : [url];

const keyOf = ({sha256, url}: Asset) => new URL(assetPath(sha256), url).href;

/** Keeps `data` under its hash. @throws DOMException where the browser keeps nothing, or is full */
export async function keepAsset(sha256: string, data: Uint8Array<ArrayBuffer>): Promise<void> {
  const cache = await caches.open(assetsCache);
  await cache.put(assetPath(sha256), new Response(data));
}

const find = async (asset: Asset) =>
  (await openCache())?.match(keyOf(asset)).catch(() => undefined);

/** Whether `asset` is on this device; it is read, and verified, when it is used. */
export const hasAsset = async (asset: Asset): Promise<boolean> => (await find(asset)) !== undefined;

/** The verified bytes of `asset`, if they are on this device. */
export async function cachedAsset(asset: Asset): Promise<ArrayBuffer | undefined> {
  const data = await (await find(asset))?.arrayBuffer().catch(() => undefined);
  return data && (await sha256Of(data)) === asset.sha256 ? data : undefined;
}

/** Takes `asset` off this device. */
export async function forgetAsset(asset: Asset): Promise<void> {
  await (await openCache())?.delete(keyOf(asset));
}

/**
 * The verified bytes of `asset`, from the cache or else from the network (a second time if what
 * arrived first was damaged).
 * @param unavailable the error's name when the network gives nothing
 * @throws WeightsCorrupt, AbortError, or `unavailable`
 */
export async function fetchAsset(
  asset: Asset,
  unavailable: ErrorName,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const cached = await cachedAsset(asset);
  if (cached) {
    onProgress(asset.bytes);
    return cached;
  }
  for (const isLastTry of [false, true]) {
    const data = await download(asset, unavailable, onProgress, isLastTry, signal);
    if ((await sha256Of(data)) !== asset.sha256) continue;
    // A full disk must not stop the painting: the file is then fetched again next time.
    const cache = await openCache();
    await cache?.put(keyOf(asset), new Response(data)).catch(console.warn);
    return data;
  }
  throw new AppError('WeightsCorrupt', `${asset.url} does not have the hash of the manifest`);
}

async function download(
  asset: Asset,
  unavailable: ErrorName,
  onProgress: OnProgress,
  isSecondTry: boolean,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  try {
    const data = new Uint8Array(asset.bytes);
    let loaded = 0;
    for (const url of urlsOf(asset)) {
      const response = await fetch(url, {
        signal: signal ?? null,
        // The browser's own cache may hold the damaged copy.
        cache: isSecondTry ? 'reload' : 'default',
      });
      if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
      loaded = await readBody(response, data, loaded, onProgress);
    }
    if (loaded < data.length) throw new TypeError(`ended after ${loaded} of ${data.length} bytes`);
    return data.buffer;
  } catch (error) {
    signal?.throwIfAborted();
    throw new AppError(unavailable, `${asset.url}: ${String(error)}`, {cause: error});
  }
}
