import {expect, it} from 'vitest';
import {align, Timeline} from './timeline.ts';

it('starts with the first frame, wherever the clock stands', () => {
  const timeline = new Timeline();
  expect(timeline.place(1e9)).toBe(0);
  expect(timeline.place(1e9 + 0.5)).toBe(0.5);
});

it('has no place for a frame that was not filmed after the one before', () => {
  const timeline = new Timeline();
  timeline.place(10);
  timeline.place(11);
  expect(timeline.place(11.001)).toBeUndefined();
  expect(timeline.place(10.5)).toBeUndefined();
});

it('leaves a pause out', () => {
  const timeline = new Timeline();
  timeline.place(10);
  timeline.pause(12);
  expect(timeline.place(13)).toBeUndefined();
  timeline.pause(14);
  timeline.resume(20);
  timeline.resume(25);
  expect(timeline.place(21)).toBe(3);
});

it('starts after a pause that was there before the first frame', () => {
  const timeline = new Timeline();
  timeline.pause(1);
  timeline.resume(20);
  expect(timeline.place(21)).toBe(0);
  expect(timeline.place(22)).toBe(1);
});

it('leaves sound alone that is nearly in step', () => {
  expect(align(1.02, 48_000, 2048, 48_000)).toEqual({silence: 0, skip: 0});
});

it('puts silence before sound that comes late, and skips what came before the start', () => {
  expect(align(2, 48_000, 2048, 48_000)).toEqual({silence: 48_000, skip: 0});
  expect(align(-0.04, 0, 2048, 48_000)).toEqual({silence: 0, skip: 1920});
  expect(align(-1, 0, 2048, 48_000)).toEqual({silence: 0, skip: 2048});
});
