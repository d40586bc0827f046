import sharp from 'sharp';
import {installCanvasCameras} from '../fixtures/canvas-cameras.ts';
import type {App} from '../fixtures/app.ts';
import {decode, GalleryPage} from '../fixtures/gallery.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {compare, expectedPicture} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {costliest, styleOf} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** Takes a PNG by tiles of so many pixels, of the painting that `query` asks for. */
const takerOf = (app: App, gallery: GalleryPage, query: string) => async (tile: number) => {
  await app.paint(`${query}&tile=${tile}`);
  await gallery.setOptions({format: 'PNG'});
  await gallery.take();
  return decode(await gallery.savedLast());
};

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('a picture is what the screen shows, and then the same at the camera’s size', async ({
      app,
      page,
    }) => {
      const gallery = new GalleryPage(page);
      await app.serve(testStyle('invert'));
      const worker = await app.paint(`?backend=${backend}&quality=64`);
      await gallery.setOptions({format: 'PNG'});
      for (const mirror of [false, true]) {
        await app.setMirror(mirror);
        await framesPainted(worker, 2);
        await gallery.take();
        const full = await decode(await gallery.savedLast());
        expect([full.width, full.height]).toEqual([640, 480]);
        const error = compare(full, expectedPicture(full, {mirror, negative: true}));
        note(`mirror ${mirror}`, `mean ${error.mean.toFixed(2)}, max ${error.max} of 255`);
        expect(error.mean).toBeLessThan(2);
      }
    });

    test('tiles leave no seam: the picture is that of one great tile', async ({app, page}) => {
      if (backend === 'webgpu') await installCanvasCameras(page, [{width: 176, height: 132}]);
      await app.serve(testStyle('strided'));
      const take = takerOf(app, new GalleryPage(page), `?backend=${backend}&quality=32`);
      const whole = await take(4096);
      const {max} = compare(whole, await take(96));
      note(`${whole.width}×${whole.height}`, `largest difference ${max} of 255`);
      expect(max).toBeLessThanOrEqual(1);
      // The network changes the picture: else there would be no seams to see.
      expect(compare(whole, expectedPicture(whole)).mean).toBeGreaterThan(10);
    });
  });
}

test('a shipped generator leaves no seam either', async ({app, page}) => {
  const spec = costliest(['M']);
  await app.serve(styleOf('painter', spec));
  const take = takerOf(app, new GalleryPage(page), '?backend=wasm&quality=64');
  const whole = await take(4096);
  const {max} = compare(whole, await take(224));
  note(`${spec.file} at ${whole.width}×${whole.height}`, `largest difference ${max} of 255`);
  expect(max).toBeLessThanOrEqual(1);
});

for (const [format, ending] of [
  ['PNG', 'png'],
  ['JPEG', 'jpg'],
  ['WebP', 'webp'],
] as const) {
  test(`a ${format} says how it was painted, and nothing of where`, async ({app, page}) => {
    const gallery = new GalleryPage(page);
    const style = testStyle('half');
    await app.serve(style);
    await app.paint('?backend=wasm&quality=64');
    await gallery.setOptions({format});
    await gallery.take();
    const {name, data} = await gallery.savedLast();
    expect(name).toMatch(new RegExp(`^cyclelens-half-.*\\.${ending}$`));
    const {xmp, exif, format: decoded} = await sharp(data).metadata();
    expect(decoded).toBe(format.toLowerCase());
    const packet = xmp?.toString('utf8') ?? '';
    expect(packet).toContain('cyclelens:style="half"');
    expect(packet).toContain('cyclelens:direction="X→Y"');
    expect(packet).toContain('cyclelens:strength="1"');
    expect(packet).toContain(`cyclelens:generator="${style.G.M?.sha256}"`);
    expect(packet).toMatch(/xmp:CreatorTool="Cyclelens \d/);
    expect(exif).toBeUndefined();
  });
}

test('a shutter that is held takes picture after picture, until it is let go', async ({
  app,
  page,
}) => {
  const gallery = new GalleryPage(page);
  await app.serve(testStyle('identity'));
  await app.paint('?backend=wasm&quality=64');
  await gallery.shutter.hover();
  await page.mouse.down();
  await page.waitForTimeout(1500);
  await page.mouse.up();
  await expect(gallery.last).toBeVisible();
  await expect(gallery.progress).toBeHidden({timeout: 60_000});
  await gallery.open();
  const items = gallery.panel.locator('cl-thumbnail');
  await expect(items.first()).toBeVisible();
  const count = await items.count();
  note('held for 1.5 s', `${count} pictures`);
  expect(count).toBeGreaterThan(2);
  expect(count).toBeLessThanOrEqual(10);
  await page.waitForTimeout(600);
  expect(await items.count()).toBe(count);
});
