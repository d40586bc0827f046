import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import type {Page} from '@playwright/test';
import {InferenceSession, Tensor} from 'onnxruntime-node';
import {architectures} from '../fixtures/architectures.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {psnr, type Pixels} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

const panel = (page: Page) => page.getByRole('dialog', {name: 'A style of your own'});

/** Opens `data` by the file dialog. */
async function open(page: Page, name: string, data: Buffer): Promise<void> {
  const input = page.locator('cl-shutter input[type=file]');
  await input.setInputFiles({name, mimeType: '', buffer: data});
  await expect(panel(page)).toBeVisible();
}

/** Keeps what was opened, as soon as it has been tried. */
async function keep(page: Page): Promise<void> {
  await expect(panel(page)).toContainText('frames a second', {timeout: 60_000});
  await panel(page).getByRole('button', {name: 'Keep this style'}).click();
  await expect(panel(page)).toBeHidden();
}

/** What onnxruntime-node makes of `seen` with a generator from elsewhere. */
async function paintForeign(
  data: Buffer,
  seen: Pixels,
  range: [number, number],
  isNhwc: boolean,
): Promise<Pixels> {
  const {width, height} = seen;
  const plane = width * height;
  const at = (c: number, i: number) => (isNhwc ? 3 * i + c : c * plane + i);
  const [black, white] = range;
  const x = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++)
      x[at(c, i)] = black + ((seen.data[4 * i + c] ?? 0) / 255) * (white - black);
  }
  const session = await InferenceSession.create(data);
  const dims = isNhwc ? [1, height, width, 3] : [1, 3, height, width];
  const {y} = await session.run({x: new Tensor('float32', x, dims)});
  await session.release();
  const values = y?.data as Float32Array;
  const painted = new Uint8ClampedArray(4 * plane).fill(255);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      painted[4 * i + c] = (255 * ((values[at(c, i)] ?? 0) - black)) / (white - black);
    }
  }
  return {width, height, data: painted};
}

const cases = [
  {name: 'resnet-6', range: [-1, 1], isNhwc: false},
  {name: 'fast style', range: [0, 255], isNhwc: false},
  {name: 'cartoon', range: [-1, 1], isNhwc: true},
] as const;

for (const {backend, adapter, quality, names} of [
  {backend: 'wasm', adapter: 'none', quality: 128, names: ['resnet-6', 'fast style', 'cartoon']},
  {backend: 'webgpu', adapter: 'software', quality: 64, names: ['cartoon']},
] as const) {
  test.describe(backend, () => {
    test.use({adapter});
    for (const {name, range, isNhwc} of cases) {
      if (!(names as readonly string[]).includes(name)) continue;
      test(`${name}: a bare generator paints here what it paints in onnxruntime-node`, async ({
        app,
        page,
      }) => {
        await app.serve(testStyle('identity'));
        // Its sides are those that the architecture asks for: then one picture serves both.
        const worker = await app.paint(`?backend=${backend}&quality=${quality}`);
        await app.setMirror(false);
        const data = architectures[name]();
        await open(page, `${name}.onnx`, data);
        await keep(page);
        await app.paints(name);
        await framesPainted(worker, 2);
        const painted = await app.pixels();
        await app.choose('identity');
        await app.paints('identity');
        await page.evaluate(() => undefined);
        const decibels = async () => {
          const seen = await app.pixels();
          if (seen.width !== painted.width || seen.height !== painted.height) return 0;
          return psnr(painted, await paintForeign(data, seen, [...range], isNhwc));
        };
        await expect.poll(decibels).toBeGreaterThanOrEqual(45);
        note(name, `${(await decibels()).toFixed(1)} dB at ${painted.width}×${painted.height}`);
      });
    }
  });
}

test('a style goes out as a pack, is deleted, and comes in again unchanged', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint('?backend=wasm&quality=64');
  await open(page, 'My scale.onnx', architectures.scaled());
  await keep(page);
  await app.paints('My scale');

  const save = async () => {
    await page.getByRole('radio', {name: 'My scale', exact: true}).click({force: true});
    const info = page.getByRole('dialog', {name: 'My scale'});
    const download = page.waitForEvent('download');
    await info.getByRole('button', {name: 'Save as a file'}).click();
    return readFileSync(await (await download).path());
  };
  const first = await save();
  await page.getByRole('dialog', {name: 'My scale'}).getByRole('button', {name: 'Delete'}).click();
  await expect(page.getByRole('radio', {name: 'My scale', exact: true})).toHaveCount(0);
  await app.paints('identity');
  const left = await page.evaluate(
    async () => (await (await caches.open('cyclelens-own-styles')).keys()).length,
  );
  expect(left).toBe(0);

  await open(page, 'my.cyclelens', first);
  await expect(panel(page)).toContainText('not stated');
  await keep(page);
  await app.paints('My scale');
  const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  expect(hash(await save())).toBe(hash(first));

  // It is there again on the next visit.
  await app.paint('?backend=wasm&quality=64');
  await app.paints('My scale');
});

test('what is hostile is turned away with a sentence while the picture goes on', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint('?backend=wasm&quality=64');
  for (const [name, data, sentence] of [
    ['page.onnx', Buffer.from('<!doctype html>'), 'It is damaged'],
    ['bomb.cyclelens', Buffer.from('PK\u0003\u0004 not a zip at all'), 'It is damaged'],
    ['cut.onnx', architectures.cartoon().subarray(0, 4000), 'It is damaged'],
  ] as const) {
    await open(page, name, data);
    await expect(panel(page).getByRole('alert')).toContainText(`${name} was not let in.`);
    await expect(panel(page).getByRole('alert')).toContainText(sentence);
    await panel(page).getByRole('button', {name: 'All right'}).click();
    await framesPainted(worker, 2);
  }
});
