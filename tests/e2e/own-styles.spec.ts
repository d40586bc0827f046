import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import type {Page} from '@playwright/test';
import {architectures} from '../fixtures/architectures.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

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
