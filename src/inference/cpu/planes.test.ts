import {expect, it} from 'vitest';
import {mirroredIndices} from '../../domain/geometry.ts';
import {pack, unpack} from './planes.ts';

const [width, height, margin] = [6, 4, 3];
const picture = {width, height};
const rgba = Uint8ClampedArray.from({length: 4 * width * height}, (_, i) =>
  i % 4 === 3 ? 255 : (i * 37) % 256,
);
const range = [-1, 1] as const;

function packed() {
  const tensor = new Float32Array(3 * (width + 2 * margin) * (height + 2 * margin));
  const borders = {
    width,
    columns: mirroredIndices(width, margin),
    rows: mirroredIndices(height, margin),
  };
  pack(rgba, tensor, borders, range);
  return tensor;
}

it('brings every pixel there and back unchanged', () => {
  const back = new Uint8ClampedArray(rgba.length);
  unpack(packed(), back, {picture, margin, range, mirror: false});
  expect(back).toEqual(rgba);
});

it('puts black and white at the ends of the range', () => {
  const [lowest, highest] = [Math.min(...packed()), Math.max(...packed())];
  expect(lowest).toBeGreaterThanOrEqual(-1);
  expect(highest).toBeLessThanOrEqual(1);
});

it('draws the border as a mirror would', () => {
  const tensor = packed();
  const stride = width + 2 * margin;
  const at = (x: number, y: number) => tensor[(y + margin) * stride + x + margin];
  for (let y = 0; y < height; y++) {
    expect(at(-2, y)).toBe(at(2, y));
    expect(at(width, y)).toBe(at(width - 2, y));
  }
  expect(at(1, -3)).toBe(at(1, 3));
});

it('mirrors left and right only', () => {
  const back = new Uint8ClampedArray(rgba.length);
  unpack(packed(), back, {picture, margin, range, mirror: true});
  const pixel = (data: Uint8ClampedArray, x: number, y: number) => [
    ...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4),
  ];
  expect(pixel(back, 0, 2)).toEqual(pixel(rgba, width - 1, 2));
  expect(pixel(back, 4, 3)).toEqual(pixel(rgba, 1, 3));
});
