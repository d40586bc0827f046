import {readFileSync} from 'node:fs';
import {InferenceSession, Tensor} from 'onnxruntime-node';
import {describe, expect, it} from 'vitest';
import {networks, shiftBy, strided, type TestNetwork} from '../../../tests/fixtures/networks.ts';
import {shippedGenerators} from '../../../tests/fixtures/shipped.ts';
import {reachOf} from './reach.ts';

const bytesOf = (data: Buffer) => new Uint8Array(data).buffer;

/** How far from the middle the output changes when the pixel in the middle of the input does. */
async function measuredReach(data: Buffer, side = 256): Promise<number> {
  const session = await InferenceSession.create(data, {logSeverityLevel: 3});
  const values = Float32Array.from({length: 3 * side * side}, (_, i) => Math.sin(i) / 2);
  const run = async () => {
    const {y} = await session.run({x: new Tensor('float32', values, [1, 3, side, side])});
    return y?.data as Float32Array;
  };
  let reach = 0;
  const before = await run();
  // Both phases of the strides, and as many as it takes.
  for (let phase = 0; phase < 4; phase++) {
    const middle = side / 2 + phase;
    const kept = values.slice();
    for (let c = 0; c < 3; c++) values[(c * side + middle) * side + middle] = 40;
    const after = await run();
    values.set(kept);
    after.forEach((value, i) => {
      if (value === before[i]) return;
      const [row, column] = [Math.floor(i / side) % side, i % side];
      reach = Math.max(reach, Math.abs(row - middle), Math.abs(column - middle));
    });
  }
  await session.release();
  return reach;
}

describe('the reach of a network', () => {
  it.each([
    ['identity', networks.identity, 0],
    ['half, dequantized from int8', networks.halfInt8, 0],
    ['shift', networks.shift, Math.max(shiftBy.x, shiftBy.y)],
  ])('is that of its kernels: %s', (_, {data}: TestNetwork, reach) => {
    expect(reachOf(bytesOf(data))).toBe(reach);
  });

  it('covers every pixel that a network with strides, skips and enlargement looks at', async () => {
    const {data} = strided(16, 5);
    const measured = await measuredReach(data);
    const reach = reachOf(bytesOf(data));
    expect(reach).toBeGreaterThanOrEqual(measured);
    expect(reach).toBeLessThanOrEqual(measured + 16);
  });

  it('covers every pixel that the shipped generators look at, and is finite', async () => {
    const [first] = shippedGenerators;
    if (!first) throw new Error('nothing is shipped');
    const data = readFileSync(first.path);
    const measured = await measuredReach(data);
    expect(reachOf(bytesOf(data))).toBeGreaterThanOrEqual(measured);
    for (const {path} of shippedGenerators) {
      expect(reachOf(bytesOf(readFileSync(path)))).toBeLessThan(100);
    }
  });

  it('is the whole picture where a norm runs over it', () => {
    expect(reachOf(bytesOf(networks.normed.data))).toBe(Infinity);
  });
});
