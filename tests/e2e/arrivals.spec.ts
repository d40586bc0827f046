/** All the ways by which a style pack comes in, each onto the welcome screen, before anything paints. */
import {join} from 'node:path';
import type {Page} from '@playwright/test';
import {startForeignServer} from '../fixtures/foreign.ts';
import {host, visitAgain} from '../fixtures/host.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {packed} from '../fixtures/packed.ts';
import {expect, test} from '../fixtures/test.ts';

const {data} = packed('Brought');
const base64 = data.toString('base64');
const query = '?backend=wasm&quality=64';

/** The pack is shown with what it says of itself, tried, and not kept. */
async function expectOffered(page: Page): Promise<void> {
  const panel = page.getByRole('dialog', {name: 'A style of your own'});
  await expect(panel.getByRole('heading', {name: 'Brought'})).toBeVisible();
  await expect(panel).toContainText('MIT');
  await expect(panel.getByRole('button', {name: 'Keep this style'})).toBeEnabled({timeout: 60_000});
  const kept = await page.evaluate(
    async () => (await (await caches.open('cyclelens-own-styles')).keys()).length,
  );
  expect(kept).toBe(0);
}

test('?pack= offers a pack of this origin, and asks no other', async ({app, page}) => {
  await app.serve(testStyle('identity'));
  await page.route('**/packs/my.cyclelens', (route) => route.fulfill({body: data}));
  await page.goto(`./${query}&pack=packs/my.cyclelens`);
  await expectOffered(page);

  const elsewhere = await startForeignServer();
  try {
    await page.goto(`./${query}&pack=${encodeURIComponent(`${elsewhere.url}my.cyclelens`)}`);
    await app.startButton.click();
    await app.paints('identity');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(elsewhere.visits).toEqual([]);
  } finally {
    elsewhere.close();
  }
});

test('a pack is dropped on the welcome screen, or opened by the system; kept, it paints', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await page.goto(`./${query}`);
  await expect(app.startButton).toBeVisible();
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'my.cyclelens'));
    dispatchEvent(new DragEvent('drop', {dataTransfer: files, cancelable: true}));
  }, base64);
  await expectOffered(page);

  // What the system hands to an installed app.
  await page.addInitScript((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const handle = {getFile: () => Promise.resolve(new File([bytes], 'my.cyclelens'))};
    const setConsumer = (consumer: (launch: unknown) => void) => consumer({files: [handle]});
    Object.defineProperty(globalThis, 'launchQueue', {value: {setConsumer}});
  }, base64);
  await page.reload();
  await expectOffered(page);
  await page.getByRole('button', {name: 'Keep this style'}).click();
  await app.startButton.click();
  await app.paints('Brought');
});

test.describe('installed', () => {
  test.use({serviceWorkers: 'allow'});

  test('a pack that another app shares is offered', async ({page}) => {
    const server = await host(join(process.cwd(), 'dist'), '/here/');
    try {
      await visitAgain(page, server.url);
      const led = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const form = new FormData();
        form.append('files', new File([bytes], 'my.cyclelens', {type: 'application/octet-stream'}));
        return (await fetch('share-target', {method: 'POST', body: form})).url;
      }, base64);
      await page.goto(led);
      await expectOffered(page);
    } finally {
      server.close();
    }
  });
});
