import {beforeEach, expect, it, vi} from 'vitest';
import {frames} from './frames.ts';

/** A video whose frames come when the test says so. */
function fakeVideo() {
  let callback: ((now: number, frame: {presentedFrames: number}) => void) | undefined;
  return Object.assign(new EventTarget(), {
    HAVE_CURRENT_DATA: 2,
    readyState: 4,
    paused: false,
    current: 0,
    requestVideoFrameCallback: vi.fn((next: typeof callback) => ((callback = next), 1)),
    cancelVideoFrameCallback: vi.fn(),
    /** The next frame comes up. */
    show() {
      this.current++;
      callback?.(0, {presentedFrames: this.current});
    },
  });
}

let video: ReturnType<typeof fakeVideo>;
const pull = (signal: AbortSignal) => frames(video as unknown as HTMLVideoElement, signal);

beforeEach(() => {
  video = fakeVideo();
  vi.stubGlobal(
    'VideoFrame',
    class {
      readonly number: number;
      readonly close = () => undefined;
      constructor(source: {current: number} | {number: number}) {
        this.number = 'current' in source ? source.current : source.number;
      }
    },
  );
});

const numberOf = (result: IteratorResult<VideoFrame, undefined>) =>
  (result.value as unknown as {number: number}).number;

it('makes no frame before one is asked for, and takes the newest', async () => {
  const stream = pull(new AbortController().signal);
  const first = stream.next();
  video.show();
  expect(numberOf(await first)).toBe(1);
  video.show();
  video.show();
  video.show();
  expect(numberOf(await stream.next())).toBe(4);
});

it('never gives the same frame twice', async () => {
  const stream = pull(new AbortController().signal);
  const first = stream.next();
  video.show();
  await first;
  const second = stream.next();
  const isWaiting = await Promise.race([second.then(() => false), Promise.resolve(true)]);
  expect(isWaiting).toBe(true);
  video.show();
  expect(numberOf(await second)).toBe(2);
});

it('waits while the video has no picture', async () => {
  const stream = pull(new AbortController().signal);
  const first = stream.next();
  video.readyState = 0;
  video.show();
  await Promise.resolve();
  video.readyState = 4;
  video.show();
  expect(numberOf(await first)).toBe(2);
});

it('ends at once when it is told to, and lets the video go', async () => {
  const stop = new AbortController();
  const stream = pull(stop.signal);
  const first = stream.next();
  stop.abort();
  expect((await first).done).toBe(true);
  expect(video.cancelVideoFrameCallback).toHaveBeenCalledOnce();
});

it('takes the frame a halted video has jumped to, even when that came up late', async () => {
  const stream = pull(new AbortController().signal);
  const first = stream.next();
  video.show();
  await first;
  const second = stream.next();
  video.paused = true;
  video.current = 9;
  video.dispatchEvent(new Event('seeked'));
  expect(numberOf(await second)).toBe(9);
});
