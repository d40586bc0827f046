import type {Locator, Page, Worker} from '@playwright/test';
import sharp from 'sharp';
import {isPainting, type App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expectScreen} from '../fixtures/screens.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=320';

const sizes = {phone: {width: 390, height: 844}, desktop: {width: 1280, height: 800}};

/** The styles that ship may change at any time: these paint the same for ever. */
const styles = [
  {
    ...testStyle('toned', 'half'),
    title: 'Toned',
    artist: 'a photographer of old, 1850–1900',
    domainY: 'toned prints',
    attribution: 'for the tests, of nine numbers',
  },
  {...testStyle('invert'), title: 'Negative'},
  {...testStyle('half'), title: 'Mist'},
  {...testStyle('identity'), title: 'Plain'},
];

/** The still life, fitted to a size. */
const stillLife = (width: number, height: number) =>
  sharp(`public/art/scene-${width < height ? 'portrait' : 'landscape'}.webp`).resize(width, height);

/** It as a photo, small, so that it is soon painted at its full size. */
const photo = async (size: keyof typeof sizes) => ({
  name: 'still-life.png',
  mimeType: 'image/png',
  buffer: await (size === 'phone' ? stillLife(480, 640) : stillLife(640, 480)).png().toBuffer(),
});

/** Looks at the page in both themes. */
async function look(page: Page, name: string, changing: Locator[] = []): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
    await expectScreen(page, `${name}-${colorScheme}`, changing);
  }
}

/** Opens the welcome and looks at it, then at the live picture. */
async function begin(app: App, size: keyof typeof sizes): Promise<Worker> {
  const {page} = app;
  const thumbnail = await stillLife(136, 136).webp().toBuffer();
  await app.serve(...styles);
  await page.route('**/models/*.webp', (route) => route.fulfill({body: thumbnail}));
  await page.setViewportSize(sizes[size]);
  await page.goto(`./${query}`);
  await expect(app.startButton).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await look(page, `${size}-welcome`);
  const worker = page.waitForEvent('worker', isPainting);
  await app.startButton.click();
  await expect(app.meter).toBeVisible({timeout: 30_000});
  // Thumbnails are painted anew from the user's own view after a while.
  await look(page, `${size}-live`, [app.meter, page.locator('cl-styles .picture')]);
  return worker;
}

/** Paints a photo instead: what is shown then stays as it is. */
async function openPhoto(app: App, size: keyof typeof sizes): Promise<void> {
  await app.page.locator('cl-shutter input[type=file]').setInputFiles(await photo(size));
  await expect(app.meter).toHaveText('Photo · CPU');
}

/** Does what has the photo painted anew, and waits until it is. */
async function repaint(worker: Worker, act: () => Promise<void>): Promise<void> {
  const painted = framesPainted(worker, 1);
  await act();
  await painted;
}

const open = (page: Page, name: string) => page.getByRole('button', {name, exact: true}).click();

/** Opens a panel by buttons of these names, looks at it, and closes it. */
async function lookAtPanel(page: Page, name: string, buttons: string[], changing?: Locator[]) {
  for (const button of buttons) await open(page, button);
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, name, changing);
  await open(page, 'Close');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test.describe('on a phone', () => {
  test.use({camera: {kind: 'scene', shape: '3:4'}});

  test('ten screens look as they did, dark and light', async ({app, page}) => {
    test.setTimeout(120_000);
    const [first = '', ...others] = styles.map(({title}) => title);
    const worker = await begin(app, 'phone');
    await app.meter.click();
    const figures = page.locator('cl-meter .plot, cl-meter dd');
    await look(page, 'phone-meter', [app.meter, figures, page.locator('cl-styles .picture')]);
    await app.meter.click();

    await openPhoto(app, 'phone');
    for (const title of [...others, first]) {
      await repaint(worker, () => app.choose(title));
      await open(page, 'Take a picture');
      await expect(page.getByRole('progressbar', {name: 'Painting at full size'})).toBeHidden();
    }
    await lookAtPanel(page, 'phone-adjust', ['Adjust']);
    await lookAtPanel(page, 'phone-more', ['More']);
    await lookAtPanel(page, 'phone-style', ['More', 'About this style']);
    await lookAtPanel(page, 'phone-gallery', ['More', 'Gallery'], [page.getByText(/used,/)]);
    await lookAtPanel(page, 'phone-learn', ['More', 'How it sees']);

    await repaint(worker, () => open(page, 'Compare with the original'));
    await look(page, 'phone-compare');
    await open(page, 'Compare with the original');
    await open(page, 'More');
    await open(page, 'Cycle view');
    const card = page.getByRole('region', {name: 'Cycle view'});
    await expect(card.locator('output')).toBeVisible();
    await look(page, 'phone-cycle', [card.locator('output')]);
  });
});

test.describe('on a desktop', () => {
  test.use({camera: {kind: 'scene', shape: '4:3'}});

  test('five screens look as they did, dark and light', async ({app, page}) => {
    test.setTimeout(120_000);
    const worker = await begin(app, 'desktop');
    await openPhoto(app, 'desktop');
    await lookAtPanel(page, 'desktop-adjust', ['Adjust']);
    await lookAtPanel(page, 'desktop-learn', ['More', 'How it sees']);
    await repaint(worker, () => open(page, 'Compare with the original'));
    await look(page, 'desktop-compare');
  });
});
