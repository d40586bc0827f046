import type {App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {shiftBy} from '../fixtures/networks.ts';
import {compare, expectedPicture, shiftedPicture, type Pixels} from '../fixtures/picture.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** Mean error of the canvas against what it should show, in levels of 255. */
async function meanError(app: App, expected: (canvas: Pixels) => Pixels): Promise<number> {
  const canvas = await app.pixels();
  return compare(canvas, expected(canvas)).mean;
}

for (const backend of ['wasm', 'webgpu'] as const) {
  for (const shape of ['4:3', '16:9', '9:16'] as const) {
    test.describe(`${backend}, camera ${shape}`, () => {
      test.use({
        adapter: backend === 'webgpu' ? 'software' : 'none',
        camera: {kind: 'still', shape},
      });

      test('the canvas is what the camera sees or its negative, mirrored or not', async ({app}) => {
        await app.serve(testStyle('identity', 'invert'));
        await app.paint(`?backend=${backend}&quality=64`);
        let worst = 0;
        for (const negative of [false, true]) {
          for (const mirror of [true, false]) {
            await app.setMirror(mirror);
            const error = () =>
              meanError(app, (canvas) => expectedPicture(canvas, {mirror, negative}));
            await expect.poll(error, `mirror ${mirror}, negative ${negative}`).toBeLessThan(2);
            worst = Math.max(worst, await error());
          }
          await app.turnButton.click();
        }
        note('mean error', `${worst.toFixed(2)} of 255`);
        const {width, height} = await app.pixels();
        const [across, down] = shape.split(':').map(Number) as [number, number];
        expect(Math.abs((width / height) * (down / across) - 1)).toBeLessThan(0.1);
        expect(Math.abs((width * height) / 64 ** 2 - 1)).toBeLessThan(0.1);
      });
    });
  }

  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('a network that needs a margin finds the picture mirrored there', async ({app}) => {
      await app.serve(testStyle('identity', 'shift'));
      await app.paint(`?backend=${backend}&quality=64`);
      await app.setMirror(false);
      await expect.poll(() => meanError(app, expectedPicture)).toBeLessThan(2);
      const seen = await app.pixels();
      await app.turnButton.click();
      const maxError = async () => {
        const canvas = await app.pixels();
        return compare(canvas, shiftedPicture(seen, shiftBy)).max;
      };
      await expect.poll(maxError).toBeLessThanOrEqual(1);
    });
  });
}
