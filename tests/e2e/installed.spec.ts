import {cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import sharp from 'sharp';
import {App, isPainting} from '../fixtures/app.ts';
import {architectures} from '../fixtures/architectures.ts';
import {fault} from '../fixtures/faults.ts';
import {GalleryPage} from '../fixtures/gallery.ts';
import {host, visitAgain} from '../fixtures/host.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {startRecording} from '../fixtures/recording.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, test} from '../fixtures/test.ts';

test.use({serviceWorkers: 'allow'});

interface Manifest {
  readonly icons: {src: string; sizes: string; purpose?: string}[];
  readonly screenshots: {src: string; sizes: string; form_factor: string; label: string}[];
  readonly shortcuts: {name: string; url: string}[];
  readonly [field: string]: unknown;
}

const dist = join(process.cwd(), 'dist');

test('the manifest has all that an installed app needs, and its files are there', async () => {
  const text = readFileSync(join(dist, 'manifest.webmanifest'), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  expect(manifest).toMatchObject({
    name: 'Cyclelens',
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    launch_handler: {client_mode: 'focus-existing'},
    share_target: {action: './share-target', method: 'POST', enctype: 'multipart/form-data'},
  });
  const purposes = manifest.icons.map(({purpose}) => purpose);
  expect(purposes).toEqual(expect.arrayContaining([undefined, 'maskable', 'monochrome']));
  expect(manifest.icons.map(({sizes}) => sizes)).toContain('512x512');
  expect(manifest.screenshots.map(({form_factor}) => form_factor)).toEqual(['wide', 'narrow']);
  for (const {src} of manifest.icons)
    expect(statSync(join(dist, src)).size, src).toBeGreaterThan(0);
  for (const {src, sizes, label} of manifest.screenshots) {
    const {width, height} = await sharp(join(dist, src)).metadata();
    expect(`${width}x${height}`).toBe(sizes);
    expect(statSync(join(dist, src)).size, src).toBeLessThanOrEqual(120_000);
    expect(label).not.toBe('');
  }
  expect(manifest.shortcuts.map(({name, url}) => [name, url])).toEqual([
    ['Front camera', './?open=front'],
    ['Last style', './?open=camera'],
    ['Gallery', './?open=gallery'],
  ]);
  const {params} = manifest['share_target'] as {params: {files: {accept: string[]}[]}};
  const shared = ['image/*', 'video/*', '.cyclelens', '.onnx'];
  expect(params.files[0]?.accept).toEqual(expect.arrayContaining(shared));
  const [handler] = manifest['file_handlers'] as {accept: Record<string, string[]>}[];
  const endings = Object.values(handler?.accept ?? {}).flat();
  expect(endings).toEqual(
    expect.arrayContaining(['.jpg', '.png', '.mp4', '.webm', '.cyclelens', '.onnx']),
  );
});

test('no file of the build is too large for hosts that take 25 MiB', () => {
  const sizes = readdirSync(dist, {recursive: true, encoding: 'utf8'}).map(
    (name) => statSync(join(dist, name)).size,
  );
  expect(Math.max(...sizes)).toBeLessThan(25 * 2 ** 20);
});

test('below a path of a host that sends no headers it paints, is isolated and takes shares', async ({
  context,
}) => {
  test.setTimeout(120_000);
  const server = await host(dist, '/some/where/');
  const app = new App(await context.newPage());
  const {page} = app;
  try {
    await visitAgain(page, server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const worker = page.waitForEvent('worker', isPainting);
    await app.startButton.click();
    await framesPainted(await worker, 3);

    const led = await page.evaluate(async () => {
      const blob = await new OffscreenCanvas(160, 120).getContext('2d')?.canvas.convertToBlob();
      const form = new FormData();
      form.append('files', new File([blob ?? ''], 'a photo.png', {type: 'image/png'}));
      return (await fetch('share-target', {method: 'POST', body: form})).url;
    });
    expect(led).toBe(`${server.url}?open=shared`);
    await page.goto(led);
    await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible({
      timeout: 60_000,
    });
    expect(page.url()).toBe(server.url);

    // A share that did not arrive is said.
    await page.goto(led);
    await expect(app.alert).toContainText('This file could not be opened.');
  } finally {
    server.close();
  }
});

test('the browser’s offer to install is taken from the menu', async ({app, page}) => {
  await app.paint('?backend=wasm&quality=64');
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', {cancelable: true});
    const prompt = () => (document.title = 'asked');
    dispatchEvent(Object.assign(offer, {prompt}));
  });
  await page.getByRole('button', {name: 'More', exact: true}).click();
  await page.getByRole('button', {name: 'Install the app'}).click();
  await expect(page).toHaveTitle('asked');
});

/** The build as it was before: another page, which its service worker knows by another hash. */
function olderBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyclelens-older-'));
  cpSync(dist, folder, {recursive: true});
  const change = (name: string, from: RegExp, to: string) => {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(join(folder, name), text.replace(from, to));
  };
  change('index.html', /<title>.*?<\/title>/, '<title>Older</title>');
  change('sw.js', /"[0-9a-f]{32}"(,"url":"index\.html")/, '"00"$1');
  return folder;
}

