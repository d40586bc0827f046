import {createHash} from 'node:crypto';
import {beforeEach, expect, it, vi} from 'vitest';
import {fetchAsset} from './assets.ts';

const good = new Uint8Array(1000).map((_, i) => i);
const bad = new Uint8Array(1000);
const sha256 = createHash('sha256').update(good).digest('hex');
const asset = {url: 'https://here.test/models/x.onnx', bytes: good.length, sha256};

/** A Cache Storage in memory. */
function fakeCaches() {
  const entries = new Map<string, ArrayBuffer>();
  const cache = {
    match: (key: string) => {
      const data = entries.get(key);
      return Promise.resolve(data && new Response(data.slice(0)));
    },
    put: async (key: string, response: Response) =>
      void entries.set(key, await response.arrayBuffer()),
  };
  return {entries, open: () => Promise.resolve(cache)};
}

let store: ReturnType<typeof fakeCaches>;
const answers: (() => Response)[] = [];
const fetchMock = vi.fn(() => Promise.resolve().then(() => (answers.shift() ?? fail)()));
const fail = (): Response => {
  throw new TypeError('offline');
};
const get = (signal?: AbortSignal) =>
  fetchAsset(asset, 'WeightsUnavailable', () => undefined, signal);

beforeEach(() => {
  store = fakeCaches();
  answers.length = 0;
  fetchMock.mockClear();
  vi.stubGlobal('caches', store);
  vi.stubGlobal('fetch', fetchMock);
});

it('downloads once, then works offline', async () => {
  answers.push(() => new Response(good));
  const progress: number[] = [];
  await fetchAsset(asset, 'WeightsUnavailable', (loaded) => progress.push(loaded));
  expect(progress.at(-1)).toBe(1000);
  expect(new Uint8Array(await get())).toEqual(good);
  expect(fetchMock).toHaveBeenCalledTimes(1);
});

it('fetches again what arrived damaged, and what was damaged in the cache', async () => {
  answers.push(
    () => new Response(bad),
    () => new Response(good),
  );
  expect(new Uint8Array(await get())).toEqual(good);
  for (const key of store.entries.keys()) store.entries.set(key, bad.buffer);
  answers.push(() => new Response(good));
  expect(new Uint8Array(await get())).toEqual(good);
  expect(fetchMock).toHaveBeenCalledTimes(3);
});

it('refuses what is damaged twice and keeps none of it', async () => {
  answers.push(
    () => new Response(bad),
    () => new Response(bad),
  );
  await expect(get()).rejects.toMatchObject({name: 'WeightsCorrupt'});
  expect(store.entries.size).toBe(0);
});

it.each([
  ['the network is gone', fail],
  ['the server answers 404', () => new Response('no', {status: 404})],
  ['the download is cut in the middle', () => new Response(good.slice(0, 400))],
])('says so when %s', async (_, answer) => {
  answers.push(answer);
  await expect(get()).rejects.toMatchObject({name: 'WeightsUnavailable'});
  expect(store.entries.size).toBe(0);
});

it('gives up silently when a newer request took over', async () => {
  const newer = new AbortController();
  newer.abort();
  await expect(get(newer.signal)).rejects.toMatchObject({name: 'AbortError'});
});

it('works without Cache Storage and with one that is full', async () => {
  answers.push(
    () => new Response(good),
    () => new Response(good),
  );
  vi.stubGlobal('caches', {open: () => Promise.reject(new DOMException('x', 'SecurityError'))});
  expect((await get()).byteLength).toBe(1000);
  const full = {
    match: () => Promise.resolve(undefined),
    put: () => Promise.reject(new DOMException('x', 'QuotaExceededError')),
  };
  vi.stubGlobal('caches', {open: () => Promise.resolve(full)});
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect((await get()).byteLength).toBe(1000);
});
