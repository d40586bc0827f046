import sharp from 'sharp';
import {installCanvasCameras} from '../fixtures/canvas-cameras.ts';
import {decode, GalleryPage} from '../fixtures/gallery.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {compare, expectedPicture} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {costliest, styleOf} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

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
      const gallery = new GalleryPage(page);
      await app.serve(testStyle('strided'));
      const pictures = [];
      for (const tile of [4096, 96]) {
        await app.paint(`?backend=${backend}&quality=32&tile=${tile}`);
        await gallery.setOptions({format: 'PNG'});
        await gallery.take();
        pictures.push(await decode(await gallery.savedLast()));
      }
      const [whole, tiled] = pictures;
      if (!whole || !tiled) throw new Error('two pictures are needed');
      const {max} = compare(whole, tiled);
      note(`${whole.width}×${whole.height}`, `largest difference ${max} of 255`);
      expect(max).toBeLessThanOrEqual(1);
      // The network changes the picture: else there would be no seams to see.
      expect(compare(whole, expectedPicture(whole)).mean).toBeGreaterThan(10);
    });
  });
}

test('a shipped generator leaves no seam either', async ({app, page}) => {
  const gallery = new GalleryPage(page);
  const spec = costliest(['M']);
  await app.serve(styleOf('painter', spec));
  const pictures = [];
  for (const tile of [4096, 224]) {
    await app.paint(`?backend=wasm&quality=64&tile=${tile}`);
    await gallery.setOptions({format: 'PNG'});
    await gallery.take();
    pictures.push(await decode(await gallery.savedLast()));
  }
  const [whole, tiled] = pictures;
  if (!whole || !tiled) throw new Error('two pictures are needed');
  const {max} = compare(whole, tiled);
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