test('an update leaves gallery, settings and weights as they are, and waits for a recording', async ({
  context,
}) => {
  test.setTimeout(120_000);
  const server = await host(olderBuild(), '/app/');
  const app = new App(await context.newPage());
  const {page} = app;
  try {
    await visitAgain(page, server.url);
    await expect(page).toHaveTitle('Older');
    await app.startButton.click();
    await expect(app.meter).toBeVisible({timeout: 30_000});
    const title = shippedStyles[1]?.title ?? '';
    await app.choose(title);
    await app.paints(title);
    const gallery = new GalleryPage(page);
    await gallery.take();

    const end = await startRecording(page);
    server.serve(dist);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
      while (!registration?.waiting) await new Promise((done) => setTimeout(done, 100));
    });
    await page.waitForTimeout(500);
    await expect(app.notice).toBeEmpty();
    await expect(end).toBeVisible();
    await end.click();
    await expect(app.notice).toContainText('The clip is in your gallery.');
    const reload = app.notice.getByRole('button', {name: 'Reload'});
    await expect(reload).toBeVisible();
    server.asked.length = 0;
    await reload.click();
    await expect(page).toHaveTitle(/^Cyclelens/);
    await app.startButton.click();
    await app.paints(title);
    await expect(app.meter).toBeVisible({timeout: 30_000});
    await gallery.open();
    await expect(gallery.panel.getByRole('listitem')).toHaveCount(2);
    expect(server.asked.filter((name) => /\.(onnx|wasm)/.test(name))).toEqual([]);
  } finally {
    server.close();
  }
});

test(
  'a new page beside an old service worker paints, and leaves what the old one needs',
  fault('an old service worker serves beside a new page', '“A newer Cyclelens is ready.”'),
  async ({context}) => {
    const server = await host(olderBuild(), '/app/');
    const app = new App(await context.newPage());
    const {page} = app;
    const url = `${server.url}?backend=wasm&quality=64`;
    try {
      await page.goto(url);
      await page.evaluate(() => navigator.serviceWorker.ready);
      server.serve(dist);
      // As by a reload that passes the cache by.
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setBypassServiceWorker', {bypass: true});
      await page.goto(url);
      await expect(page).toHaveTitle(/^Cyclelens/);
      await session.send('Network.setBypassServiceWorker', {bypass: false});
      const worker = page.waitForEvent('worker', isPainting);
      await app.startButton.click();
      await framesPainted(await worker, 3);
      await new GalleryPage(page).take();
      await expect(app.notice).toContainText('A newer Cyclelens is ready.');

      // Whoever comes back without taking the update is shown the older page, and has lost nothing.
      await page.goto(url);
      await expect(page).toHaveTitle('Older');
      await app.startButton.click();
      await expect(app.meter).toBeVisible();
      const gallery = new GalleryPage(page);
      await gallery.open();
      await expect(gallery.panel.getByRole('listitem')).toHaveCount(1);
    } finally {
      server.close();
    }
  },
);

type LaunchScope = typeof globalThis & {
  launch?: ((launch: {files: unknown[]}) => void) | undefined;
};

test('the system opens photos and styles with the app; shortcuts open what they say', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    const setConsumer = (consumer: LaunchScope['launch']) => {
      (globalThis as LaunchScope).launch = consumer;
    };
    Object.defineProperty(globalThis, 'launchQueue', {value: {setConsumer}});
  });
  await app.serve(testStyle('identity'));
  await page.goto('./?backend=wasm&quality=64');
  await expect(app.startButton).toBeVisible();
  const photo = await sharp({create: {width: 64, height: 48, channels: 3, background: '#359'}})
    .png()
    .toBuffer();
  const launch = (name: string, data: Buffer) =>
    page.evaluate(
      async ({name, base64}) => {
        const root = await navigator.storage.getDirectory();
        const file = await root.getFileHandle(name, {create: true});
        const writable = await file.createWritable();
        await writable.write(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
        await writable.close();
        (globalThis as LaunchScope).launch?.({files: [file]});
      },
      {name, base64: data.toString('base64')},
    );
  await launch('photo.png', photo);
  await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible({
    timeout: 30_000,
  });
  await launch('My scale.onnx', architectures.scaled());
  await expect(page.getByRole('dialog', {name: 'A style of your own'})).toBeVisible();

  await page.goto('./?backend=wasm&quality=64&open=gallery');
  await expect(page.getByRole('dialog', {name: 'Gallery'})).toBeVisible();
  const asked = 'cyclelens-preferences-1';
  for (const [opens, camera] of [
    ['camera', 'gone'],
    ['front', undefined],
  ] as const) {
    await page.evaluate((key) => localStorage.setItem(key, '{"camera":"gone"}'), asked);
    await page.addInitScript(() => {
      const {mediaDevices} = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (wish = {}) => {
        document.documentElement.dataset['wish'] ??= JSON.stringify(wish.video);
        return getUserMedia(wish);
      };
    });
    await page.goto(`./?backend=wasm&quality=64&open=${opens}`);
    await expect(app.meter).toBeVisible({timeout: 30_000});
    const wish = await page.locator('html').getAttribute('data-wish');
    if (camera) expect(wish).toContain(`"exact":"${camera}"`);
    else expect(wish).toContain('"facingMode":"user"');
  }
});

test('on an iPhone a sheet shows how it is put on the home screen', async ({app, page}) => {
  await page.setViewportSize({width: 390, height: 844});
  await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', {value: false}));
  await app.serve(testStyle('identity'));
  await app.paint('?backend=wasm&quality=64');
  await page.getByRole('button', {name: 'More', exact: true}).click();
  await page.getByRole('button', {name: 'Install the app'}).click();
  const steps = page.getByRole('dialog').getByRole('listitem');
  await expect(steps).toHaveText([/Tap Share/, /Add to Home Screen/, /Open Cyclelens/]);
});
