import {expect, it} from 'vitest';
import {mirroredIndices} from '../../domain/geometry.ts';
import {plainLook, type Look} from '../../domain/look.ts';
import {pixelsOf, Planes} from './planes.ts';

const [width, height, margin] = [6, 4, 3];
const picture = {width, height};
const rgba = Uint8ClampedArray.from({length: 4 * width * height}, (_, i) =>
  i % 4 === 3 ? 255 : (i * 37) % 256,
);
const range = [-1, 1] as const;

const tensor = {width: width + 2 * margin, height: height + 2 * margin};

function packed() {
  const planes = new Planes(tensor);
  const borders = {
    width,
    columns: mirroredIndices(width, margin),
    rows: mirroredIndices(height, margin),
  };
  planes.pack(pixelsOf(rgba), borders, range);
  return planes.original.slice();
}

/** What is shown of `original` and `painted` with a look. */
function shown(original: Float32Array, painted: Float32Array, look: Partial<Look> = {}) {
  const planes = new Planes(tensor);
  planes.original.set(original);
  planes.painted.set(painted);
  planes.unpack({picture, margin, range, look: {...plainLook, ...look}});
  return planes.rgbaOf(picture);
}

const pixel = (data: Uint8ClampedArray, x: number, y: number) =>
  [...data].slice(4 * (y * width + x), 4 * (y * width + x) + 4);

/** The same picture in negative, which stands for a painting. */
const negative = () => packed().map((value) => -value);

it('brings every pixel there and back unchanged', () => {
  expect(shown(negative(), packed())).toEqual(rgba);
});

it('puts black and white at the ends of the range', () => {
  expect(Math.min(...packed())).toBeGreaterThanOrEqual(-1);
  expect(Math.max(...packed())).toBeLessThanOrEqual(1);
});

it('draws the border as a mirror would', () => {
  const planes = packed();
  const stride = width + 2 * margin;
  const at = (x: number, y: number) => planes[(y + margin) * stride + x + margin];
  for (let y = 0; y < height; y++) {
    expect(at(-2, y)).toBe(at(2, y));
    expect(at(width, y)).toBe(at(width - 2, y));
  }
  expect(at(1, -3)).toBe(at(1, 3));
});

it('mirrors left and right only', () => {
  const mirrored = shown(negative(), packed(), {mirror: true});
  expect(pixel(mirrored, 0, 2)).toEqual(pixel(rgba, width - 1, 2));
  expect(pixel(mirrored, 4, 3)).toEqual(pixel(rgba, 1, 3));
});

it('lays the painting over the original by its strength', () => {
  expect(shown(packed(), negative(), {strength: 0})).toEqual(rgba);
  const half = shown(packed(), negative(), {strength: 0.5});
  for (const [i, value] of half.entries()) {
    if (i % 4 < 3) expect(Math.abs(value - 127.5)).toBeLessThanOrEqual(0.5);
  }
});

it('shows the original left of the split, on a mirrored picture too', () => {
  for (const mirror of [false, true]) {
    const split = shown(packed(), negative(), {split: 0.5, mirror});
    const original = shown(negative(), packed(), {mirror});
    const painting = shown(packed(), negative(), {mirror});
    expect(pixel(split, 2, 1)).toEqual(pixel(original, 2, 1));
    expect(pixel(split, 3, 1)).toEqual(pixel(painting, 3, 1));
  }
});

it('keeps the original’s colours and takes the painting’s lightness', () => {
  const grey = packed().fill(0.2);
  const colours = packed().map((value) => 0.3 * value);
  const kept = shown(colours, grey, {keepColours: true});
  const before = shown(grey, colours);
  const luma = ([r = 0, g = 0, b = 0]: number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  for (let x = 0; x < width; x++) {
    const [now, then] = [pixel(kept, x, 1), pixel(before, x, 1)];
    expect(Math.abs(luma(now) - 0.6 * 255)).toBeLessThan(1.5);
    expect(Math.abs(now[0]! - now[1]! - (then[0]! - then[1]!))).toBeLessThanOrEqual(2);
  }
});

it('says that memory ran out, so that a still goes on in smaller tiles', () => {
  const tooMuch = () => new Planes({width: 20_000, height: 20_000});
  expect(tooMuch).toThrow(expect.objectContaining({name: 'OutOfMemory'}));
});
