import type {Page} from '@playwright/test';
import {fault, recovers} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

type Scope = typeof globalThis & {
  /** What opening a camera rejects with; undefined opens one. */
  refusal?: string | undefined;
  /** Whether the cameras stand still. */
  isStill?: boolean;
};

/** Cameras that can be taken away, and can stand still. */
const installCameras = (page: Page) =>
  page.addInitScript(() => {
    const scope = globalThis as Scope;
    navigator.mediaDevices.getUserMedia = () => {
      if (scope.refusal) return Promise.reject(new DOMException('no', scope.refusal));
      scope.isStill = false;
      const canvas = Object.assign(document.createElement('canvas'), {width: 64, height: 48});
      const context = canvas.getContext('2d', {willReadFrequently: true});
      const stream = canvas.captureStream(30);
      setInterval(() => {
        if (!scope.isStill) context?.fillRect(0, 0, 64 * Math.random(), 48);
      }, 33);
      return Promise.resolve(stream);
    };
  });

/** Takes the camera away, as when it is unplugged. */
const takeAway = (page: Page, refusal?: string) =>
  page.evaluate((refusal) => {
    (globalThis as Scope).refusal = refusal;
    const stage = document.querySelector('cl-app')?.shadowRoot?.querySelector('cl-stage');
    const video = stage?.shadowRoot?.querySelector('video');
    const [track] = (video?.srcObject as MediaStream).getVideoTracks();
    track?.stop();
    // `stop` alone is the page's own doing and tells nobody.
    track?.dispatchEvent(new Event('ended'));
  }, refusal);

/** Plugs a camera in. */
const plugIn = (page: Page) =>
  page.evaluate(() => {
    (globalThis as Scope).refusal = undefined;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });

test.describe('a camera', () => {
  test.beforeEach(async ({app, page}) => {
    await installCameras(page);
    await app.serve(testStyle('identity'));
  });

  test(
    'that drops out is opened again without a word',
    fault('the camera drops out', 'the last picture for a moment, then painting again'),
    async ({app, page}) => {
      const worker = await app.paint(query);
      await framesPainted(worker, 3);
      await takeAway(page);
      await recovers(framesPainted(worker, 3));
      await expect(app.notice).toBeEmpty();
    },
  );

  test(
    'that drops out again at once is left to the user',
    fault('the camera drops out twice', '“The camera went away.”'),
    async ({app, page}) => {
      const worker = await app.paint(query);
      await framesPainted(worker, 2);
      await takeAway(page);
      await framesPainted(worker, 2);
      await takeAway(page);
      await expect(app.alert).toContainText('The camera went away.');
      await app.retryButton.click();
      await recovers(framesPainted(worker, 2));
    },
  );

  test(
    'that is unplugged is painted again when it is plugged in',
    fault('the camera is unplugged', '“No camera was found.”, by itself on when it is back'),
    async ({app, page}) => {
      const worker = await app.paint(query);
      await framesPainted(worker, 3);
      await takeAway(page, 'NotFoundError');
      await expect(app.alert).toContainText('No camera was found.');
      await plugIn(page);
      await recovers(framesPainted(worker, 3));
    },
  );

  test(
    'that another app takes is painted again when it is free',
    fault('another app takes the camera while live', '“Another app is using the camera.”'),
    async ({app, page}) => {
      const worker = await app.paint(query);
      await framesPainted(worker, 3);
      await takeAway(page, 'NotReadableError');
      await expect(app.alert).toContainText('Another app is using the camera.');
      await page.evaluate(() => {
        (globalThis as Scope).refusal = undefined;
      });
      await app.retryButton.click();
      await recovers(framesPainted(worker, 3));
    },
  );

  test(
    'that stalls without an event is opened again',
    fault('the camera stalls without an event', 'the last picture for two seconds, then on'),
    async ({app, page}) => {
      const worker = await app.paint(query);
      await framesPainted(worker, 3);
      const isOpened = page.evaluate(
        () =>
          new Promise<void>((done) => {
            (globalThis as Scope).isStill = true;
            const timer = setInterval(() => {
              if ((globalThis as Scope).isStill) return;
              clearInterval(timer);
              done();
            }, 50);
          }),
      );
      await recovers(isOpened.then(() => framesPainted(worker, 3)));
      await expect(app.notice).toBeEmpty();
    },
  );
});

test(
  'a camera that may not be used any more is painted again when it may',
  fault(
    'the permission is withdrawn while live',
    '“Cyclelens may not use the camera.”, by itself on when it may',
  ),
  async ({app, context}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await framesPainted(worker, 3);
    await context.clearPermissions();
    await expect(app.alert).toContainText('may not use the camera');
    await context.grantPermissions(['camera']);
    await recovers(framesPainted(worker, 3));
  },
);
