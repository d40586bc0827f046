import type {App} from '../fixtures/app.ts';
import {installCanvasCameras, turnCamera} from '../fixtures/canvas-cameras.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {compare, type Pixels} from '../fixtures/picture.ts';
import {expect, test} from '../fixtures/test.ts';
import {startWatch, stopWatch} from '../fixtures/watch.ts';

const landscape = {width: 640, height: 480};
const portrait = {width: 360, height: 640};

/** What the canvas cameras show, at the canvas's size. */
function expectedPicture({width, height}: Pixels): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const [u, v] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
    data.set([255 * u, 255 * v, 0], 4 * i);
  }
  return {width, height, data};
}

/** Waits for the whole picture of a camera of this shape. */
async function expectShape(app: App, {width, height}: {width: number; height: number}) {
  const stretch = async () => {
    const canvas = await app.pixels();
    return Math.abs((canvas.width / canvas.height) * (height / width) - 1);
  };
  await expect.poll(stretch).toBeLessThan(0.1);
  const error = async () => {
    const canvas = await app.pixels();
    return compare(canvas, expectedPicture(canvas)).mean;
  };
  await expect.poll(error).toBeLessThan(4);
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('a camera that is turned, or changed for another, is shown whole', async ({app, page}) => {
      await installCanvasCameras(page, [landscape, portrait]);
      await app.serve(testStyle('identity'));
      await app.paint(`?backend=${backend}&quality=64`);
      await app.setMirror(false);
      await expectShape(app, landscape);
      await startWatch(page, [{u: 0.9, v: 0.9}]);
      await turnCamera(page, portrait);
      await expectShape(app, portrait);
      await turnCamera(page, landscape);
      await expectShape(app, landscape);
      await page.getByRole('button', {name: 'Switch camera'}).click();
      await expectShape(app, portrait);
      const samples = await stopWatch(page);
      // Bright red and green, whatever the shape: neither empty nor black.
      const blank = samples.filter(({canvas: [[red, green] = [0, 0]]}) => red < 150 || green < 150);
      expect(samples.length).toBeGreaterThan(5);
      expect(blank).toEqual([]);
    });
  });
}
