import {describe, expect, it} from 'vitest';
import {longestSide, spansOf, trimmed} from './tiles.ts';

describe('spans', () => {
  const cases = [64, 512, 516, 700, 1096, 1936, 4000].flatMap((length) =>
    [0, 3, 48].flatMap((overlap) => [1, 4, 16].map((multiple) => [length, overlap, multiple])),
  ) as [number, number, number][];

  it.each(cases)('of %i with overlap %i and multiple %i cover it once', (length, overlap, step) => {
    const whole = Math.floor(length / step) * step;
    const longest = Math.floor(512 / step) * step;
    let at = 0;
    for (const {from, to, keepFrom, keepTo} of spansOf(whole, longest, overlap, step)) {
      expect(keepFrom).toBe(at);
      at = keepTo;
      expect(to - from).toBeLessThanOrEqual(longest);
      expect([from % step, to % step]).toEqual([0, 0]);
      // What counts lies an overlap away from every cut.
      if (from > 0) expect(keepFrom - from).toBeGreaterThanOrEqual(overlap);
      if (to < whole) expect(to - keepTo).toBeGreaterThanOrEqual(overlap);
    }
    expect(at).toBe(whole);
  });

  it('are all of one size', () => {
    const sizes = spansOf(1936, 512, 50, 4).map(({from, to}) => to - from);
    expect(new Set(sizes).size).toBe(1);
  });
});

it('trims a camera to what a network takes, never more than is lost to its multiple', () => {
  expect(trimmed({width: 1920, height: 1080}, {multiple: 4, margin: 8})).toEqual({
    width: 1920,
    height: 1080,
  });
  expect(trimmed({width: 641, height: 483}, {multiple: 16, margin: 8})).toEqual({
    width: 640,
    height: 480,
  });
});

it('finds no tile where most of it would be overlap', () => {
  expect(longestSide(512 ** 2, 48, 4)).toBe(512);
  expect(longestSide(128 ** 2, 48, 4)).toBe(0);
  expect(longestSide(512 ** 2, Infinity, 4)).toBe(0);
});
