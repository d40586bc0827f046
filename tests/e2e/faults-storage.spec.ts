import {readFileSync} from 'node:fs';
import type {Page} from '@playwright/test';
import sharp from 'sharp';
import {App, isPainting} from '../fixtures/app.ts';
import {fault, prepareWorker, recovers} from '../fixtures/faults.ts';
import {GalleryPage} from '../fixtures/gallery.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {fetchFile, galleryFiles} from '../fixtures/media.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';
const refuse = (name: string) => `() => Promise.reject(new DOMException('no', '${name}'))`;

/** Takes a picture and checks that its file is kept whole, whatever else fails. */
async function keepsPicture(page: Page): Promise<void> {
  const before = await galleryFiles(page, /\.jpg$/);
  await new GalleryPage(page).take();
  const kept = (await galleryFiles(page, /\.jpg$/)).filter((name) => !before.includes(name));
  expect(kept).toHaveLength(1);
  const {width} = await sharp(readFileSync(await fetchFile(page, kept[0] ?? ''))).metadata();
  expect(width).toBe(640);
}

/** What each storage does, as scripts of the worker. */
const cacheFaults: Record<string, string> = {
  'Cache Storage cannot be opened (private mode)': `CacheStorage.prototype.open = ${refuse('SecurityError')}`,
  'there is no Cache Storage': `Object.defineProperty(self, 'caches', {value: undefined})`,
  'Cache Storage throws when it is read': `Cache.prototype.match = ${refuse('UnknownError')}`,
  'the disk fails while a cached file is read': `Cache.prototype.match = () => Promise.resolve(
    new Response(new ReadableStream({start: (body) => body.error(new Error('disk'))})))`,
  'the storage is full': `Cache.prototype.put = ${refuse('QuotaExceededError')}`,
};

for (const [what, script] of Object.entries(cacheFaults)) {
  test(
    `${what}: it paints all the same`,
    fault(what, 'nothing: files live for the visit'),
    async ({app, page}) => {
      await prepareWorker(page, script);
      await app.serve(testStyle('identity'), testStyle('invert'));
      const worker = await app.paint(query);
      await app.choose('invert');
      await app.paints('invert');
      await recovers(framesPainted(worker, 2));
      await keepsPicture(page);
      await expect(app.notice).toBeEmpty();
    },
  );
}

const settingsFaults: Record<string, string> = {
  'settings cannot be read': `Storage.prototype.getItem = () => { throw new DOMException('no', 'SecurityError') }`,
  'settings cannot be written': `Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }`,
  'there are no settings at all (cookies blocked)': `Object.defineProperty(globalThis, 'localStorage', {
    get() { throw new DOMException('no', 'SecurityError') } })`,
  'settings are not JSON': `localStorage.setItem('cyclelens-preferences-1', '{"style":')`,
  'settings are of another shape': `localStorage.setItem('cyclelens-preferences-1',
    '{"style":{"toString":1},"looks":[],"quality":1e99,"direction":"up"}')`,
  'settings have prototype-polluting keys': `localStorage.setItem('cyclelens-preferences-1',
    '{"__proto__":{"polluted":1},"looks":{"__proto__":{"strength":0,"keepColours":true},"constructor":{"strength":1,"keepColours":false}}}')`,
  'settings are ten megabytes of text': `try { localStorage.setItem('cyclelens-preferences-1',
    JSON.stringify({style: 'x'.repeat(5e6)})) } catch {}`,
};

for (const [what, script] of Object.entries(settingsFaults)) {
  test(
    `${what}: it paints all the same`,
    fault(what, 'the app as on a first visit'),
    async ({app, page}) => {
      await page.addInitScript(script);
      await app.serve(testStyle('identity'), testStyle('invert'));
      const worker = await app.paint(query);
      await app.setMirror(false);
      await app.choose('invert');
      await app.paints('invert');
      await recovers(framesPainted(worker, 2));
      await keepsPicture(page);
      await expect(app.notice).toBeEmpty();
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    },
  );
}

test(
  'files that are evicted while open are fetched again when they are needed',
  fault('the storage is evicted while open', 'nothing: files are fetched again'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'), testStyle('invert'));
    const worker = await app.paint(query);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
      localStorage.clear();
    });
    await app.choose('invert');
    await app.paints('invert');
    await app.choose('identity');
    await recovers(app.paints('identity'));
    await framesPainted(worker, 2);
    await keepsPicture(page);
    await expect(app.notice).toBeEmpty();
  },
);

test(
  'two tabs paint at once, each its own style',
  fault('two tabs at once', 'both paint'),
  async ({app, context}) => {
    const other = new App(await context.newPage());
    for (const one of [app, other]) {
      await one.serve(testStyle('identity'), testStyle('invert'));
      await one.paint(query);
    }
    await other.choose('invert');
    await other.paints('invert');
    await app.page.bringToFront();
    await app.paints('identity');
    const worker = app.page.workers().find(isPainting);
    if (!worker) throw new Error('no worker');
    await recovers(framesPainted(worker, 2));
    await keepsPicture(other.page);
    await keepsPicture(app.page);
    await other.page.close();
    await framesPainted(worker, 2);
  },
);
