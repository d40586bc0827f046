import type {Worker} from '@playwright/test';
import {readGraph} from '../../src/inference/intake/graph.ts';
import {prepareWorker} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {networks} from '../fixtures/networks.ts';
import {compare} from '../fixtures/picture.ts';
import {callsSoFar, countCalls, framesPainted} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** All ways in which pixels could get from the GPU, or from a frame, to the CPU. */
const waysBack = [
  'GPUBuffer.mapAsync',
  'GPUBuffer.getMappedRange',
  'GPUCommandEncoder.copyTextureToBuffer',
  'OffscreenCanvasRenderingContext2D.getImageData',
  'OffscreenCanvasRenderingContext2D.drawImage',
  'OffscreenCanvas.convertToBlob',
  'OffscreenCanvas.transferToImageBitmap',
  'VideoFrame.copyTo',
  'WebGL2RenderingContext.readPixels',
];

/** How often the work of a generator was recorded so far. */
const recordings = (worker: Worker) =>
  worker.evaluate(() => performance.getEntriesByName('cl:recorded').length);

const recorded = (worker: Worker) =>
  expect.poll(() => recordings(worker), {timeout: 40_000}).toBeGreaterThan(0);

test.describe('webgpu', () => {
  test.use({adapter: 'software'});

  test('no pixel returns to the CPU in a hundred frames', async ({app}) => {
    await app.serve(testStyle('shift'));
    const worker = await app.paint('?backend=webgpu&quality=32');
    // Looked at, as it is made, from then on once a minute.
    await recorded(worker);
    await countCalls(worker, [...waysBack, 'GPUQueue.submit', 'GPUDevice.importExternalTexture']);
    await framesPainted(worker, 100);
    const {
      'GPUQueue.submit': submits,
      'GPUDevice.importExternalTexture': imports,
      ...readbacks
    } = await callsSoFar(worker);
    expect(readbacks).toEqual(Object.fromEntries(waysBack.map((way) => [way, 0])));
    // What is patched is what paints: otherwise zeros would prove nothing.
    expect(submits).toBeGreaterThanOrEqual(200);
    expect(imports).toBeGreaterThanOrEqual(100);
  });

  test('what lasts is recorded: replayed, the picture is the same to the last bit, and nothing is bound anew', async ({
    app,
  }) => {
    await app.serve(testStyle('deep'), testStyle('invert'));
    const worker = await app.paint('?backend=webgpu&quality=32');
    const bind = 'GPUDevice.createBindGroup';
    await countCalls(worker, [bind]);
    const boundPerFrame = async () => {
      const {[bind]: before = NaN} = await callsSoFar(worker);
      await framesPainted(worker, 10);
      const {[bind]: after = NaN} = await callsSoFar(worker);
      return (after - before) / 10;
    };
    const plainly = await boundPerFrame();
    const plain = await app.pixels();
    await recorded(worker);
    const replayed = await boundPerFrame();
    note('bind groups a frame', `${plainly}, recorded ${replayed}`);
    expect(plainly).toBeGreaterThan(20);
    // The frame's, in the pack pass.
    expect(Math.round(replayed)).toBe(1);

    expect(compare(await app.pixels(), plain).max).toBe(0);

    // Another network of the same shape is not shown the recording of the one before.
    await app.choose('invert');
    await app.paints('invert');
    await framesPainted(worker, 2);
    expect(compare(await app.pixels(), plain).mean).toBeGreaterThan(1);
  });

  test('a recording that does not give what a plain run gives is not used, however long that takes to see', async ({
    app,
    page,
  }) => {
    await prepareWorker(
      page,
      `const {mapAsync, getMappedRange: map} = GPUBuffer.prototype;
       let looks = 0;
       GPUBuffer.prototype.mapAsync = async function (...args) {
         if (this.label === 'a look at a painting') await new Promise((done) => setTimeout(done, 2500));
         return mapAsync.apply(this, args);
       };
       GPUBuffer.prototype.getMappedRange = function (...args) {
         const range = map.apply(this, args);
         if (this.label === 'a look at a painting' && ++looks > 2) new Uint8Array(range)[9] ^= looks;
         return range;
       }`,
    );
    await app.serve(testStyle('invert'));
    const worker = await app.paint('?backend=webgpu&quality=32');
    const complaint = page.waitForEvent('console', (message) => message.text().includes('differs'));
    await framesPainted(worker, 62);
    await complaint;
    await framesPainted(worker, 3);
    expect(await recordings(worker)).toBe(0);
  });

  test('int8 weights are dequantized once, not with each frame', async ({app}) => {
    await app.serve(testStyle('half'), testStyle('halfInt8'));
    const worker = await app.paint('?backend=webgpu&quality=32');
    const perFrame = async () => {
      await framesPainted(worker, 3);
      await countCalls(worker, ['GPUComputePassEncoder.dispatchWorkgroups']);
      await framesPainted(worker, 20);
      const {'GPUComputePassEncoder.dispatchWorkgroups': calls = NaN} = await callsSoFar(worker);
      return Math.round(calls / 20);
    };
    const asFloats = await perFrame();
    await app.choose('halfInt8');
    await app.paints('halfInt8');
    const asInt8 = await perFrame();
    note('dispatches per frame', `${asFloats} with float weights, ${asInt8} with int8 ones`);
    expect(asFloats).toBeGreaterThan(0);
    expect(asInt8).toBe(asFloats);
  });

  test('a frame costs a dispatch for each convolution, and eight at most besides', async ({
    app,
    page,
  }) => {
    await app.serve(testStyle('deep'));
    const worker = await app.paint('?backend=webgpu&quality=32');
    // A photo is painted anew when something about it changes: whole frames are counted.
    await page
      .locator('cl-shutter input[type=file]')
      .setInputFiles('public/art/scene-landscape.webp');
    await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
    const paintAnew = async () => {
      const painted = framesPainted(worker, 1);
      await app.mirrorButton.click();
      await painted;
    };
    await paintAnew();
    const [dispatch, draw] = [
      'GPUComputePassEncoder.dispatchWorkgroups',
      'GPURenderPassEncoder.draw',
    ];
    await countCalls(worker, [dispatch, draw]);
    await paintAnew();
    const {[dispatch]: dispatches = NaN, [draw]: draws = NaN} = await callsSoFar(worker);
    const convolutions = readGraph(networks.deep.data).nodes.filter(({op}) => op === 'Conv').length;
    note('a frame', `${dispatches / draws} dispatches, a draw; ${convolutions} convolutions`);
    expect(draws).toBeGreaterThan(0);
    expect(dispatches / draws).toBeLessThanOrEqual(convolutions + 8);
  });
});

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('the last frame is measured, stage by stage, for anyone with DevTools', async ({app}) => {
      await app.serve(testStyle('identity'));
      const worker = await app.paint(`?backend=${backend}&quality=32`);
      await framesPainted(worker, 3);
      const spans = await worker.evaluate(() =>
        ['cl:frame', 'cl:pack', 'cl:run', 'cl:present'].map((name) => {
          const entries = performance.getEntriesByName(name, 'measure');
          return {name, entries: entries.length, ms: entries[0]?.duration ?? -1};
        }),
      );
      // One each: entries that pile up would be a leak.
      for (const {name, entries, ms} of spans) {
        expect(entries, name).toBe(1);
        expect(ms, name).toBeGreaterThanOrEqual(0);
      }
      const [frame = NaN, ...stages] = spans.map(({ms}) => ms);
      expect(stages.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(frame, 1);
    });
  });
}
