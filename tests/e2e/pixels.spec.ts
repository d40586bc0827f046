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

/** Y, U and V of a lively green, and what it is by ITU-R BT.601-7 and BT.709-6. */
const green = [120, 90, 70] as const;
const meanings = [
  {matrix: 'smpte170m', fullRange: false, rgb: [29, 183, 44]},
  {matrix: 'bt709', fullRange: false, rgb: [17, 160, 41]},
  {matrix: 'smpte170m', fullRange: true, rgb: [39, 174, 53]},
  {matrix: 'bt709', fullRange: true, rgb: [29, 154, 49]},
] as const;

test('a camera’s frame is copied as it is, whatever its planes mean', async ({app, page}) => {
  await page.addInitScript(([y, u, v]) => {
    globalThis.VideoFrame = new Proxy(VideoFrame, {
      construct(target, [source, init]: ConstructorParameters<typeof VideoFrame>) {
        const {wish} = globalThis as {wish?: {format: VideoPixelFormat; space: object}};
        if (!(source instanceof HTMLVideoElement) || !wish) return new target(source, init);
        const [width, height] = [640, 480];
        const bytes = new Uint8Array(1.5 * width * height).fill(y);
        bytes.fill(u, width * height).fill(v, 1.25 * width * height);
        if (wish.format === 'NV12') {
          for (let at = width * height; at < bytes.length; at++) bytes[at] = at % 2 ? v : u;
        }
        const {format, space} = wish;
        const size = {codedWidth: width, codedHeight: height};
        const timestamp = 1000 * performance.now();
        return new target(bytes, {format, ...size, timestamp, colorSpace: space});
      },
    });
  }, green);
  await app.serve(testStyle('identity'));
  const worker = await app.paint('?backend=wasm&quality=240');
  for (const format of ['I420', 'NV12'] as const) {
    for (const {matrix, fullRange, rgb} of meanings) {
      await page.evaluate((wish) => Object.assign(globalThis, {wish}), {
        format,
        space: {matrix, fullRange, primaries: 'bt709', transfer: 'bt709'},
      });
      const error = async () => {
        const {data} = await app.pixels();
        return Math.max(...rgb.map((level, i) => Math.abs(level - data[i]!)));
      };
      await expect.poll(error, `${format}, ${matrix}, full ${fullRange}`).toBeLessThan(2);
    }
  }
  const wishes = await worker.evaluate(async () => {
    const formats: unknown[] = [];
    type Copy = (...args: [unknown, VideoFrameCopyToOptions]) => Promise<PlaneLayout[]>;
    const copyTo = new Proxy(Reflect.get(VideoFrame.prototype, 'copyTo') as Copy, {
      apply(target, self, args: Parameters<Copy>) {
        formats.push(args[1].format);
        return Reflect.apply(target, self, args);
      },
    });
    Object.assign(VideoFrame.prototype, {copyTo});
    while (formats.length < 5) await new Promise((done) => setTimeout(done, 50));
    return formats;
  });
  expect(wishes.filter(Boolean)).toEqual([]);
});
