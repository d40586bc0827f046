import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {Relief} from './relief.ts';

const discarded: string[] = [];
const make = () => new Relief<string>((name) => discarded.push(name));

beforeEach(() => {
  discarded.length = 0;
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('is prepared once, and again when it has taken over', async () => {
  const relief = make();
  const raise = vi.fn(() => Promise.resolve('first'));
  relief.prepare(raise);
  relief.prepare(raise);
  expect(relief.fresh).toBeUndefined();
  await vi.runAllTimersAsync();
  expect(relief.fresh).toBe('first');
  relief.reset();
  relief.prepare(raise);
  expect(raise).toHaveBeenCalledTimes(2);
  expect(discarded).toEqual([]);
});

it('lets go what is dismissed, be it ready or still to come', async () => {
  const relief = make();
  relief.prepare(() => Promise.resolve('ready'));
  await vi.runAllTimersAsync();
  relief.dismiss();
  expect(discarded).toEqual(['ready']);
  relief.prepare(() => Promise.resolve('late'));
  relief.dismiss();
  await vi.runAllTimersAsync();
  expect(relief.fresh).toBeUndefined();
  expect(discarded).toEqual(['ready', 'late']);
});

it('waits a while where none could be prepared', async () => {
  const relief = make();
  const raise = vi.fn(() => Promise.reject(new Error('no memory')));
  relief.prepare(raise);
  await vi.advanceTimersByTimeAsync(9000);
  relief.prepare(raise);
  expect(raise).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2000);
  relief.prepare(raise);
  expect(raise).toHaveBeenCalledTimes(2);
});
