import {fault} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test.describe('a camera that is not allowed', () => {
  test.use({isCameraAllowed: false});

  test(
    'is asked for, and painted once it is',
    fault('the camera is not allowed', '“Cyclelens may not use the camera.”'),
    async ({app, context}) => {
      await app.serve(testStyle('identity'));
      await app.page.goto(`./${query}`);
      await app.startButton.click();
      await expect(app.alert).toContainText('may not use the camera');
      // Seen to be granted, it needs no button.
      await context.grantPermissions(['camera']);
      await expect(app.meter).toBeVisible();
    },
  );
});

test.describe('a machine without a camera', () => {
  test.use({camera: 'none'});

  test(
    'is told to connect one',
    fault('there is no camera', '“No camera was found.”'),
    async ({app}) => {
      await app.serve(testStyle('identity'));
      await app.page.goto(`./${query}`);
      await app.startButton.click();
      await expect(app.alert).toHaveText('No camera was found. Connect one, then try again.');
      await expect(app.retryButton).toBeVisible();
    },
  );
});

test(
  'a camera that another app holds is named, and painted once it is free',
  fault('another app holds the camera', '“Another app is using the camera.”'),
  async ({app, page}) => {
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
  },
);
