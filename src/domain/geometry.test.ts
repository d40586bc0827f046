import {describe, expect, it} from 'vitest';
import {coverCrop, mirroredIndices, workingSize, zoomInto} from './geometry.ts';

const sizes = [
  [640, 480],
  [1280, 720],
  [720, 1280],
  [1000, 1000],
  [321, 777],
].map(([width = 0, height = 0]) => ({width, height}));

describe('workingSize', () => {
  it('keeps the camera’s shape and the area, in multiples of the stride', () => {
    for (const source of sizes) {
      for (const side of [96, 160, 256]) {
        for (const margin of [0, 4, 12]) {
          const {width, height} = workingSize(source, side ** 2, {multiple: 8, margin});
          expect((width + 2 * margin) % 8).toBe(0);
          expect((height + 2 * margin) % 8).toBe(0);
          expect(
            Math.abs(width - Math.sqrt((side ** 2 * source.width) / source.height)),
          ).toBeLessThan(9);
          expect(Math.abs((width * height) / side ** 2 - 1)).toBeLessThan(0.2);
        }
      }
    }
  });

  it('never paints more pixels than the camera gives', () => {
    expect(workingSize({width: 64, height: 48}, 512 ** 2, {multiple: 4, margin: 0})).toEqual({
      width: 64,
      height: 48,
    });
  });

  it('stays positive when the margin is larger than the picture asked for', () => {
    const {width, height} = workingSize({width: 640, height: 480}, 1, {multiple: 8, margin: 12});
    expect(Math.min(width, height)).toBeGreaterThan(0);
  });
});

describe('coverCrop', () => {
  it('takes the largest centred part with the target’s shape', () => {
    for (const source of sizes) {
      const crop = coverCrop(source, {width: 16, height: 9});
      expect(crop.width / crop.height).toBeCloseTo(16 / 9);
      expect(crop.x + crop.width / 2).toBeCloseTo(source.width / 2);
      expect(crop.y + crop.height / 2).toBeCloseTo(source.height / 2);
      const touches =
        Math.abs(crop.width - source.width) < 1e-6 || Math.abs(crop.height - source.height) < 1e-6;
      expect(touches).toBe(true);
    }
  });
});

describe('mirroredIndices', () => {
  it('reflects at the edges without repeating them', () => {
    expect([...mirroredIndices(4, 3)]).toEqual([3, 2, 1, 0, 1, 2, 3, 2, 1, 0]);
  });

  it('folds back and forth when the margin is longer than the picture', () => {
    expect([...mirroredIndices(2, 3)]).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect([...mirroredIndices(1, 2)]).toEqual([0, 0, 0, 0, 0]);
  });
});

it('zooms into the middle and keeps the shape', () => {
  const rect = {x: 10, y: 20, width: 400, height: 300};
  expect(zoomInto(rect, 2)).toEqual({x: 110, y: 95, width: 200, height: 150});
  expect(zoomInto(rect, 1)).toEqual(rect);
});
