import type {Page, Worker} from '@playwright/test';
import {testStyle} from '../fixtures/manifest.ts';
import {
  buffersTracked,
  durations,
  framesPainted,
  holdReceivedFrames,
  liveBuffers,
  memory,
  openReceivedFrames,
  runOnOneThread,
} from '../fixtures/probes.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {median} from '../../bench/timing.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** `GROWTH_FRAMES=10000` is the long proof, on WebAssembly with a shipped tier S; the short one runs with all tests. */
const total = Number(process.env['GROWTH_FRAMES'] ?? 1000);
const isLong = total >= 10_000;
const first = isLong ? 500 : total / 4;

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
  // It collects garbage.
  const bytes = await memory(page);
  return {
    made: await openMadeFrames(page),
    received: await openReceivedFrames(worker),
    buffers: await liveBuffers(worker),
    bytes,
  };
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({
      adapter: backend === 'webgpu' ? 'software' : 'none',
      camera: {kind: 'still', shape: '4:3', ...(backend === 'wasm' && {rate: 60})},
    });

    test('after many frames there is no more of anything', async ({app, page}) => {
      test.setTimeout(180_000 + total * 60);
      // The software adapter paints no faster than that anyway.
      if (backend === 'wasm') await hurry(page);
      await holdMadeFrames(page);
      await runOnOneThread(page, buffersTracked);
      const small = shippedStyles.flatMap((style) =>
        style.G.S ? {...style, G: {M: style.G.S}} : [],
      );
      await app.serve(isLong && backend === 'wasm' ? small[0]! : testStyle('invert'));
      const worker = await app.paint(`?backend=${backend}&quality=${isLong ? 64 : 32}&frames=1e9`);
      await holdReceivedFrames(worker);
      await framesPainted(worker, first);
      const before = await census(page, worker);
      const msBefore = median(await durations(worker, 'cl:frame', first / 2));
      await framesPainted(worker, total - 2 * first);
      const ms = median(await durations(worker, 'cl:frame', first / 2));
      const after = await census(page, worker);
      note(`in use after frames ${first} and ${total}`, JSON.stringify([before, after]));
      note('a frame took then and now', `${msBefore.toFixed(2)} and ${ms.toFixed(2)} ms`);
      // One frame may be on its way.
      expect(after.made).toBeLessThanOrEqual(1);
      expect(after.received).toBeLessThanOrEqual(1);
      expect(after.buffers).toBeLessThanOrEqual(before.buffers);
      if (!isLong) expect(after.bytes - before.bytes).toBeLessThan(2e6);
      else expect(after.bytes).toBeLessThan(1.05 * before.bytes);
    });
  });
}
