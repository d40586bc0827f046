import {readFileSync} from 'node:fs';
import type {Page} from '@playwright/test';
import sharp from 'sharp';
import {App, isPainting} from '../fixtures/app.ts';
import {newPictures} from '../fixtures/captures.ts';
import {eviction, fault, prepareWorker, recovers} from '../fixtures/faults.ts';
import {decode, GalleryPage} from '../fixtures/gallery.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {fetchFile, galleryFiles} from '../fixtures/media.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';
const refuse = (name: string) => `() => Promise.reject(new DOMException('no', '${name}'))`;

/** Takes a picture and checks that its file is kept whole, whatever else fails. */
async function keepsPicture(page: Page): Promise<void> {
  const before = await newPictures(page);
  await new GalleryPage(page).take();
  const kept = (await newPictures(page)).filter((name) => !before.includes(name));
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
  fault('the cache is evicted while open', 'nothing: files are fetched again'),
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

const folder = 'FileSystemDirectoryHandle.prototype';

/** What refuses the gallery when it is opened, as scripts of the page. */
const galleryFaults: Record<string, string> = {
  'the file system cannot be opened (private mode)': `StorageManager.prototype.getDirectory = ${refuse('SecurityError')}`,
  'the file system throws when its files are listed': `${folder}.keys = () => { throw new DOMException('no', 'UnknownError') }`,
  'the file system throws when a file is opened': `${folder}.getFileHandle = ${refuse('UnknownError')}`,
  'the disk fails while a kept file is read': `FileSystemFileHandle.prototype.getFile = ${refuse('NotReadableError')}`,
};

for (const [what, script] of Object.entries(galleryFaults)) {
  test(
    `${what}: pictures last for the visit`,
    fault(what, '“This window keeps nothing once it is closed.”, in the gallery'),
    async ({app, page}) => {
      await page.addInitScript(script);
      await app.serve(testStyle('identity'));
      const worker = await app.paint(query);
      await framesPainted(worker, 2);
      const gallery = new GalleryPage(page);
      await gallery.take();
      await expect(app.notice).toBeEmpty();
      const {width} = await decode(await gallery.savedLast());
      expect(width).toBe(640);
      await gallery.open();
      await expect(gallery.panel).toContainText('This window keeps nothing once it is closed.');
      await recovers(framesPainted(worker, 2));
    },
  );
}

/** What refuses the gallery when it is written to, as scripts of its keeper. */
const keeperFaults: Record<string, string | undefined> = {
  'the file system takes no file to write to': `FileSystemFileHandle.prototype.createSyncAccessHandle = ${refuse('NoModificationAllowedError')}`,
  'the disk fails while a file is written': `FileSystemSyncAccessHandle.prototype.flush = () => { throw new DOMException('no', 'InvalidStateError') }`,
  'the script that writes files is not on the server': undefined,
};

for (const [what, script] of Object.entries(keeperFaults)) {
  test(
    `${what}: the picture can be saved, and the next is kept`,
    fault(what, '“This could not be kept on the device.”'),
    async ({app, page}) => {
      if (script) await prepareWorker(page, script, 'keeper');
      else await page.route('**/assets/keeper-*.js', (route) => route.fulfill({status: 404}));
      await app.serve(testStyle('identity'));
      const worker = await app.paint(query);
      await framesPainted(worker, 2);
      const gallery = new GalleryPage(page);
      await gallery.take();
      await expect(app.notice).toContainText('This could not be kept on the device.');
      const [saved] = await gallery.saved();
      expect((await decode(saved!)).width).toBe(640);
      await recovers(framesPainted(worker, 2));
      await page.unroute('**/assets/keeper-*.js');
      if (script) await app.paint(query);
      await keepsPicture(page);
    },
  );
}

test(
  'a file that cannot be deleted stands in the way of nothing',
  fault('the file system deletes no file', 'nothing'),
  async ({app, page}) => {
    await page.addInitScript(`${folder}.removeEntry = ${refuse('NoModificationAllowedError')}`);
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    const gallery = new GalleryPage(page);
    await gallery.take();
    expect((await decode(await gallery.savedLast())).width).toBe(640);
    await recovers(framesPainted(worker, 2));
    await expect(app.notice).toBeEmpty();
  },
);

test(
  'all that is evicted while open is fetched again, and a new picture is kept',
  eviction('all storage is evicted while open', 'nothing, but earlier captures are gone with it'),
  async ({app, context, page}) => {
    await app.serve(testStyle('identity'), testStyle('invert'));
    const worker = await app.paint(query);
    await keepsPicture(page);
    const session = await context.newCDPSession(page);
    const {origin} = new URL(page.url());
    await session.send('Storage.clearDataForOrigin', {origin, storageTypes: 'all'});
    expect(await galleryFiles(page, /./)).toEqual([]);
    await app.choose('invert');
    await recovers(app.paints('invert'));
    await framesPainted(worker, 2);
    await keepsPicture(page);
    await expect(app.notice).toBeEmpty();
    await app.paint(query);
    await keepsPicture(page);
  },
);
