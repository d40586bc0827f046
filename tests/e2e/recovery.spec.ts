import type {Worker} from '@playwright/test';
import {isPainting} from '../fixtures/app.ts';
import {fault} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {readNumberOf} from '../fixtures/numbers.ts';
import {compare, expectedPicture} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

/** Destroys the device that the worker paints with, at its next command. */
const destroyDevice = (worker: Worker) =>
  worker.evaluate(
    () =>
      new Promise<void>((done) => {
        const create = Reflect.get(GPUDevice.prototype, 'createCommandEncoder');
        GPUDevice.prototype.createCommandEncoder = function (descriptor) {
          GPUDevice.prototype.createCommandEncoder = create;
          // Not from within the app's call: a device is lost between calls, not in one.
          setTimeout(() => {
            this.destroy();
            done();
          });
          return create.call(this, descriptor);
        };
      }),
  );

test.describe('with a software adapter', () => {
  test.use({adapter: 'software'});

  test.describe('with a moving picture', () => {
    test.use({camera: {kind: 'numbered'}});

    test(
      'a GPU device that is lost while live comes back by itself',
      fault(
        'the GPU device is lost under a moving picture',
        'the last picture for a moment, then painting again',
      ),
      async ({app, page}) => {
        await app.serve(testStyle('identity'));
        const worker = await app.paint('?backend=webgpu&quality=64');
        await app.setMirror(false);
        await framesPainted(worker, 3);
        await destroyDevice(worker);
        // A lost device takes commands without a word: only a picture that moves shows that it is back.
        const shown = async () => readNumberOf(await app.pixels());
        await page.waitForTimeout(500);
        const before = await shown();
        const isMoving = async () => ![undefined, before].includes(await shown());
        await expect.poll(isMoving, {timeout: 10_000}).toBe(true);
        const painting = page.workers().filter(isPainting);
        expect(painting).toEqual([worker]);
        await expect(app.notice).toBeEmpty();
      },
    );
  });

  test(
    'a second loss soon after hands over to the CPU, which says why',
    fault('the GPU device is lost twice', 'painting on the CPU, and why'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      const worker = await app.paint('?backend=webgpu&quality=32');
      await framesPainted(worker, 2);
      await destroyDevice(worker);
      await framesPainted(worker, 2);
      const next = page.waitForEvent('worker', {timeout: 20_000});
      await destroyDevice(worker);
      await framesPainted(await next, 3);
      await expect(app.meter).toContainText('CPU');
      await app.meter.click();
      await expect(page.locator('cl-meter')).toContainText('kept dropping out');
    },
  );

  test(
    'software WebGPU is not taken unless asked for, and the meter says so',
    fault('WebGPU is only emulated in software', 'painting on the CPU, and why'),
    async ({app}) => {
      await app.serve(testStyle('identity'));
      await app.paint('?quality=64');
      await expect(app.meter).toContainText('CPU');
      await app.meter.click();
      await expect(app.page.locator('cl-meter')).toContainText('only emulated in software');
    },
  );
});

test(
  'without an adapter the CPU paints, and the meter says why',
  fault('there is no adapter', 'painting on the CPU, and why'),
  async ({app}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint('?quality=64');
    await framesPainted(worker, 3);
    await expect(app.meter).toContainText('CPU');
    await app.meter.click();
    const panel = app.page.locator('cl-meter .panel');
    await expect(panel).toContainText(/WebGPU found no graphics processor|no WebGPU/);
    await expect(panel).toContainText('WebAssembly');
  },
);

test(
  'a worker that crashes is replaced, and a second one soon after is the user’s choice',
  fault('the worker crashes, then again', 'the last picture for a moment; then “Start it again.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const crash = (worker: Worker) =>
      worker.evaluate(() => {
        setTimeout(() => {
          throw new Error('crash of the test');
        });
      });
    const first = await app.paint('?backend=wasm&quality=64');
    await app.setMirror(false);
    await framesPainted(first, 2);
    const next = page.waitForEvent('worker', isPainting);
    await crash(first);
    const second = await next;
    await framesPainted(second, 2);
    const canvas = await app.pixels();
    expect(compare(canvas, expectedPicture(canvas)).mean).toBeLessThan(2);
    await crash(second);
    await expect(app.alert).toHaveText('The painting engine stopped unexpectedly. Start it again.');
    // Nobody is filmed for a picture that is not painted.
    const films = (video: HTMLVideoElement) =>
      (video.srcObject as MediaStream).getTracks().some(({readyState}) => readyState === 'live');
    expect(await page.locator('video').evaluate(films)).toBe(false);
    await app.retryButton.click();
    await expect(app.meter).toBeVisible();
  },
);
