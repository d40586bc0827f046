import {expect, it} from 'vitest';
import {Meter} from './meter.ts';

it('tells the rate of the last second', () => {
  const meter = new Meter();
  let rate = 0;
  for (let now = 0; now <= 3000; now += 50) rate = meter.tick(now);
  expect(rate).toBeCloseTo(20);
  for (let now = 3100; now <= 5000; now += 100) rate = meter.tick(now);
  expect(rate).toBeCloseTo(10);
});

it('starts anew after a pause', () => {
  const meter = new Meter();
  meter.tick(0);
  meter.reset();
  expect(meter.tick(900)).toBe(0);
});
