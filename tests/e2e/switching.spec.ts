import {fault} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {networks} from '../fixtures/networks.ts';
import {colourAt} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';
import {startWatch, stopWatch, type Place} from '../fixtures/watch.ts';

const places: Place[] = [0.2, 0.5, 0.8].flatMap((u) => [0.2, 0.8].map((v) => ({u, v})));

/** Largest difference between what was seen at `places` and what a network makes of the camera. */
function distance(seen: readonly (readonly number[])[], paint: (level: number) => number): number {
  const differences = places.flatMap(({u, v}, place) =>
    colourAt(u, v).map((level, i) => Math.abs(paint(level) - (seen[place]?.[i] ?? 0))),
  );
  return Math.max(...differences);
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('every picture between two styles or directions is whole', async ({app, page}) => {
      await app.serve(testStyle('identity', 'invert'), testStyle('invert', 'identity'));
      const worker = await app.paint(`?backend=${backend}&quality=96`);
      await app.setMirror(false);
      await framesPainted(worker, 3);
      await startWatch(page, places);
      for (const title of ['invert', 'identity', 'invert']) {
        await app.choose(title);
        await app.paints(title);
        await framesPainted(worker, 2);
        await app.turnButton.click();
        await framesPainted(worker, 3);
      }
      const samples = await stopWatch(page);
      const kinds = samples.map(({canvas}) => {
        if (distance(canvas, (level) => level) < 8) return 'as it is';
        return distance(canvas, (level) => 255 - level) < 8 ? 'negative' : canvas;
      });
      expect(new Set(kinds)).toEqual(new Set(['as it is', 'negative']));
    });
  });
}

test('of several choices in a row the latest wins, though an earlier one arrives later', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'), testStyle('invert'), testStyle('half'));
  await page.route(`**/models/${networks.invert.file}`, async (route) => {
    await page.waitForTimeout(1500);
    // The app has given up this download: then there is nobody to answer.
    await route.fulfill({body: networks.invert.data}).catch(() => undefined);
  });
  const worker = await app.paint('?backend=wasm&quality=64');
  await app.choose('invert');
  await app.choose('half');
  await app.choose('invert');
  await app.choose('half');
  await app.paints('half');
  await page.waitForTimeout(2000);
  await framesPainted(worker, 2);
  await app.paints('half');
  await expect(page.getByRole('radio', {name: 'half'})).toBeChecked();
  const {data} = await app.pixels();
  // Half of any level is between a quarter and three quarters of white.
  expect(Math.min(...Array.from(data))).toBeGreaterThan(60);
  await app.choose('invert');
  await app.paints('invert');
});

test(
  'a style that does not run here is named, and the one before goes on',
  fault(
    'a style does not run here',
    '“This style does not run on this device.”, the style before goes on',
  ),
  async ({app}) => {
    const broken = testStyle('half');
    // The same file under an output's name that the network does not have.
    if (broken.G.M) broken.G.M = {...broken.G.M, output: 'z'};
    await app.serve(testStyle('identity'), broken);
    const worker = await app.paint('?backend=wasm&quality=64');
    await app.choose('half');
    await expect(app.notice).toContainText('This style does not run on this device.');
    await expect(app.page.getByRole('radio', {name: 'identity'})).toBeChecked();
    await app.paints('identity');
    await framesPainted(worker, 3);
  },
);
