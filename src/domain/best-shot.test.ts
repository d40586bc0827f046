import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bestOf, outdoes, sharpnessOf, type Merits} from './best-shot.ts';
import {meanOf, type Volume} from './study.ts';

/** A grey picture of `side`² pixels whose values `at` gives, 0…1. */
function picture(side: number, at: (x: number, y: number) => number): Volume {
  const plane = Float32Array.from({length: side * side}, (_, i) =>
    at(i % side, Math.floor(i / side)),
  );
  const data = new Float32Array(3 * side * side);
  for (const channel of [0, 1, 2]) data.set(plane, channel * plane.length);
  return {width: side, height: side, channels: 3, data};
}

describe('sharpness', () => {
  const stripes = (width: number) => picture(24, (x) => (Math.floor(x / width) % 2 ? 0.8 : 0.2));

  it('is 0 of an even picture and of an even slope', () => {
    expect(sharpnessOf(picture(8, () => 0.4))).toBeCloseTo(0, 10);
    expect(sharpnessOf(picture(8, (x, y) => (x + y) / 16))).toBeCloseTo(0, 10);
  });

  it('is what can be reckoned by hand', () => {
    // One white point: −4 there, 1 at its four neighbours, 0 at the other four of the inner nine.
    const point = picture(5, (x, y) => Number(x === 2 && y === 2));
    expect(sharpnessOf(point)).toBeCloseTo((16 + 4) / 9, 5);
  });

  it('falls with each blur', () => {
    const blurred = (radius: number) =>
      picture(24, (x, y) => {
        const {data} = stripes(4);
        let sum = 0;
        for (let dx = -radius; dx <= radius; dx++) {
          sum += data[y * 24 + Math.min(23, Math.max(0, x + dx))]!;
        }
        return sum / (2 * radius + 1);
      });
    const [sharp, soft, softer] = [0, 1, 2].map((radius) => sharpnessOf(blurred(radius)));
    expect(soft!).toBeLessThan(0.5 * sharp!);
    expect(softer!).toBeLessThan(soft!);
  });
});

it('the mean score is that of all patches', () => {
  expect(meanOf({width: 2, height: 2, channels: 1, data: new Float32Array([1, 2, 3, 6])})).toBe(3);
});

describe('the best of a row', () => {
  const one = (sharpness: number, score?: number): Merits => ({sharpness, score});

  it('is what the critic likes best of the sharp ones', () => {
    const [liked, sharpest, blurred] = [one(0.6, 0.7), one(1, 0.5), one(0.1, 0.9)];
    expect(bestOf([sharpest, liked, blurred])).toBe(liked);
  });

  it('is the sharpest where no critic judged, or all are liked as much', () => {
    expect(bestOf([one(0.6), one(1), one(0.9)])).toEqual(one(1));
    expect(bestOf([one(0.6, 0.3), one(1, 0.3)])).toEqual(one(1, 0.3));
  });

  it('is one that was judged rather than one that was not', () => {
    expect(bestOf([one(1), one(0.8, -2)])).toEqual(one(0.8, -2));
  });

  it('is the one there is, even of no sharpness, and none of none', () => {
    expect(bestOf([one(0)])).toEqual(one(0));
    expect(bestOf<Merits>([])).toBeUndefined();
  });

  it('is never one that another outdoes: those can be let go as the row grows', () => {
    const merits = fc.record({
      sharpness: fc.integer({min: 0, max: 20}),
      score: fc.option(fc.integer({min: -5, max: 5}), {nil: undefined}),
    });
    // Of equals the first stays.
    const isOutdone = (row: readonly Merits[], at: number) =>
      row.some(
        (other, i) => i !== at && outdoes(other, row[at]!) && (i < at || !outdoes(row[at]!, other)),
      );
    fc.assert(
      fc.property(fc.array(merits, {minLength: 1}), (row) => {
        const front = row.filter((_, at) => !isOutdone(row, at));
        expect(bestOf(front)).toEqual(bestOf(row));
      }),
    );
  });
});
