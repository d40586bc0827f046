import {expect, it} from 'vitest';
import {Meter} from './meter.ts';

const frame = {frameMs: 20};

it('tells the rate of the last second', () => {
  const meter = new Meter();
  for (let now = 0; now <= 3000; now += 50) meter.tick(now, frame);
  expect(meter.framesPerSecond).toBeCloseTo(20);
  for (let now = 3100; now <= 5000; now += 100) meter.tick(now, frame);
  expect(meter.framesPerSecond).toBeCloseTo(10);
});

it('starts anew after a pause', () => {
  const meter = new Meter();
  meter.tick(0, frame);
  meter.reset();
  meter.tick(900, frame);
  expect(meter.framesPerSecond).toBe(0);
});

it('keeps a minute, with the slowest frame of each second', () => {
  const meter = new Meter();
  for (let now = 0; now <= 90_000; now += 50)
    meter.tick(now, {frameMs: now % 5000 === 0 ? 90 : 20});
  expect(meter.history).toHaveLength(60);
  expect(meter.history.filter(({slowestMs}) => slowestMs === 90).length).toBeGreaterThanOrEqual(11);
  expect(meter.history.filter(({slowestMs}) => slowestMs === 20).length).toBeGreaterThanOrEqual(40);
});

it('tells how many of the frames that came were not painted', () => {
  const meter = new Meter();
  expect(meter.droppedPerSecond).toBe(0);
  for (let i = 0; i <= 90; i++) meter.arrive((i * 1000) / 30, i);
  for (let now = 0; now <= 3000; now += 100) meter.tick(now, frame);
  expect(meter.droppedPerSecond).toBeCloseTo(20);
});
