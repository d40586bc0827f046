import type {Page, Worker} from '@playwright/test';
import {isPainting} from '../fixtures/app.ts';
import {newPictures} from '../fixtures/captures.ts';
import {fault, prepareWorker, recovers} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const nextWorker = (page: Page) => page.waitForEvent('worker', isPainting);

const hang = () => {
  setTimeout(() => {
    for (;;);
  });
};

const end = () => {
  close();
};

/** Runs `break` in the worker, without waiting for what may never answer. */
const breakWorker = (worker: Worker, cause: () => void) => {
  void worker.evaluate(cause).catch(() => undefined);
};

for (const [what, seen, cause] of [
  ['the worker hangs', 'the last picture for two seconds, then painting again', hang],
  ['the worker ends without a word', 'the last picture for a moment, then painting again', end],
] as const) {
  test(`${what}: a fresh one takes over`, fault(what, seen), async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint('?backend=wasm&quality=64');
    await framesPainted(worker, 10);
    const next = nextWorker(page);
    breakWorker(worker, cause);
    await recovers(next.then((fresh) => framesPainted(fresh, 2)));
    await expect(app.notice).toBeEmpty();
    expect((await app.pixels()).width).toBeGreaterThan(40);
  });
}

test(
  'a runtime that traps is replaced',
  fault('the runtime’s wasm traps', 'the last picture for a moment, then painting again'),
  async ({app, page}) => {
    await prepareWorker(
      page,
      `WebAssembly.Memory = class extends WebAssembly.Memory {
        // Frames are packed and shown in memory of our own, which no threads share.
        constructor(descriptor) { super(descriptor); if (descriptor.shared) self.heap = this; }
      }`,
    );
    await app.serve(testStyle('half'));
    const worker = await app.paint('?backend=wasm&quality=64');
    await framesPainted(worker, 10);
    const next = nextWorker(page);
    breakWorker(worker, () => {
      const {heap} = globalThis as unknown as {heap: WebAssembly.Memory};
      new Uint8Array(heap.buffer).fill(0xff, 1024);
    });
    await recovers(
      next.then((fresh) => framesPainted(fresh, 2)),
      8000,
    );
  },
);

for (const [what, cause] of [
  [
    'dies',
    () => {
      setTimeout(() => {
        throw new Error('crash of the test');
      });
    },
  ],
  ['ends without a word', end],
  ['hangs', hang],
] as const) {
  test(
    `a style whose worker ${what} while it is loaded is named, and the one before goes on`,
    fault(`a worker ${what} of a style`, '“This style does not run on this device.”'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'), testStyle('invert'));
      const worker = await app.paint('?backend=wasm&quality=64');
      await framesPainted(worker, 3);
      await page.route('**/models/invert*.onnx', () => {
        breakWorker(worker, cause);
      });
      const next = nextWorker(page);
      // Its worker may die before the strip shows that it was chosen.
      await page.getByRole('radio', {name: 'invert', exact: true}).click({force: true});
      await recovers(next.then((fresh) => framesPainted(fresh, 2)));
      await expect(app.notice).toContainText('This style does not run on this device.');
      await app.paints('identity');
    },
  );
}

test(
  'locks that take their time hold no start up',
  fault('Web Locks answer late', 'nothing'),
  async ({app, page}) => {
    await prepareWorker(
      page,
      `const request = LockManager.prototype.request;
      LockManager.prototype.request = async function (...all) {
        await new Promise((done) => setTimeout(done, 1000));
        return request.apply(this, all);
      }`,
    );
    await app.serve(testStyle('identity'));
    await framesPainted(await app.paint('?backend=wasm&quality=64'), 2);
    await expect(app.notice).toBeEmpty();
  },
);

test(
  'a picture that is being taken when the worker dies is taken from the next one',
  fault('the worker dies while a picture is taken', 'the picture, a moment later'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint('?backend=wasm&quality=64');
    await framesPainted(worker, 3);
    const next = nextWorker(page);
    breakWorker(worker, () => {
      setTimeout(() => {
        throw new Error('crash of the test');
      });
    });
    await page.getByRole('button', {name: 'Take a picture'}).click();
    await recovers(next.then((fresh) => framesPainted(fresh, 2)));
    await expect.poll(() => newPictures(page)).toHaveLength(1);
  },
);

