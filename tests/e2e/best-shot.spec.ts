import sharp from 'sharp';
import {l1} from '../fixtures/cycle.ts';
import {decode, GalleryPage} from '../fixtures/gallery.ts';
import {makeSlides, needFfmpeg} from '../fixtures/media.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

const size = {width: 320, height: 240};

/** A blind in hard light: a little sharper than the still life, and no painter's work. */
function blind() {
  const {width, height} = size;
  const values = Buffer.from(
    Array.from({length: width * height}, (_, i) => ((i % width) % 32 < 16 ? 78 : 178)),
  );
  return sharp(values, {raw: {...size, channels: 1}}).toColourspace('srgb');
}

test('of what passes while the shutter is held, the best alone is kept', async ({app, page}) => {
  needFfmpeg();
  const style = shippedStyles.find(({id, D_Y}) => id === 'vangogh' && D_Y);
  if (!style) throw new Error('no critic');
  const scene = () => sharp('public/art/scene-portrait.webp').resize({...size, fit: 'cover'});
  const slides = {sharp: scene(), blurred: scene().blur(4), blind: blind()};
  const clip = await makeSlides(Object.values(slides), 0.7);

  const gallery = new GalleryPage(page);
  await app.serve(style);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await app.paint('?backend=wasm&quality=160');
  await gallery.setOptions({format: 'PNG', keep: 'Only the best', original: true});
  await page.locator('cl-shutter input[type=file]').setInputFiles(clip);
  await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
  const isCritic = (path: string) => path.endsWith(style.D_Y?.file ?? '');
  expect(fetched.filter(isCritic)).toHaveLength(0);

  await gallery.shutter.hover();
  await page.mouse.down();
  const looking = page.locator('cl-taking .looking');
  // The clip comes round in two seconds: each of its pictures is looked at more than once.
  await expect(looking).toContainText(/of (1[2-9]|[2-9]\d)\b/);
  await page.mouse.up();
  await expect(gallery.last).toBeVisible();
  await expect(looking).toBeHidden();
  await expect(gallery.progress).toBeHidden({timeout: 60_000});
  expect(fetched.filter(isCritic)).toHaveLength(1);

  await gallery.last.click();
  const [, original] = await gallery.saved(2);
  if (!original) throw new Error('two files are needed');
  const seen = await decode(original);
  const apart = await Promise.all(
    Object.entries(slides).map(async ([name, slide]) => {
      const data = await slide.clone().ensureAlpha().raw().toBuffer();
      return [name, l1(seen, {...size, data})] as const;
    }),
  );
  note('from what was kept', apart.map(([name, far]) => `${name} ${far.toFixed(1)}`).join(', '));
  expect(apart.sort(([, a], [, b]) => a - b)[0]?.[0]).toBe('sharp');
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await gallery.open();
  await expect(gallery.panel.getByRole('listitem')).toHaveCount(1);
});
