import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {newStages} from './stages.ts';
import {Flow} from './flow.ts';

beforeEach(() => vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']}));
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

interface Frame {
  readonly taken: number;
  readonly shown: number;
}

/**
 * Paints `count` frames on a device that works `workMs` on each, one after another; taking and
 * handing over a frame costs `takeMs`, the way of a message `journeyMs`.
 */
async function paint(count: number, workMs: (frame: number) => number, takeMs = 2) {
  const journeyMs = 2;
  const frames: Frame[] = [];
  let device = Promise.resolve();
  let [underWay, most] = [0, 0];
  const flow = new Flow(({start: taken, presented: shown}) => frames.push({taken, shown}));
  const turns = [newStages(), newStages()];
  for (let i = 0; i < count; i++) {
    const stages = turns[i % 2]!;
    stages.start = performance.now();
    most = Math.max(most, ++underWay);
    await wait(takeMs);
    device = device.then(() => wait(workMs(i)));
    const done = device.then(() => {
      underWay--;
    });
    device = done;
    await flow.next(stages, done);
    await wait(journeyMs);
  }
  await device;
  await wait(1);
  return {frames, most};
}

/** Runs `task` to its end on the fake clock. */
async function run<T>(task: Promise<T>): Promise<T> {
  let result: {value: T} | undefined;
  void task.then((value) => (result = {value}));
  while (!result) await vi.advanceTimersByTimeAsync(1);
  return result.value;
}

describe('Flow', () => {
  it('keeps the device at work, two frames under way at most, in order', async () => {
    const {frames, most} = await run(paint(60, () => 30));
    const steps = frames.map(({shown}, i) => shown - (frames[i - 1]?.shown ?? 0));
    expect(Math.max(...steps.slice(20))).toBeLessThanOrEqual(32);
    expect(most).toBe(2);
    expect(frames).toHaveLength(60);
    expect(frames.map(({taken}) => taken)).toEqual(
      frames.map(({taken}) => taken).sort((a, b) => a - b),
    );
  });

  it('takes no frame so early that it has to wait: it would show the past', async () => {
    const {frames} = await run(paint(60, () => 30));
    for (const {taken, shown} of frames.slice(20)) {
      expect(shown - taken).toBeLessThanOrEqual(30 + 2 + 6);
    }
  });

  it('adapts when the device slows down and when it recovers', async () => {
    const {frames, most} = await run(paint(200, (i) => (i < 60 ? 10 : i < 120 ? 40 : 10)));
    expect(most).toBe(2);
    const steps = frames.map(({shown}, i) => shown - (frames[i - 1]?.shown ?? 0));
    expect(Math.max(...steps.slice(40, 59))).toBeLessThanOrEqual(13);
    expect(Math.max(...steps.slice(90, 119))).toBeLessThanOrEqual(43);
    expect(Math.max(...steps.slice(160))).toBeLessThanOrEqual(13);
  });

  it('blames one frame for its fault, not the next', async () => {
    const flow = new Flow(() => undefined);
    await expect(flow.next(newStages(), Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await flow.next(newStages(), Promise.resolve());
  });
});
