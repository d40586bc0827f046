import AxeBuilder from '@axe-core/playwright';
import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

test('axe finds nothing to complain of on any screen', async ({app, page}) => {
  const violations = async () => {
    const {violations} = await new AxeBuilder({page}).analyze();
    return violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html)]);
  };
  await app.serve(testStyle('identity', 'invert'), testStyle('invert'));
  await page.goto('./?backend=wasm&quality=64');
  await expect(app.startButton).toBeVisible();
  expect(await violations(), 'welcome').toEqual([]);
  await app.startButton.click();
  await expect(app.meter).toBeVisible();
  await app.meter.click();
  expect(await violations(), 'live').toEqual([]);
  await page.locator('cl-stage video').evaluate((video: HTMLVideoElement) => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('gone', 'NotFoundError'));
    (video.srcObject as MediaStream).getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
  });
  await expect(app.alert).toBeVisible();
  expect(await violations(), 'failed').toEqual([]);
});
