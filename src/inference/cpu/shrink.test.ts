import {expect, it} from 'vitest';
import {samplesOf, shrink, tapsFor, type Taps} from './shrink.ts';

const rgba = (r: number, g: number, b: number) => (255 << 24) | (b << 16) | (g << 8) | r;
const channels = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

/** `source`, `width` pixels wide, as a picture of another size. */
function shrunk(
  source: readonly number[],
  width: number,
  to: {width: number; height: number},
  taps: Taps = 3,
) {
  const picture = new Int32Array(to.width * to.height);
  const height = source.length / width;
  const [columns, rows] = [
    samplesOf(to.width, 0, width, taps),
    samplesOf(to.height, 0, height, taps),
  ];
  shrink(Int32Array.from(source), width, columns, rows, picture, taps);
  return [...picture];
}

const noise = Array.from({length: 81}, (_, i) =>
  rgba((i * 37) % 256, (i * 91) % 256, (i * 151) % 256),
);

for (const taps of [2, 3] as const) {
  const side = 3 * taps;
  const source = noise.slice(0, side ** 2);

  it(`leaves a picture of the same size as it is, opaque, by ${taps} × ${taps} samples`, () => {
    expect(shrunk(source, side, {width: side, height: side}, taps)).toEqual(source);
  });

  it(`makes the mean of ${taps} by ${taps} pixels, each channel for itself`, () => {
    const picture = shrunk(source, side, {width: 3, height: 3}, taps);
    for (const [at, pixel] of picture.entries()) {
      const [left, top] = [taps * (at % 3), taps * Math.floor(at / 3)];
      const square = Array.from({length: taps ** 2}, (_, i) =>
        channels(source[(top + Math.floor(i / taps)) * side + left + (i % taps)]!),
      );
      for (const [channel, level] of channels(pixel).entries()) {
        const mean = square.reduce((sum, levels) => sum + levels[channel]!, 0) / taps ** 2;
        expect(Math.abs(level - mean)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it(`does not let bright channels run into their neighbours, by ${taps} × ${taps} samples`, () => {
    for (const colour of [rgba(255, 0, 255), rgba(0, 255, 0), rgba(255, 255, 255)]) {
      const even = Array<number>(side ** 2).fill(colour);
      expect(shrunk(even, side, {width: 3, height: 3}, taps)).toEqual(Array(9).fill(colour));
    }
  });
}

it('takes as many samples as a source has pixels, or nearly', () => {
  expect([1, 1.9, 2.25, 2.3, 4].map(tapsFor)).toEqual([2, 2, 2, 3, 3]);
});

it('takes its samples from the part that is shown', () => {
  expect([...samplesOf(2, 1.5, 6, 3)]).toEqual([2, 3, 4, 5, 6, 7]);
  const samples = samplesOf(256, 0.5, 720 - 0.5, 3);
  expect(samples.at(0)).toBe(0);
  expect(samples.at(-1)).toBe(719);
});
