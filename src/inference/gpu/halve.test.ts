import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {architectures} from '../../../tests/fixtures/architectures.ts';
import {byHand, ourForm, pixelsOf} from '../../../tests/fixtures/by-hand.ts';
import {psnr} from '../../../tests/fixtures/picture.ts';
import {shippedGenerators} from '../../../tests/fixtures/shipped.ts';
import {readGraph} from '../intake/graph.ts';
import {halfToNumber, numberToHalf} from '../intake/tensor.ts';
import {halve} from './halve.ts';

const [width, height] = [64, 48];
const shown = Float32Array.from({length: 3 * width * height}, (_, at) => Math.sin(at / 7) ** 3);

const paint = async (data: Uint8Array, precision: 'f32' | 'f16') =>
  pixelsOf(await byHand(data, {...ourForm, precision}, {width, height, values: shown}));

it.each(shippedGenerators.map(({spec, path}) => [spec.file, path] as const))(
  '%s paints the same in f16, and computes in nothing else',
  async (_, path) => {
    const data = readFileSync(path);
    const half = halve(data)!;
    expect(psnr(await paint(half, 'f16'), await paint(data, 'f32'))).toBeGreaterThan(50);
    const {constants, nodes} = readGraph(half);
    const kept = new Set(nodes.filter(({op}) => op === 'Resize').flatMap(({inputs}) => inputs));
    const floats = [...constants.values()].filter(({name}) => !kept.has(name));
    expect(new Set(floats.map(({type}) => type))).toEqual(new Set([10]));
    expect(nodes.filter(({op}) => op === 'DequantizeLinear')).toEqual([]);
  },
);

it('leaves operators alone whose sums f16 could not hold', () => {
  expect(halve(architectures['resnet-6']())).toBeUndefined();
});

it('every half is the half of its number, and between two the nearer one', () => {
  // Looked at all at once: an `expect` for each takes seconds.
  const wrong: unknown[] = [];
  const check = (number: number, bits: number) => {
    const found = numberToHalf(number);
    if (found !== bits) wrong.push({number, bits, found});
  };
  for (let bits = 0; bits < 0x7c00; bits++) {
    const number = halfToNumber(bits);
    check(number, bits);
    check(-number, bits && bits | 0x8000);
    if (bits === 0x7bff) break;
    const gap = halfToNumber(bits + 1) - number;
    check(number + 0.49 * gap, bits);
    check(number + 0.51 * gap, bits + 1);
    check(number + 0.5 * gap, bits + (bits % 2));
  }
  expect(wrong).toEqual([]);
  expect([1e5, -1e5, NaN].map(numberToHalf)).toEqual([0x7c00, 0xfc00, 0x7e00]);
});
