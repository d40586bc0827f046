import {readFileSync} from 'node:fs';
import type {Page} from '@playwright/test';
import type {App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

/** Two seconds of red, then two of blue, with a tone. */
const clip = {
  name: 'clip.webm',
  mimeType: 'video/webm',
  buffer: readFileSync('tests/fixtures/clip.webm'),
};

async function openClip(app: App, page: Page): Promise<void> {
  await app.serve(testStyle('identity'), testStyle('invert'));
  await app.paint(query);
  await page.locator('cl-shutter input[type=file]').setInputFiles(clip);
  await expect(page.getByRole('group', {name: 'Clip'})).toBeVisible();
}

/** Red and blue of the middle of what is painted. */
async function middle(app: App): Promise<string> {
  const {data, width, height} = await app.pixels();
  const at = 4 * (width * (height >> 1) + (width >> 1));
  return (data[at] ?? 0) > (data[at + 2] ?? 0) ? 'red' : 'blue';
}

test('a clip halts, is sought, and goes on', async ({app, page}) => {
  await openClip(app, page);
  await page.getByRole('button', {name: 'Pause'}).click();
  await expect(app.meter).toHaveAccessibleName('Paused · CPU, details');
  const position = page.getByRole('slider', {name: 'Position'});
  await position.fill('0.5');
  await expect(position).toHaveAttribute('aria-valuetext', '0:00 of 0:04');
  await expect.poll(() => middle(app)).toBe('red');
  await position.fill('3');
  await expect.poll(() => middle(app)).toBe('blue');
  // Halted, it is painted again when what paints it changes.
  await app.choose('invert');
  await app.paints('invert');
  await expect.poll(() => middle(app)).toBe('red');
  await page.getByRole('button', {name: 'Play', exact: true}).click();
  await expect(page.getByRole('button', {name: 'Pause'})).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', {name: 'Play', exact: true})).toBeVisible();
});

test('a clip has its sound, which can be turned off; a camera has no such bar', async ({
  app,
  page,
}) => {
  await openClip(app, page);
  const sound = page.getByRole('button', {name: 'Sound'});
  await expect(sound).toHaveAttribute('aria-pressed', 'true');
  await sound.click();
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('cl-stage video')).toHaveJSProperty('muted', true);
  await page.getByRole('button', {name: 'Back to the camera'}).click();
  await expect(page.getByRole('group', {name: 'Clip'})).toBeHidden();
});

test('the painting goes on in a small window', async ({app, page, context}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.getByRole('button', {name: 'More'}).click();
  const opened = context.waitForEvent('page');
  await page.getByRole('button', {name: 'Small window'}).click();
  const small = await opened;
  await expect
    .poll(() => small.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await page.keyboard.press('p');
  await expect.poll(() => small.isClosed()).toBe(true);
});

test('where only a video may float the painting does, until it is called back', async ({
  app,
  page,
}) => {
  // Without a screen the browser opens no such window: its part alone is played.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'documentPictureInPicture');
    let floating: HTMLVideoElement | null = null;
    const float = (video: HTMLVideoElement) => {
      (window as {floated?: HTMLVideoElement}).floated = floating = video;
    };
    Object.defineProperties(document, {
      pictureInPictureEnabled: {value: true},
      pictureInPictureElement: {get: () => floating},
    });
    HTMLVideoElement.prototype.requestPictureInPicture = function () {
      if (this.readyState < this.HAVE_METADATA) throw new DOMException('', 'InvalidStateError');
      float(this);
      return Promise.resolve(new EventTarget() as PictureInPictureWindow);
    };
    document.exitPictureInPicture = () => {
      const left = floating;
      floating = null;
      left?.dispatchEvent(new Event('leavepictureinpicture'));
      return Promise.resolve();
    };
  });
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.getByRole('button', {name: 'More'}).click();
  await page.getByRole('button', {name: 'Small window'}).click();
  const floated = () =>
    page.evaluate(() => {
      const {floated} = window as {floated?: HTMLVideoElement};
      const {width = 0, height = 0} =
        document
          .querySelector('cl-app')
          ?.shadowRoot?.querySelector('cl-stage')
          ?.shadowRoot?.querySelector('canvas') ?? {};
      return {
        isPainting: floated?.videoWidth === width && floated.videoHeight === height && width > 0,
        time: floated?.currentTime ?? 0,
        isOpen: Boolean(floated?.srcObject),
      };
    });
  await expect.poll(async () => (await floated()).isPainting).toBe(true);
  const {time} = await floated();
  await expect.poll(async () => (await floated()).time).toBeGreaterThan(time);
  await page.keyboard.press('p');
  await expect.poll(async () => (await floated()).isOpen).toBe(false);
  await expect(app.notice).toBeHidden();
});

test('the meter tells how many frames were left out, and of a photo no rate at all', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await app.meter.click();
  const panel = page.locator('cl-meter .panel');
  const plot = panel.getByRole('img', {name: 'Frames a second over the last minute'});
  await expect(app.meter).toHaveText(/\d fps · CPU/);
  await expect(panel).toContainText(/Left out\s*\d+ fps/);
  await expect(plot).toBeVisible();
  await page
    .locator('cl-shutter input[type=file]')
    .setInputFiles('public/art/scene-landscape.webp');
  await expect(app.meter).toHaveAccessibleName('Photo · CPU, details');
  await expect(app.meter).toHaveText('Photo · CPU');
  await expect(panel).not.toContainText('fps');
  await expect(plot).toBeHidden();
});
