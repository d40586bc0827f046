import type {App} from '../fixtures/app.ts';
import {framesPerSecond} from '../fixtures/camera.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {cellCentres, period, readNumber} from '../fixtures/numbers.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';
import {startWatch, stopWatch, type Sample} from '../fixtures/watch.ts';

const numberOf = (colours: Sample['canvas']) => readNumber(colours.map(([, green]) => green));

/** How many frames `later` is ahead of `earlier`, the numbers starting again after `period`. */
const ahead = (earlier: number, later: number) => (later - earlier + period) % period;

/** What the canvas and the camera show while `seconds` pass. */
async function watchNumbers(app: App, seconds: number): Promise<Sample[]> {
  await startWatch(app.page, cellCentres);
  await app.page.waitForTimeout(seconds * 1000);
  return stopWatch(app.page);
}

/** How many frames the canvas is behind the camera, from the least to the most. */
function lags(samples: readonly Sample[]): number[] {
  const lags = samples.flatMap(({canvas, camera}) => {
    const [painted, filmed] = [numberOf(canvas), numberOf(camera)];
    return painted === undefined || filmed === undefined ? [] : [ahead(painted, filmed)];
  });
  return lags.sort((a, b) => a - b);
}

for (const {backend, adapter, seconds, least, usualLag} of [
  {backend: 'wasm', adapter: 'none', seconds: 6, least: 90, usualLag: 3},
  // The software adapter takes longer for a frame than the camera does.
  {backend: 'webgpu', adapter: 'software', seconds: 5, least: 28, usualLag: 8},
] as const) {
  test.describe(backend, () => {
    test.use({adapter, camera: {kind: 'numbered'}});

    test('the numbers on the canvas rise, none is torn, none is stale', async ({app}) => {
      await app.serve(testStyle('identity'));
      const worker = await app.paint(`?backend=${backend}&quality=64`);
      await app.setMirror(false);
      await framesPainted(worker, 5);
      const samples = await watchNumbers(app, seconds);

      const numbers = samples.map(({canvas}) => numberOf(canvas));
      expect(numbers, 'torn').not.toContain(undefined);
      const steps = numbers.slice(1).map((number = 0, i) => ahead(numbers[i] ?? 0, number));
      const back = steps.filter((step) => step > period / 2);
      expect(back, 'steps back').toEqual([]);
      expect(steps.filter((step) => step > 0).length, 'frames painted').toBeGreaterThan(least);

      const behind = lags(samples);
      expect(behind.length).toBeGreaterThan(0.9 * samples.length);
      const [usual = NaN, most = NaN] = [behind[behind.length >> 1], behind.at(-1)];
      note('frames behind the camera', `usually ${usual}, at most ${most}`);
      expect(usual).toBeLessThanOrEqual(usualLag);
      expect(most).toBeLessThanOrEqual(framesPerSecond);
    });
  });
}
