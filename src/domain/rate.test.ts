import {expect, it} from 'vitest';
import {rateFor, usualRates} from './rate.ts';

it('holds what is asked for, else the usual rate', () => {
  expect(rateFor('auto', usualRates.gpu, false)).toBe(30);
  expect(rateFor('auto', usualRates.cpu, false)).toBe(15);
  expect(rateFor(60, usualRates.cpu, false)).toBe(60);
});

it('caps what a saver paints, and raises nothing', () => {
  expect(rateFor(60, usualRates.gpu, true)).toBe(24);
  expect(rateFor('auto', usualRates.gpu, true)).toBe(24);
  expect(rateFor('auto', usualRates.cpu, true)).toBe(15);
});
