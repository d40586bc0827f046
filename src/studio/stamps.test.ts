import {expect, it} from 'vitest';
import {Stamps} from './stamps.ts';

it('tells when a frame was filmed by when another of the same media was', () => {
  const stamps = new Stamps();
  stamps.note({mediaTime: 7, presentationTime: 2030, captureTime: 2000});
  expect(stamps.filmedAt(7_100_000, 2140)).toBeCloseTo(2100);
});

it('takes the time of presentation where none of capture is known', () => {
  const stamps = new Stamps();
  stamps.note({mediaTime: 7, presentationTime: 2030});
  expect(stamps.filmedAt(7_000_000, 2040)).toBeCloseTo(2030);
});

it('believes no time that is far from now, and none before it knows one', () => {
  const stamps = new Stamps();
  expect(stamps.filmedAt(1_000_000, 500)).toBe(500);
  stamps.note({mediaTime: 0, presentationTime: 0, captureTime: 0});
  expect(stamps.filmedAt(1_000_000, 9000)).toBe(9000);
});
