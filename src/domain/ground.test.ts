import {expect, it} from 'vitest';
import {groundOf, lay} from './ground.ts';

const spec = {
  ground: [[0.25, 0.5, 0.1]] as [number, number, number][],
  range: [-1, 1] as [number, number],
};

it('is the sum of its waves, in the network’s values', () => {
  const plane = groundOf(spec, {width: 3, height: 2}, {x: 0, y: 0});
  [0.2, 0, -0.2, -0.2, 0, 0.2].forEach((value, at) => expect(plane[at]).toBeCloseTo(value, 6));
});

it('goes on across tiles: each begins where it lies on the picture', () => {
  const ground = [...spec.ground, [0.05, 0.24, 0.03] as [number, number, number]];
  const whole = groundOf({...spec, ground}, {width: 40, height: 30}, {x: -8, y: -8});
  const part = groundOf({...spec, ground}, {width: 5, height: 4}, {x: 12, y: 7});
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 5; column++) {
      expect(part[5 * row + column]).toBeCloseTo(whole[40 * (row + 15) + column + 20]!, 5);
    }
  }
});

it('lies under all three planes alike, and a network without one has none', () => {
  const planes = Float32Array.from([1, 2, 3, 4, 5, 6]);
  const result = new Float32Array(6);
  lay(planes, Float32Array.from([0.5, -1]), result);
  expect([...result]).toEqual([1.5, 1, 3.5, 3, 5.5, 5]);
  expect([...groundOf({range: [0, 255]}, {width: 2, height: 1}, {x: 0, y: 0})]).toEqual([0, 0]);
});
