import {InferenceSession, Tensor} from 'onnxruntime-node';
import {expect, it} from 'vitest';
import {rivals} from '../bench/networks.ts';

const side = 32;

it.each([
  ['mobileResnet', 1.4],
  ['johnson', 10],
] as const)(
  '%s paints pictures of the size it is given, and costs what its paper says',
  async (name, gmacs) => {
    const rival = rivals[name]();
    expect(Math.abs(rival.gmacs / gmacs - 1)).toBeLessThan(0.05);
    const session = await InferenceSession.create(rival.data);
    const x = new Tensor('float32', new Float32Array(3 * side ** 2).fill(0.3), [1, 3, side, side]);
    const {y} = await session.run({x});
    await session.release();
    expect(y?.dims).toEqual([1, 3, side, side]);
    expect((y?.data as Float32Array).every(Number.isFinite)).toBe(true);
  },
);
