import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test.describe('a camera that is not allowed', () => {
  test.use({isCameraAllowed: false});

  test('is asked for, and painted once it is', async ({app, context}) => {
    await app.serve(testStyle('identity'));
    await app.page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toContainText('may not use the camera');
    await context.grantPermissions(['camera']);
    await app.retryButton.click();
    await expect(app.meter).toBeVisible();
  });
});

test.describe('a machine without a camera', () => {
  test.use({camera: 'none'});

  test('is told to connect one', async ({app}) => {
    await app.serve(testStyle('identity'));
    await app.page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toHaveText('No camera was found. Connect one, then try again.');
    await expect(app.retryButton).toBeVisible();
  });
});

test('a camera that another app holds is named, and painted once it is free', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    const {mediaDevices} = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = () => {
      mediaDevices.getUserMedia = open;
      return Promise.reject(new DOMException('busy', 'NotReadableError'));
    };
  });
  await app.serve(testStyle('identity'));
  await app.page.goto(`./${query}`);
  await app.startButton.click();
  await expect(app.alert).toContainText('Another app is using the camera.');
  await app.retryButton.click();
  await expect(app.meter).toBeVisible();
});

test('a camera that goes away while live is missed, and painted again when back', async ({app}) => {
  await app.serve(testStyle('identity'));
  const worker = await app.paint(query);
  await framesPainted(worker, 3);
  await app.page.locator('cl-stage video').evaluate((video: HTMLVideoElement) => {
    const [track] = (video.srcObject as MediaStream).getVideoTracks();
    track?.stop();
    // `stop` alone is the page's own doing and tells nobody.
    track?.dispatchEvent(new Event('ended'));
  });
  await expect(app.alert).toContainText('The camera went away.');
  await app.retryButton.click();
  await expect(app.meter).toBeVisible();
  await framesPainted(worker, 3);
});
