import {describe, expect, it} from 'vitest';
import {Sizer} from './sizer.ts';

/** Paints `frames` on a device of `gmacsPerMs`, with ±10 % of noise; returns the sides painted. */
function paint(sizer: Sizer, gmacs: number, gmacsPerMs: (frame: number) => number, frames: number) {
  return Array.from({length: frames}, (_, frame) => {
    const pixels = sizer.pixels('auto');
    const noise = 1 + 0.1 * Math.sin(frame * 12.9898);
    sizer.observe((noise * gmacs * pixels) / 256 ** 2 / gmacsPerMs(frame), pixels);
    return Math.sqrt(pixels);
  });
}

const changes = (sides: number[]) =>
  sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length;

describe('Sizer', () => {
  it('grows to what a fast device holds and stays there', () => {
    const sizer = new Sizer(33);
    sizer.change(0.5);
    const sides = paint(sizer, 0.5, () => 0.1, 400);
    expect(sides.at(-1)).toBe(512);
    expect(changes(sides.slice(100))).toBe(0);
  });

  it('shrinks until a slow device holds its time, without pumping', () => {
    const sizer = new Sizer(66);
    sizer.change(2.26);
    const sides = paint(sizer, 2.26, () => 0.01, 400);
    const last = sides.at(-1)!;
    expect((2.26 * last ** 2) / 256 ** 2 / 0.01).toBeLessThan(66 * 1.15);
    expect(changes(sides.slice(50))).toBe(0);
  });

  it('gives way when the device throttles and recovers once it cools down', () => {
    const sizer = new Sizer(33);
    sizer.change(1);
    const sides = paint(sizer, 1, (frame) => (frame > 200 && frame < 400 ? 0.01 : 0.03), 700);
    expect(sides[399]).toBeLessThan(sides[199]!);
    expect(sides.at(-1)).toBe(sides[199]);
    expect(changes(sides)).toBeLessThanOrEqual(6);
  });

  it('knows the right size for the next generator from the speed it has seen', () => {
    const sizer = new Sizer(66);
    sizer.change(0.5);
    paint(sizer, 0.5, () => 0.01, 60);
    const before = sizer.pixels('auto');
    sizer.change(2);
    expect(sizer.pixels('auto')).toBeLessThan(before / 3);
  });

  it('tells how long another generator would take', () => {
    const sizer = new Sizer(66);
    sizer.change(0.5);
    expect(sizer.estimateMs(0.5, 256 ** 2)).toBe(Infinity);
    paint(sizer, 0.5, () => 0.01, 40);
    expect(sizer.estimateMs(2, 256 ** 2)).toBeGreaterThan(150);
    expect(sizer.estimateMs(2, 256 ** 2)).toBeLessThan(250);
  });

  it('leaves a size alone that the user fixed', () => {
    expect(new Sizer(33).pixels(200)).toBe(40_000);
  });
});
