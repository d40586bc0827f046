import {isPainting} from '../fixtures/app.ts';
import {installLockstepCamera, lockstepFrames} from '../fixtures/lockstep.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {numbersOf, probe, stepsOf} from '../fixtures/media.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {fetchClip, startRecording} from '../fixtures/recording.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** `HAND_OVER_FRAMES=10000` is the long proof; the short one runs with all tests. */
const total = Number(process.env['HAND_OVER_FRAMES'] ?? 300);
const handOvers = total > 1000 ? 12 : 4;

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('workers hand over to fresh ones without a lost, doubled or black frame', async ({
      app,
      page,
    }) => {
      test.setTimeout(60_000 + total * 400);
      await installLockstepCamera(page);
      await app.serve(testStyle('identity'));
      const workers: string[] = [];
      page.on('worker', (worker) => {
        if (isPainting(worker)) workers.push(worker.url());
      });
      // How many frames pass until a fresh worker is ready depends on the machine.
      const runs = Math.floor(total / (2 * handOvers));
      await page.goto(`./?backend=${backend}&quality=64&frames=${runs}`);
      await app.startButton.click();
      const {filmed, wrong, looks} = await lockstepFrames(page, total);
      note('hand-overs', `${workers.length - 1} in ${filmed} frames, ${looks} looks at the screen`);
      expect(wrong).toEqual([]);
      expect(workers.length - 1).toBeGreaterThanOrEqual(handOvers);
      await expect.poll(() => page.workers().filter(isPainting).length).toBeLessThanOrEqual(2);
    });
  });
}

test('while a wipe moves, a fresh worker takes over all the same, and only one', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('shift', 'half'));
  let started = 0;
  page.on('worker', (worker) => (started += Number(isPainting(worker))));
  const worker = await app.paint('?backend=wasm&quality=64&frames=100');
  await page.keyboard.press('v');
  await page.getByRole('radio', {name: 'Wipe'}).check({force: true});
  await expect(page.locator('cl-view output')).toBeVisible();
  await worker.waitForEvent('close', {timeout: 20_000});
  note('workers until the hand-over', String(started));
  expect(started).toBe(2);
  await framesPainted(page.workers().find(isPainting)!, 3);
});

test('a clip has each frame once, whichever worker painted it', async ({app, page}) => {
  test.setTimeout(60_000 + total * 200);
  await installLockstepCamera(page);
  await app.serve(testStyle('identity'));
  let started = 0;
  page.on('worker', (worker) => (started += Number(isPainting(worker))));
  await page.goto('./?backend=wasm&quality=64&frames=60');
  await app.startButton.click();
  const {filmed} = await lockstepFrames(page, 40);
  const end = await startRecording(page);
  const before = started;
  const recorded = await lockstepFrames(page, filmed + total);
  const during = started - before;
  await end.click();
  const path = await fetchClip(app);
  expect(recorded.wrong).toEqual([]);

  const numbers = numbersOf(path);
  note('recorded', `${numbers.length} frames, ${during} hand-overs meanwhile`);
  expect(during).toBeGreaterThanOrEqual(handOvers - 1);
  expect(numbers.length).toBeGreaterThan(0.9 * total);
  expect(new Set(stepsOf(numbers))).toEqual(new Set([1]));
  const times = probe(path).streams[0]?.times ?? [];
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  expect(Math.min(...gaps)).toBeGreaterThan(0);
  expect(Math.max(...gaps)).toBeLessThan(0.5);
});
