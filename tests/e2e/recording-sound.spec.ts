import type {App} from '../fixtures/app.ts';
import {installClockCamera, strokeSeconds, tickSeconds} from '../fixtures/clock-camera.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {needFfmpeg, numbersOf, onsetsOf, probe, type Stream} from '../fixtures/media.ts';
import {period} from '../fixtures/numbers.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {fetchClip, recordSound, startRecording} from '../fixtures/recording.ts';
import {expect, note, test} from '../fixtures/test.ts';

needFfmpeg();

/** Tells the page that it is hidden, or seen again; frames go on, which is harder than in life. */
const hide = (app: App, isHidden: boolean) =>
  app.page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', {configurable: true, value: isHidden});
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

/** What is left of `seconds` beside whole lengths: at most half of one, either way. */
const beside = (seconds: number, length: number) => seconds - length * Math.round(seconds / length);

/** By how many milliseconds sound comes after the picture, for each frame of a part of a clip. */
function lags(times: readonly number[], numbers: readonly number[], strokes: readonly number[]) {
  const [stroke = NaN] = strokes;
  const ms = times.map((time, i) => {
    const shown = (numbers[i] ?? NaN) * tickSeconds;
    return 1000 * beside(stroke - (time - shown), strokeSeconds);
  });
  return ms.sort((a, b) => a - b);
}

test('sound stays with the picture through sizes, styles and a hidden page', async ({
  app,
  page,
}) => {
  await installClockCamera(page);
  await app.serve(testStyle('identity'), testStyle('half'));
  const worker = await app.paint('?backend=wasm&quality=64');
  await app.setMirror(false);
  await recordSound(page);
  const end = await startRecording(page);
  await framesPainted(worker, 40);
  const before = await app.pixels();
  await page.getByRole('button', {name: 'Adjust'}).click();
  await page.getByRole('combobox', {name: 'Detail'}).selectOption('256');
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await app.choose('half');
  await app.paints('half');
  await framesPainted(worker, 25);
  expect((await app.pixels()).width, 'another size').toBeGreaterThan(before.width);
  await hide(app, true);
  await framesPainted(worker, 40);
  await hide(app, false);
  await framesPainted(worker, 60);
  await end.click();
  const path = await fetchClip(app);
  const {streams, seconds} = probe(path);
  const find = (type: Stream['type']) => streams.find((stream) => stream.type === type);
  const [video, sound] = [find('video'), find('audio')];
  expect(video).toMatchObject({codec: 'h264', height: 480});
  expect(sound?.codec).toMatch(/^(aac|opus)$/);
  const times = video?.times ?? [];
  const numbers = numbersOf(path).map((number = NaN) => number);
  expect(numbers).toHaveLength(times.length);
  expect(numbers, 'torn').not.toContain(NaN);

  // What was hidden is left out: there alone the clock is ahead of the times.
  const ahead = numbers.slice(1).map((number, i) => {
    const shown = ((number - (numbers[i] ?? NaN) + period) % period) * tickSeconds;
    return shown - ((times[i + 1] ?? NaN) - (times[i] ?? NaN));
  });
  const cut = 1 + ahead.indexOf(Math.max(...ahead));
  expect(ahead.filter((gap) => gap > 0.2)).toHaveLength(1);
  const at = times[cut] ?? NaN;
  const onsets = onsetsOf(path);
  const parts = [
    lags(
      times.slice(0, cut),
      numbers,
      onsets.filter((onset) => onset < at),
    ),
    lags(
      times.slice(cut),
      numbers.slice(cut),
      onsets.filter((onset) => onset > at),
    ),
  ];
  for (const part of parts) {
    const share = (of: number) => part[Math.floor(of * (part.length - 1))] ?? NaN;
    const [first, middle, last] = [share(0.05), share(0.5), share(0.95)];
    note(
      `sound after picture, ${part.length} frames`,
      `${middle.toFixed(0)} ms, ${first.toFixed(0)} to ${last.toFixed(0)} for nine of ten`,
    );
    expect(first).toBeGreaterThan(-40);
    expect(last).toBeLessThan(40);
  }
  expect(Math.abs(seconds - (sound?.times.at(-1) ?? NaN))).toBeLessThan(0.1);
});
