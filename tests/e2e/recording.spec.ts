import {App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {
  fetchFile,
  galleryFiles,
  makeClip,
  needFfmpeg,
  numbersOf,
  probe,
  stepsOf,
} from '../fixtures/media.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {fetchClip, startRecording} from '../fixtures/recording.ts';
import {expect, note, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

needFfmpeg();
test.use({camera: {kind: 'numbered'}});

test('a clip has the frames that were painted, at their own times', async ({app}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint(query);
  await app.setMirror(false);
  await framesPainted(worker, 5);
  const end = await startRecording(app.page);
  const started = Date.now();
  await framesPainted(worker, 60);
  await expect(app.page.getByRole('timer')).toHaveText(/^0:0\d$/);
  const seconds = (Date.now() - started) / 1000;
  await end.click();
  const path = await fetchClip(app);

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
  const by = stepsOf(numbers);
  expect(Math.min(...by), 'steps').toBeGreaterThan(0);
  // The camera's 30 frames a second are the measure of the times.
  const total = by.reduce((sum, step) => sum + step, 0);
  expect(Math.abs((times.at(-1) ?? 0) - total / 30)).toBeLessThan(1 / 30 + 0.005);
});

test('a recording whose tab dies is in the gallery on the next start', async ({app, context}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint(query);
  await app.setMirror(false);
  await startRecording(app.page);
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
  page,
}) => {
  test.setTimeout(120_000);
  await app.serve(testStyle('identity'));
  await app.paint(query);
  const source = makeClip();
  await page.locator('cl-shutter input[type=file]').setInputFiles(source);
  const paint = page.getByRole('button', {name: 'Paint the whole clip'});
  const progress = page.getByRole('progressbar', {name: 'Painting your clip'});
  const press = (name: string) =>
    page.getByRole('region', {name: 'Painting your clip'}).getByRole('button', {name}).click();
  const painted = () => progress.evaluate((bar: HTMLProgressElement) => bar.value);
  await paint.click();
  await expect.poll(painted).toBeGreaterThan(2);
  await press('Cancel');
  await expect(progress).toBeHidden();
  expect(await galleryFiles(page, /\.mp4$/)).toEqual([]);

  await paint.click();
  await expect.poll(painted).toBeGreaterThan(2);
  await press('Pause');
  await expect(page.getByText(/\d:\d\d left/)).toBeVisible();
  // A frame that was under way may still come.
  await page.waitForTimeout(400);
  const halted = await painted();
  await page.waitForTimeout(600);
  expect(await painted()).toBe(halted);
  await press('Go on');
  const path = await fetchClip(app);
  const [before, after] = [probe(source), probe(path)];
  const timesOf = ({streams}: typeof before, type: string) =>
    streams.find((stream) => stream.type === type)?.times ?? [];
  const [wanted, got] = [timesOf(before, 'video'), timesOf(after, 'video')];
  note('painted', `halted at ${halted} of ${wanted.length} frames`);
  expect(halted).toBeLessThan(wanted.length);
  expect(got).toHaveLength(wanted.length);
  const off = got.map((time, i) => Math.abs(time - (wanted[i] ?? NaN)));
  expect(Math.max(...off)).toBeLessThan(0.001);
  expect(timesOf(after, 'audio')).toHaveLength(timesOf(before, 'audio').length);

  await page.getByRole('button', {name: 'More', exact: true}).click();
  await page.getByRole('button', {name: 'Clips'}).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', {name: 'Save the latest clip as a GIF'}).click();
  const gif = await download;
  expect(gif.suggestedFilename()).toMatch(/\.gif$/);
  const {streams, seconds} = probe(await gif.path());
  expect(streams).toMatchObject([{codec: 'gif', width: 360}]);
  note('GIF', `${streams[0]?.times.length} pictures in ${seconds} s`);
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThanOrEqual(6.05);
});
