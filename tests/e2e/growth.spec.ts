import type {Page, Worker} from '@playwright/test';
import {testStyle} from '../fixtures/manifest.ts';
import {
  framesPainted,
  holdReceivedFrames,
  liveBuffers,
  memory,
  openReceivedFrames,
  trackBuffers,
} from '../fixtures/probes.ts';
import {expect, note, test} from '../fixtures/test.ts';

type PageScope = typeof globalThis & {made?: Set<VideoFrame>};

/** Has twice as many frames a second filmed and painted as usual. */
const hurry = (page: Page) =>
  page.addInitScript(() => {
    localStorage.setItem('cyclelens-preferences-1', '{"rate":60}');
    const {mediaDevices} = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = ({video} = {}) =>
      open({video: {...(video as MediaTrackConstraints), frameRate: 60}});
  });

/** Keeps hold of the video frames that the page makes, until they are closed or handed over. */
const holdMadeFrames = (page: Page) =>
  page.addInitScript(() => {
    const made = ((globalThis as PageScope).made = new Set<VideoFrame>());
    globalThis.VideoFrame = new Proxy(VideoFrame, {
      construct(target, args: ConstructorParameters<typeof VideoFrame>) {
        for (const frame of made) if (frame.format === null) made.delete(frame);
        const frame = new target(...args);
        made.add(frame);
        return frame;
      },
    });
  });

const openMadeFrames = (page: Page) =>
  page.evaluate(() => {
    const {made} = globalThis as PageScope;
    return made ? [...made].filter(({format}) => format !== null).length : NaN;
  });

/** Everything that must not grow. */
async function census(page: Page, worker: Worker) {
  return {
    made: await openMadeFrames(page),
    received: await openReceivedFrames(worker),
    buffers: await liveBuffers(worker),
    bytes: await memory(page),
  };
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({
      adapter: backend === 'webgpu' ? 'software' : 'none',
      camera: {kind: 'still', shape: '4:3', ...(backend === 'wasm' && {rate: 60})},
    });

    test('after a thousand frames there is no more of anything', async ({app, page}) => {
      test.setTimeout(180_000);
      // The software adapter paints no faster than that anyway.
      if (backend === 'wasm') await hurry(page);
      await holdMadeFrames(page);
      await app.serve(testStyle('invert'));
      const worker = await app.paint(`?backend=${backend}&quality=32`);
      await trackBuffers(worker);
      await holdReceivedFrames(worker);
      await framesPainted(worker, 100);
      const before = await census(page, worker);
      await framesPainted(worker, 900);
      const after = await census(page, worker);
      note('in use after frames 100 and 1000', JSON.stringify([before, after]));
      // One frame may be on its way.
      expect(after.made).toBeLessThanOrEqual(1);
      expect(after.received).toBeLessThanOrEqual(1);
      expect(after.buffers).toBeLessThanOrEqual(before.buffers);
      expect(after.bytes - before.bytes).toBeLessThan(2e6);
    });
  });
}
