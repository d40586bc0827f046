import fc from 'fast-check';
import {expect, it} from 'vitest';
import {
  rgbaShrinker,
  yuvShrinker,
  type Meaning,
  type Shrinker,
  type YuvFormat,
} from './shrinker.ts';

const channels = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Puts a plane's rows where the shrinker wants them. */
function put({bytes, layout}: Shrinker, plane: number, data: readonly number[], width: number) {
  const {offset, stride} = layout[plane]!;
  for (let row = 0; row * width < data.length; row++) {
    bytes.set(data.slice(row * width, (row + 1) * width), offset + row * stride);
  }
}

const noise = (length: number, seed: number) =>
  Array.from({length}, (_, i) => (((i + seed) * 2654435761) >>> 0) % 251);

/** RGBA of `source`, `width` pixels wide, shrunk to another size. */
function shrunkRgba(source: readonly number[], width: number, to: number) {
  const height = source.length / 4 / width;
  const size = {width, height};
  const shrinker = rgbaShrinker(size, {x: 0, y: 0, ...size}, {width: to, height: to});
  put(shrinker, 0, source, 4 * width);
  shrinker.shrink();
  return [...shrinker.picture].map(channels);
}

it('leaves a picture of the same size as it is, opaque', () => {
  const source = noise(4 * 9 * 9, 1);
  const size = {width: 9, height: 9};
  const shrinker = rgbaShrinker(size, {x: 0, y: 0, ...size}, size);
  put(shrinker, 0, source, 36);
  shrinker.shrink();
  const expected = source.map((value, i) => (i % 4 === 3 ? 255 : value));
  expect([...new Uint8Array(shrinker.picture.slice().buffer)]).toEqual(expected);
});

it('makes the mean of three by three pixels, each channel for itself', () => {
  const source = noise(4 * 9 * 9, 2);
  for (const [at, levels] of shrunkRgba(source, 9, 3).entries()) {
    const [left, top] = [3 * (at % 3), 3 * Math.floor(at / 3)];
    for (const [channel, level] of levels.entries()) {
      const nine = Array.from({length: 9}, (_, i) => {
        const pixel = (top + Math.floor(i / 3)) * 9 + left + (i % 3);
        return source[4 * pixel + channel]!;
      });
      expect(Math.abs(level - mean(nine))).toBeLessThanOrEqual(0.5);
    }
  }
});

it('does not let bright channels run into their neighbours', () => {
  for (const colour of [
    [255, 0, 255],
    [0, 255, 0],
    [255, 255, 255],
  ]) {
    const even = Array.from({length: 81}, () => [...colour, 255]).flat();
    expect(shrunkRgba(even, 9, 3)).toEqual(Array(9).fill(colour));
  }
});

const bt601: Meaning = {red: 0.299, blue: 0.114, isFull: false};

/** Shrinks planes of lightness and colours, of any size, to a picture. */
function shrunkYuv(
  format: YuvFormat,
  meaning: Meaning,
  size: {width: number; height: number},
  [y, u, v]: readonly [number[], number[], number[]],
  to = size,
  crop = {x: 0, y: 0, ...size},
) {
  const shrinker = yuvShrinker(format, meaning, size, crop, to);
  const half = Math.ceil(size.width / 2);
  put(shrinker, 0, y, size.width);
  if (format === 'I420') {
    put(shrinker, 1, u, half);
    put(shrinker, 2, v, half);
  } else {
    const woven = u.flatMap((value, i) => [value, v[i]!]);
    put(shrinker, 1, woven, 2 * half);
  }
  shrinker.shrink();
  return [...shrinker.picture].map(channels);
}

/** ITU-R BT.601-7, table 3, and BT.709-6, table 3, in numbers of their own. */
function expectedOf({red, blue, isFull}: Meaning, y: number, u: number, v: number) {
  const [luma, cb, cr] = isFull
    ? [y, (u - 128) / 255, (v - 128) / 255]
    : [((y - 16) * 255) / 219, (u - 128) / 224, (v - 128) / 224];
  const r = luma + 2 * (1 - red) * cr * 255;
  const b = luma + 2 * (1 - blue) * cb * 255;
  const g = (luma - red * r - blue * b) / (1 - red - blue);
  return [r, g, b].map((level) => Math.min(255, Math.max(0, level)));
}

const level = fc.integer({min: 0, max: 255});
const kind = fc.record({
  format: fc.constantFrom('I420', 'NV12'),
  isFull: fc.boolean(),
  weights: fc.constantFrom([0.2126, 0.0722] as const, [0.299, 0.114] as const),
});

it('gives any even colour its channels, whatever the frame’s size and meaning', () => {
  fc.assert(
    fc.property(
      kind,
      fc.integer({min: 1, max: 70}),
      fc.integer({min: 1, max: 40}),
      fc.tuple(level, level, level),
      ({format, isFull, weights: [red, blue]}, width, height, [y, u, v]) => {
        const meaning: Meaning = {red, blue, isFull};
        const quarter = Math.ceil(width / 2) * Math.ceil(height / 2);
        const even = (count: number, value: number) => Array<number>(count).fill(value);
        const planes = [even(width * height, y), even(quarter, u), even(quarter, v)] as const;
        const to = {width: Math.ceil(width / 2.5), height: Math.ceil(height / 2.5)};
        const expected = expectedOf(meaning, y, u, v);
        for (const pixel of shrunkYuv(format, meaning, {width, height}, [...planes], to)) {
          for (const [i, value] of pixel.entries()) {
            expect(Math.abs(value - expected[i]!)).toBeLessThan(0.6);
          }
        }
      },
    ),
  );
});

it('takes nine samples of lightness and four of colour from where the picture is', () => {
  const size = {width: 26, height: 14};
  const planes = [noise(26 * 14, 3), noise(13 * 7, 4), noise(13 * 7, 5)] as [
    number[],
    number[],
    number[],
  ];
  const crop = {x: 2, y: 2, width: 18, height: 9};
  const got = shrunkYuv('I420', bt601, size, planes, {width: 6, height: 3}, crop);
  const [y, u, v] = planes;
  for (const [at, pixel] of got.entries()) {
    const [column, row] = [at % 6, Math.floor(at / 6)];
    const lumas = [0, 1, 2].flatMap((down) =>
      [0, 1, 2].map((across) => y[(2 + 3 * row + down) * 26 + 2 + 3 * column + across]!),
    );
    // Samples lie at a quarter and three quarters of the three pixels, which are one and a half of the colours.
    const places = (i: number) => [1 + 1.5 * i + 0.375, 1 + 1.5 * i + 1.125].map(Math.floor);
    const colour = (plane: number[]) =>
      mean(places(row).flatMap((r) => places(column).map((c) => plane[r * 13 + c]!)));
    const expected = expectedOf(bt601, mean(lumas), colour(u), colour(v));
    for (const [i, value] of pixel.entries()) {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(0.6);
    }
  }
});

it('reads colours that lie between each other as it does those of two planes', () => {
  const size = {width: 33, height: 21};
  const planes = [noise(33 * 21, 6), noise(17 * 11, 7), noise(17 * 11, 8)] as [
    number[],
    number[],
    number[],
  ];
  const to = {width: 13, height: 9};
  expect(shrunkYuv('NV12', bt601, size, planes, to)).toEqual(
    shrunkYuv('I420', bt601, size, planes, to),
  );
});
