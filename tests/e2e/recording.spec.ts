import {App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {fetchFile, galleryFiles, hasFfmpeg, makeClip, numbersOf, probe} from '../fixtures/media.ts';
import {period} from '../fixtures/numbers.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test.skip(!hasFfmpeg(), 'ffmpeg is not installed: clips cannot be looked into');
test.use({camera: {kind: 'numbered'}});

const record = (app: App) => app.page.getByRole('button', {name: 'Record a clip'});
const end = (app: App) => app.page.getByRole('button', {name: 'End the recording'});

/** Ends the recording and fetches its clip from the gallery. */
async function endAndFetch(app: App): Promise<string> {
  await end(app).click();
  await expect(app.notice).toContainText('The clip is in your gallery.');
  const [name = ''] = await galleryFiles(app.page, /\.(mp4|webm)$/);
  return fetchFile(app.page, name);
}

/** How many frames the camera went on from each frame to the next. */
const steps = (numbers: readonly (number | undefined)[]) =>
  numbers.slice(1).map((number = NaN, i) => (number - (numbers[i] ?? NaN) + period) % period);

test('a clip has the frames that were painted, at their own times', async ({app}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint(query);
  await app.setMirror(false);
  await framesPainted(worker, 5);
  await record(app).click();
  await expect(end(app)).toBeVisible();
  const started = Date.now();
  await framesPainted(worker, 60);
  await expect(app.page.getByRole('timer')).toHaveText(/^0:0\d$/);
  const seconds = (Date.now() - started) / 1000;
  const path = await endAndFetch(app);

  const {streams, brand, seconds: length} = probe(path);
  const [video] = streams;
  expect(streams).toHaveLength(1);
  expect(brand).toMatch(/mp4/);
  expect(video).toMatchObject({codec: 'h264', height: 480});
  const times = video?.times ?? [];
  note('recorded', `${times.length} frames in ${length} s, live for ${seconds} s`);
  expect(times.length).toBeGreaterThan(55);
  expect(times[0]).toBe(0);
  expect(Math.abs(length - seconds)).toBeLessThan(1);

  const numbers = numbersOf(path);
  expect(numbers).toHaveLength(times.length);
  expect(numbers, 'torn').not.toContain(undefined);
  const by = steps(numbers);
  expect(Math.min(...by), 'steps').toBeGreaterThan(0);
  // The camera's 30 frames a second are the measure of the times.
  const total = by.reduce((sum, step) => sum + step, 0);
  expect(Math.abs((times.at(-1) ?? 0) - total / 30)).toBeLessThan(1 / 30 + 0.005);
});

test('a recording whose tab dies is in the gallery on the next start', async ({app, context}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint(query);
  await app.setMirror(false);
  await record(app).click();
  await expect(end(app)).toBeVisible();
  await framesPainted(worker, 75);
  const crash = await context.newCDPSession(app.page);
  void crash.send('Page.crash').catch(() => undefined);
  await app.page.waitForEvent('crash');
  await app.page.close();

  const next = new App(await context.newPage());
  await next.serve(testStyle('identity'));
  await next.paint(query);
  await expect(next.notice).toContainText('A clip that was cut off is in your gallery');
  const [name = ''] = await galleryFiles(next.page, /\.mp4$/);
  const numbers = numbersOf(await fetchFile(next.page, name));
  note('recovered', `${numbers.length} frames`);
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers).not.toContain(undefined);
});

test('a clip from the disk is painted frame by frame, with its times and its sound', async ({
  app,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  const source = makeClip();
  await app.page.locator('cl-shutter input[type=file]').setInputFiles(source);
  await app.page.getByRole('button', {name: 'Paint the whole clip'}).click();
  await expect(app.page.getByRole('progressbar', {name: 'Painting your clip'})).toBeVisible();
  await expect(app.notice).toContainText('The clip is in your gallery.', {timeout: 60_000});
  const [name = ''] = await galleryFiles(app.page, /\.mp4$/);
  const [before, after] = [probe(source), probe(await fetchFile(app.page, name))];
  const timesOf = ({streams}: typeof before, type: string) =>
    streams.find((stream) => stream.type === type)?.times ?? [];
  const [wanted, got] = [timesOf(before, 'video'), timesOf(after, 'video')];
  expect(got).toHaveLength(wanted.length);
  const off = got.map((time, i) => Math.abs(time - (wanted[i] ?? NaN)));
  expect(Math.max(...off)).toBeLessThan(0.001);
  expect(timesOf(after, 'audio')).toHaveLength(timesOf(before, 'audio').length);
});
