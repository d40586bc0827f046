import {expect, it} from 'vitest';
import {marginFor, withMargin} from '../../domain/geometry.ts';
import {heatStops, hottest} from '../../domain/view.ts';
import {canvasFor, drawView, type Shown} from './draw.ts';
import {differ, remargin, type Planes} from './planes.ts';

const picture = {width: 12, height: 8};

/** A tensor with `margin` around the picture, its values by pixel and channel. */
function planes(
  margin: number,
  range: [number, number],
  value: (column: number, row: number, channel: number) => number,
): Planes {
  const {width, height} = withMargin(picture, margin);
  const data = Float32Array.from({length: 3 * width * height}, (_, i) => {
    const [column, row] = [i % width, Math.floor(i / width) % height];
    return value(column - margin, row - margin, Math.floor(i / (width * height)));
  });
  return {data, margin, range};
}

const ramp = (column: number, row: number, channel: number) => column / 20 + row / 40 + channel / 9;

it('crops one margin and mirrors the other, in the other network’s range', () => {
  const from = planes(2, [0, 1], ramp);
  const to = planes(3, [-1, 1], () => NaN);
  remargin(from, to, picture);
  const mirrored = planes(3, [-1, 1], (column, row, channel) => {
    const fold = (at: number, length: number) =>
      at < 0 ? -at : at < length ? at : 2 * (length - 1) - at;
    return 2 * ramp(fold(column, picture.width), fold(row, picture.height), channel) - 1;
  });
  expect([...to.data].map((v) => v.toFixed(5))).toEqual(
    [...mirrored.data].map((v) => v.toFixed(5)),
  );
});

it('measures how far two pictures lie apart, whatever their margins and ranges', () => {
  const a = planes(1, [0, 1], ramp);
  const b = planes(4, [-1, 1], (...at) => 2 * (ramp(...at) + (at[0] < 6 ? 0.125 : 0)) - 1);
  const map = new Float32Array(picture.width * picture.height);
  const mean = differ(a, b, map, picture);
  expect(mean).toBeCloseTo(0.125 / 2);
  expect(map.reduce((sum, value) => sum + value, 0) / map.length).toBeCloseTo(mean, 6);
  expect(map[0]).toBeCloseTo(0.125);
  expect(map[11]).toBeCloseTo(0);
});

/** A view of three flat pictures that differ by `difference` on the left half. */
function shown(layout: Shown['view']['layout'], at = 0, mirror = false): Shown {
  const flat = (level: number) => planes(1, [0, 255], () => level);
  const map = Float32Array.from({length: 96}, (_, i) => (i % 12 < 6 ? hottest / 255 : 0));
  return {
    x: flat(10),
    painted: flat(20),
    back: flat(30),
    map: {...picture, data: map},
    picture,
    mirror,
    view: {layout, at},
  };
}

function draw(view: Shown) {
  const size = canvasFor(picture, view.view);
  const rgba = new Uint8ClampedArray(4 * size.width * size.height);
  drawView(view, rgba);
  return (column: number, row: number) => [
    ...rgba.subarray(4 * (row * size.width + column), 4 * (row * size.width + column) + 3),
  ];
}

it('lays the cycle out in four panes, the heat map as the fourth', () => {
  const pixel = draw(shown('grid'));
  expect(pixel(3, 3)).toEqual([10, 10, 10]);
  expect(pixel(15, 3)).toEqual([20, 20, 20]);
  expect(pixel(3, 11)).toEqual([30, 30, 30]);
  expect(pixel(12, 11)).toEqual([...heatStops.at(-1)!]);
  expect(pixel(23, 11)).toEqual([...heatStops[0]]);
  expect(draw(shown('grid', 0, true))(23, 11)).toEqual([...heatStops.at(-1)!]);
});

it.each([
  [0, 10, 10],
  [0.5, 20, 10],
  [1, 20, 20],
  [1.5, 30, 20],
  [2, 30, 30],
])('wipes at %s to %s on the left and %s on the right', (at, left, right) => {
  const pixel = draw(shown('wipe', at));
  expect([pixel(5, 4)[0], pixel(6, 4)[0]]).toEqual([left, right]);
});

it('leaves its colours to what convinces the critic, and dims the rest', () => {
  const view = shown('critic');
  const scores = {width: 2, height: 1, data: Float32Array.from([1, 0])};
  const pixel = draw({...view, map: scores});
  expect(pixel(0, 4)[0]).toBe(20);
  expect(pixel(11, 4)[0]).toBe(9);
});

it('finds the margin that suits a second network', () => {
  expect(marginFor({width: 240, height: 176}, {multiple: 4, margin: 8})).toBe(8);
  expect(marginFor({width: 242, height: 178}, {multiple: 4, margin: 8})).toBe(9);
  expect(marginFor({width: 241, height: 178}, {multiple: 4, margin: 8})).toBeUndefined();
});
