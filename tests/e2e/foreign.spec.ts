/**
 * Generators from elsewhere through the whole path: opened, tried, kept, and painting on the stage what
 * they paint by hand. `FOREIGN=DIR npm run e2e -- foreign` takes the files of a folder instead, such as
 * those that training/tests/foreign_files.py writes.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from '@playwright/test';
import {inspect} from '../../src/inference/intake/inspect.ts';
import {architectures} from '../fixtures/architectures.ts';
import {byHand, pixelsOf, planesOf} from '../fixtures/by-hand.ts';
import {installSceneCamera} from '../fixtures/canvas-cameras.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {psnr} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

const folder = process.env['FOREIGN'];

/** The files by their names, without ending. */
function generators(names: readonly (keyof typeof architectures)[]): [string, Buffer][] {
  if (!folder) return names.map((name) => [name, architectures[name]()]);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.onnx'))
    .map((name) => [name.slice(0, -5), readFileSync(join(folder, name))]);
}

/** A style that shows the camera at the sizes at which the generator in `data` paints. */
function mirrorOf(data: Buffer) {
  const {form, multiple} = inspect(data);
  const style = testStyle('identity');
  const spec = {...style.G.M!, multiple, ...(form.fixed && {fixed: form.fixed})};
  const title = `camera ${multiple} ${form.fixed?.width ?? 'free'}`;
  return {...style, id: title.replaceAll(' ', '-'), title, G: {M: spec}};
}

/** Opens `data` by the file dialog, and keeps it as soon as it has been tried. */
async function bring(page: Page, name: string, data: Buffer): Promise<string> {
  const input = page.locator('cl-shutter input[type=file]');
  await input.setInputFiles({name: `${name}.onnx`, mimeType: '', buffer: data});
  const panel = page.getByRole('dialog', {name: 'A style of your own'});
  const speed = panel.getByText(/frames a second/);
  await expect(speed).toBeVisible({timeout: 90_000});
  const said = await speed.textContent();
  await panel.getByLabel('Name', {exact: true}).fill(`own ${name}`);
  await panel.getByRole('button', {name: 'Keep this style'}).click();
  await expect(panel).toBeHidden();
  return said ?? '';
}

for (const {backend, adapter, names} of [
  {
    backend: 'wasm',
    adapter: 'none',
    names: Object.keys(architectures) as (keyof typeof architectures)[],
  },
  // On the software adapter each costs ten seconds.
  {backend: 'webgpu', adapter: 'software', names: ['u-net of 64²', 'cartoon']},
] as const) {
  test.describe(backend, () => {
    test.use({adapter});

    test('generators from elsewhere paint what they paint by hand', async ({app, page}) => {
      test.setTimeout(folder ? 900_000 : 120_000);
      const files = generators(names);
      const mirrors = new Map(files.map(([, data]) => [mirrorOf(data).id, mirrorOf(data)]));
      const side = folder ? 256 : 64;
      // At the generators' own size: nothing is scaled but where strides ask for it.
      await installSceneCamera(page, {width: side, height: (3 / 4) * side});
      await app.serve(...mirrors.values());
      const worker = await app.paint(`?backend=${backend}&quality=${side}`);
      await app.setMirror(false);
      for (const [name, data] of files) {
        const {title} = mirrorOf(data);
        // By key: it may have scrolled out of sight.
        await page.getByRole('radio', {name: title, exact: true}).press('Space');
        await app.paints(title);
        await framesPainted(worker, 2);
        // The camera's picture does not move: this is what the generator gets to see, too.
        const seen = await app.pixels();
        const speed = await bring(page, name, data);
        await app.paints(`own ${name}`);
        await framesPainted(worker, 2);
        const painted = await app.pixels();
        const {form} = inspect(data);
        const decibels = psnr(painted, pixelsOf(await byHand(data, form, planesOf(seen))));
        note(name, `${decibels.toFixed(1)} dB at ${painted.width}×${painted.height}; ${speed}`);
        expect.soft(decibels, name).toBeGreaterThanOrEqual(45);
      }
    });
  });
}
