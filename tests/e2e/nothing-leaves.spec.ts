import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {BrowserContext, Page} from '@playwright/test';
import {installGreenScreen} from '../fixtures/canvas-cameras.ts';
import {pressEverything} from '../fixtures/everything.ts';
import {prepareWorker} from '../fixtures/faults.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** Everything that page, workers and service worker ask for or complain of. */
function listen(context: BrowserContext, page: Page) {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    // Presses without a user's gesture may not copy, which the app does not need them to.
    const isCopying = message.text().startsWith('ClipboardReadWrite permission');
    if (/policy|trusted|refused/i.test(message.text()) && !isCopying) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {requests, complaints};
}

/** Drops a clip, made on the spot, on the page. */
const dropClip = (page: Page) =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 48});
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(), {mimeType: 'video/webm'});
    const parts: Blob[] = [];
    recorder.ondataavailable = ({data}) => parts.push(data);
    const stopped = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    for (let i = 0; i < 20; i++) {
      if (context) context.fillStyle = `hsl(${i * 18} 80% 50%)`;
      context?.fillRect(0, 0, 64, 48);
      await new Promise((done) => setTimeout(done, 50));
    }
    recorder.stop();
    await stopped;
    const files = new DataTransfer();
    files.items.add(new File(parts, 'clip.webm', {type: 'video/webm'}));
    dispatchEvent(new DragEvent('drop', {dataTransfer: files, cancelable: true}));
  });

test.describe('a whole visit', () => {
  test.use({serviceWorkers: 'allow'});

  test('uses every feature, asks nothing of another origin and breaks no policy', async ({
    app,
    context,
    page,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const {requests, complaints} = listen(context, page);
    await installGreenScreen(page);
    const worker = await app.paint('?backend=wasm&quality=64');
    await framesPainted(worker, 2);
    const pressed = await pressEverything(page);
    note('pressed', pressed.join(', '));
    expect(pressed.length).toBeGreaterThan(10);

    const photo = readFileSync(join(import.meta.dirname, '../../public/icons/icon-512.png'));
    await page
      .locator('cl-shutter input[type=file]')
      .setInputFiles({name: 'photo.png', mimeType: 'image/png', buffer: photo});
    await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
    await dropClip(page);
    await framesPainted(worker, 3);
    const {origin} = new URL(baseURL ?? '');
    const isOwn = (url: string) => url.replace(/^blob:/, '').startsWith(`${origin}/`);
    expect(requests.filter((url) => !isOwn(url))).toEqual([]);
    expect(requests.length).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });
});

test('the runtime’s threads start under the policy', async ({app, context, page}) => {
  const {complaints} = listen(context, page);
  await prepareWorker(page, `Object.defineProperty(navigator, 'hardwareConcurrency', {value: 3})`);
  const worker = await app.paint('?backend=wasm&quality=64');
  await framesPainted(worker, 3);
  expect(complaints).toEqual([]);
  await app.meter.click();
  await expect(page.locator('cl-meter dl')).toContainText(/Threads\s*2/);
});

test.describe('on WebGPU', () => {
  test.use({adapter: 'software'});

  for (const build of ['jspi', 'asyncify']) {
    test(`the runtime’s ${build} build paints under the policy`, async ({app, context, page}) => {
      const {complaints, requests} = listen(context, page);
      await prepareWorker(page, build === 'jspi' ? '' : 'delete WebAssembly.Suspending');
      const worker = await app.paint('?backend=webgpu&quality=32');
      await framesPainted(worker, 2);
      expect(requests.some((url) => url.includes(build))).toBe(true);
      expect(complaints).toEqual([]);
    });
  }
});
