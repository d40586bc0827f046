import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {App, isPainting} from '../fixtures/app.ts';
import {host} from '../fixtures/host.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

test.use({serviceWorkers: 'allow'});

interface Manifest {
  readonly icons: {src: string; sizes: string; purpose?: string}[];
  readonly screenshots: {src: string; form_factor: string}[];
  readonly shortcuts: {name: string; url: string}[];
  readonly [field: string]: unknown;
}

const dist = join(process.cwd(), 'dist');

test('the manifest has all that an installed app needs, and its files are there', () => {
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
  for (const {src} of [...manifest.icons, ...manifest.screenshots]) {
    expect(statSync(join(dist, src)).size, src).toBeGreaterThan(0);
  }
  const [handler] = manifest['file_handlers'] as {accept: Record<string, string[]>}[];
  const endings = Object.values(handler?.accept ?? {}).flat();
  expect(endings).toEqual(expect.arrayContaining(['.jpg', '.png', '.mp4', '.webm', '.cyclelens']));
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
    await page.goto(`${server.url}?backend=wasm&quality=64`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
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
