import {expect, it} from 'vitest';
import {samplesOf, shrink} from './shrink.ts';

const rgba = (r: number, g: number, b: number) => (255 << 24) | (b << 16) | (g << 8) | r;
const channels = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

/** `source`, `width` pixels wide, as a picture of another size. */
function shrunk(source: readonly number[], width: number, to: {width: number; height: number}) {
  const picture = new Int32Array(to.width * to.height);
  const height = source.length / width;
  const [columns, rows] = [samplesOf(to.width, 0, width), samplesOf(to.height, 0, height)];
  shrink(Int32Array.from(source), width, columns, rows, picture);
  return [...picture];
}

const noise = Array.from({length: 81}, (_, i) =>
  rgba((i * 37) % 256, (i * 91) % 256, (i * 151) % 256),
);

it('leaves a picture of the same size as it is, opaque', () => {
  expect(shrunk(noise, 9, {width: 9, height: 9})).toEqual(noise);
});

it('makes the mean of three by three pixels, each channel for itself', () => {
  const picture = shrunk(noise, 9, {width: 3, height: 3});
  for (const [at, pixel] of picture.entries()) {
    const [left, top] = [3 * (at % 3), 3 * Math.floor(at / 3)];
    const nine = Array.from({length: 9}, (_, i) =>
      channels(noise[(top + Math.floor(i / 3)) * 9 + left + (i % 3)]!),
    );
    for (const [channel, level] of channels(pixel).entries()) {
      const mean = nine.reduce((sum, levels) => sum + levels[channel]!, 0) / 9;
      expect(Math.abs(level - mean)).toBeLessThanOrEqual(0.5);
    }
  }
});

it('does not let bright channels run into their neighbours', () => {
  for (const colour of [rgba(255, 0, 255), rgba(0, 255, 0), rgba(255, 255, 255)]) {
    expect(shrunk(Array<number>(81).fill(colour), 9, {width: 3, height: 3})).toEqual(
      Array(9).fill(colour),
    );
  }
});

it('takes its samples from the part that is shown', () => {
  expect([...samplesOf(2, 1.5, 6)]).toEqual([2, 3, 4, 5, 6, 7]);
  const samples = samplesOf(256, 0.5, 720 - 0.5);
  expect(samples.at(0)).toBe(0);
  expect(samples.at(-1)).toBe(719);
});