test.describe('with a software GPU', () => {
  test.use({adapter: 'software', camera: {kind: 'numbered'}});

  /** Runs `cause` with the device that the worker paints with, at its next command. */
  const withDevice = (worker: Worker, cause: (device: GPUDevice) => void) =>
    worker.evaluate(
      (code) =>
        new Promise<void>((done) => {
          // Here, since only what DevTools calls itself may compile.
          const run = eval(code) as (device: GPUDevice) => void;
          const create = Reflect.get(GPUDevice.prototype, 'createCommandEncoder');
          GPUDevice.prototype.createCommandEncoder = function (descriptor) {
            GPUDevice.prototype.createCommandEncoder = create;
            setTimeout(() => {
              run(this);
              done();
            });
            return create.call(this, descriptor);
          };
        }),
      String(cause),
    );

  for (const [what, cause] of [
    [
      'the GPU reports a validation error',
      (device: GPUDevice) => {
        device.createBuffer({size: 16, usage: 0xffff});
      },
    ],
    [
      'the GPU is out of memory',
      (device: GPUDevice) => {
        device.createTexture({
          size: [8192, 8192, 256],
          format: 'rgba32float',
          // GPUTextureUsage.COPY_DST
          usage: 2,
        });
      },
    ],
    [
      'the GPU device is destroyed',
      (device: GPUDevice) => {
        device.destroy();
      },
    ],
  ] as const) {
    test(
      `${what}: a new device paints on`,
      fault(what, 'the last picture for a moment, then painting again'),
      async ({app, page}) => {
        await app.serve(testStyle('identity'));
        const worker = await app.paint('?backend=webgpu&quality=64');
        await framesPainted(worker, 3);
        const news = page.waitForEvent('console', (message) =>
          message.text().includes('GPU device lost'),
        );
        await withDevice(worker, cause);
        await news;
        await recovers(framesPainted(worker, 3), 10_000);
        const painting = page.workers().filter(isPainting);
        expect(painting).toHaveLength(1);
        await expect(app.notice).toBeEmpty();
      },
    );
  }

  test(
    'a GPU that is gone for good hands over to the CPU',
    fault('the adapter is gone', 'painting on the CPU, which the meter says'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      const worker = await app.paint('?backend=webgpu&quality=32');
      await framesPainted(worker, 2);
      await worker.evaluate(() => {
        GPU.prototype.requestAdapter = () => Promise.resolve(null);
      });
      const next = nextWorker(page);
      await withDevice(worker, (device) => {
        device.destroy();
      });
      await recovers(
        next.then((fresh) => framesPainted(fresh, 2)),
        10_000,
      );
      await expect(app.meter).toContainText('CPU');
    },
  );

  test(
    'a GPU that gives no device leaves the painting to the CPU',
    fault('the GPU gives no device', 'painting on the CPU, which the meter says'),
    async ({app, page}) => {
      await prepareWorker(
        page,
        `GPUAdapter.prototype.requestDevice = () => Promise.reject(new DOMException('no', 'OperationError'));
         Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', {value: false})`,
      );
      await app.serve(testStyle('identity'));
      const worker = await app.paint('?quality=64');
      await recovers(framesPainted(worker, 2));
      await expect(app.meter).toContainText('CPU');
      await app.meter.click();
      await expect(page.locator('cl-meter')).toContainText('did not start');
    },
  );

  test(
    'a GPU that computes wrongly, at once or later on, paints no more',
    fault('the GPU gives wrong results', 'painting on the CPU, and why'),
    async ({app, page}) => {
      // Its dispatches, but for those of ours that pack, do nothing: what comes out is what was there before.
      const script = (isWrong: boolean) =>
        `self.isWrong = ${isWrong};
         const begin = GPUCommandEncoder.prototype.beginComputePass;
         GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
           const pass = begin.call(this, descriptor);
           const dispatch = pass.dispatchWorkgroups;
           const isOurs = descriptor?.label === 'pack';
           pass.dispatchWorkgroups = (...args) => {
             if (isOurs || !self.isWrong) dispatch.apply(pass, args);
           };
           return pass;
         }`;
      const seesWhy = async () => {
        await expect(app.meter).toContainText('CPU', {timeout: 20_000});
        if (!(await page.locator('cl-meter p').isVisible())) await app.meter.click();
        await expect(page.locator('cl-meter p')).toContainText('computed wrongly');
      };
      await app.serve(testStyle('invert'));
      await prepareWorker(page, script(true));
      await app.paint('?backend=webgpu&quality=32');
      await seesWhy();

      await prepareWorker(page, script(false));
      const worker = await app.paint('?backend=webgpu&quality=32');
      await framesPainted(worker, 2);
      await expect(app.meter).toContainText('GPU');
      // The next look is due in a minute.
      await worker.evaluate(() => {
        const now = performance.now.bind(performance);
        performance.now = () => now() + 61_000;
        Object.assign(self, {isWrong: true});
      });
      await seesWhy();
    },
  );
});
