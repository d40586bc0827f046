import {expect, it} from 'vitest';
import {clockTime, Stopwatch, timeLeft} from './stopwatch.ts';

it('counts the time between its starts and pauses', () => {
  const watch = new Stopwatch();
  watch.start(1000);
  watch.start(1500);
  expect(watch.elapsed(3000)).toBe(2000);
  watch.pause(3000);
  watch.pause(9000);
  expect(watch.elapsed(10_000)).toBe(2000);
  watch.start(10_000);
  expect(watch.elapsed(10_500)).toBe(2500);
  watch.reset();
  expect(watch.elapsed(11_000)).toBe(0);
});

it('expects the rest to take as long as what is done', () => {
  expect(timeLeft(3000, 30, 120)).toBe(9000);
  expect(timeLeft(3000, 0, 120)).toBe(Infinity);
});

it('writes minutes and seconds', () => {
  expect(clockTime(0)).toBe('0:00');
  expect(clockTime(61_900)).toBe('1:01');
});
