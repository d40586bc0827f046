import type {Worker} from '@playwright/test';
import {isPainting, type App} from '../fixtures/app.ts';
import {fault, prepareWorker, recovers} from '../fixtures/faults.ts';
import {GalleryPage, limitStorage} from '../fixtures/gallery.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {
  fetchFile,
  galleryFiles,
  needFfmpeg,
  numbersOf,
  probe,
  stepsOf,
  writeFile,
} from '../fixtures/media.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {fetchClip, recordSound, startRecording} from '../fixtures/recording.ts';
import {expect, note, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

needFfmpeg();
test.use({camera: {kind: 'numbered'}});

/** Records `frames` frames; returns the clip's path. */
async function recordClip(app: App, query: string, frames: number): Promise<string> {
  const {page} = app;
  const worker = await app.paint(query);
  await app.setMirror(false);
  await recordSound(page);
  const end = await startRecording(page);
  await framesPainted(worker, frames);
  await end.click();
  return fetchClip(app);
}

/** Checks that the camera's frames are there, each after the other; some may be left out. */
function expectRising(path: string, atLeast: number): void {
  const numbers = numbersOf(path);
  note('recorded', `${numbers.length} frames in ${probe(path).seconds} s`);
  expect(numbers.length).toBeGreaterThan(atLeast);
  expect(numbers, 'torn').not.toContain(undefined);
  // A step back would be one of more than a hundred.
  expect(Math.max(...stepsOf(numbers))).toBeLessThan(60);
}

test.describe('with a microphone', () => {
  test.beforeEach(({context}) => context.grantPermissions(['camera', 'microphone']));

  test('where H.264 cannot be encoded a clip is a WebM, with sound', async ({app, page}) => {
    await prepareWorker(
      page,
      `const isSupported = VideoEncoder.isConfigSupported;
      VideoEncoder.isConfigSupported = (config) => config.codec.startsWith('avc')
        ? Promise.resolve({supported: false, config}) : isSupported.call(VideoEncoder, config)`,
      'clip-door',
    );
    await app.serve(testStyle('identity'));
    const path = await recordClip(app, query, 40);
    const {brand, streams} = probe(path);
    expect(path).toMatch(/\.webm$/);
    expect(brand).toMatch(/webm/);
    expect(streams.map(({codec}) => codec).sort()).toEqual([
      'opus',
      expect.stringMatching(/vp|av1/),
    ]);
    expectRising(path, 25);
  });

  test('where nothing can be encoded but by MediaRecorder, a clip comes from there', async ({
    app,
    page,
  }) => {
    const remove = 'delete globalThis.VideoEncoder; delete globalThis.AudioEncoder';
    await page.addInitScript(remove);
    await prepareWorker(page, remove);
    await app.serve(testStyle('identity'));
    const path = await recordClip(app, query, 40);
    const {streams, seconds} = probe(path);
    expect(streams.map(({type}) => type).sort()).toEqual(['audio', 'video']);
    const [sound] = streams.filter(({type}) => type === 'audio');
    expect(Math.abs((sound?.times.at(-1) ?? NaN) - seconds)).toBeLessThan(0.5);
    expectRising(path, 15);
    const gallery = new GalleryPage(page);
    await gallery.open();
    await expect(gallery.panel.getByRole('button', {name: /^Clip: identity/})).toBeVisible();
  });
});

test.describe('with a software GPU', () => {
  test.use({adapter: 'software'});

  test('what a GPU paints is recorded', async ({app}) => {
    await app.serve(testStyle('identity'));
    expectRising(await recordClip(app, '?backend=webgpu&quality=64', 20), 8);
  });
});

test(
  'a disk that gets full ends the recording, and nothing of the clip is lost',
  fault('the disk gets full while a clip is recorded', '“The device has no room left for this.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    await app.paint(query);
    await app.setMirror(false);
    const lift = await limitStorage(page, 120_000);
    await page.getByRole('button', {name: 'Record a clip'}).click();
    const started = Date.now();
    await expect(app.notice).toContainText('The device has no room left for this.', {
      timeout: 30_000,
    });
    const seconds = (Date.now() - started) / 1000;
    await expect(page.getByRole('button', {name: 'Record a clip'})).toBeVisible();
    const [saved] = await new GalleryPage(page).saved();
    if (!saved) throw new Error('nothing was saved');
    const path = writeFile('saved.mp4', saved.data);
    expectRising(path, 10);
    expect(Math.abs(probe(path).seconds - seconds)).toBeLessThan(1.5);

    // Whoever does not save it still has what the disk had room for.
    await app.paint(query);
    await lift();
    await app.paint(query);
    const [name = ''] = await galleryFiles(page, /\.mp4$/);
    const kept = numbersOf(await fetchFile(page, name));
    note('kept', `${kept.length} frames`);
    expect(kept).toEqual(numbersOf(path).slice(0, kept.length));
    expect(kept.length).toBeGreaterThan(5);
    const gallery = new GalleryPage(page);
    await gallery.open();
    await expect(gallery.panel.getByRole('button', {name: /^Clip: identity/})).toHaveCount(1);
  },
);

/** Makes a worker die of an error that nothing catches. */
const crash = (worker: Worker) => {
  void worker
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('crash of the test');
      });
    })
    .catch(() => undefined);
};

test(
  'a clip goes on when the worker that paints dies',
  fault('the worker dies while a clip is recorded', 'the clip goes on with the next worker'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await app.setMirror(false);
    const end = await startRecording(page);
    await framesPainted(worker, 20);
    const next = page.waitForEvent('worker', isPainting);
    crash(worker);
    const fresh = await next;
    await recovers(framesPainted(fresh, 2));
    await framesPainted(fresh, 30);
    await end.click();
    expectRising(await fetchClip(app), 45);
  },
);

test(
  'a clip whose own worker dies is kept as far as it got',
  fault('the worker that makes a clip dies', 'the clip up to then, in the gallery'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await app.setMirror(false);
    await startRecording(page);
    await framesPainted(worker, 75);
    crash(page.workers().find((worker) => worker.url().includes('clip-door'))!);
    expectRising(await fetchClip(app), 20);
    await expect(page.getByRole('button', {name: 'Record a clip'})).toBeVisible();
    await framesPainted(worker, 2);
  },
);
