import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {architectures} from '../../../tests/fixtures/architectures.ts';
import {byHand, ourForm, pixelsOf} from '../../../tests/fixtures/by-hand.ts';
import {networks} from '../../../tests/fixtures/networks.ts';
import {encodeNetwork, type Network, type Operation} from '../../../tests/fixtures/onnx.ts';
import {psnr} from '../../../tests/fixtures/picture.ts';
import {shippedGenerators} from '../../../tests/fixtures/shipped.ts';
import {readGraph} from '../intake/graph.ts';
import {unfold} from '../unfold.ts';
import {fold} from './fold.ts';
import {halve} from './halve.ts';

const size = {width: 64, height: 48};
const shown = Float32Array.from({length: 3 * 64 * 48}, (_, at) => Math.sin(at / 7) ** 3);

async function paint(data: Uint8Array, by = 1, precision: 'f32' | 'f16' = 'f32') {
  const {values} = await byHand(data, {...ourForm, precision}, {...size, values: shown});
  return pixelsOf({...size, values: unfold(values, size, by)});
}

const operatorsOf = (data: Uint8Array) => readGraph(data).nodes.map(({op}) => op);

it.each(shippedGenerators.map(({spec, path}) => [spec.file, path] as const))(
  '%s paints the same with two operators less that cost, and in f16 too',
  async (_, path) => {
    const plain = readFileSync(path);
    const {data, fold: by} = fold(plain)!;
    expect(by).toBe(2);
    const painted = await paint(plain);
    expect(psnr(await paint(data, by), painted)).toBeGreaterThan(100);
    expect(psnr(await paint(halve(data)!, by, 'f16'), painted)).toBeGreaterThan(50);
    const operators = operatorsOf(data).filter((op) => op !== 'Reshape');
    const gone = operatorsOf(plain).filter((op) => op !== 'Resize' && op !== 'DepthToSpace');
    expect(operators).toEqual(gone);
    expect(readGraph(data).outputs[0]?.dims.slice(0, 2)).toEqual([1, 12]);
    // So that the runtime makes them one.
    expect(operators.slice(-2)).toEqual(['Conv', 'Tanh']);
  },
);

const conv = (x: string, channels: number, output: string): Operation => ({
  type: 'Conv',
  inputs: [x, `w${channels}`],
  output,
});
const weights = (channels: number) => ({
  name: `w${channels}`,
  dims: [channels, 3, 1, 1],
  type: 'float' as const,
  values: Float32Array.from({length: 3 * channels}, (_, at) => Math.cos(at)),
});
const network = (operations: Operation[]): Network => ({
  operations,
  constants: [
    weights(3),
    weights(12),
    {name: 'scales', dims: [4], type: 'float', values: new Float32Array([1, 1, 2, 2])},
  ],
});
const shuffled = (mode: string): Operation[] => [
  conv('x', 12, 'c'),
  {type: 'DepthToSpace', inputs: ['c'], output: 'd', attributes: {blocksize: 2, mode}},
  {type: 'Tanh', inputs: ['d'], output: 'y'},
];
const enlarged = (nearest: string, ...more: Operation[]): Operation[] => [
  {...conv('x', 3, 'small'), attributes: {strides: [2, 2]}},
  conv('x', 3, 'large'),
  {
    type: 'Resize',
    inputs: ['small', '', 'scales'],
    output: 'r',
    attributes: {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: nearest,
    },
  },
  ...more,
  {type: 'Add', inputs: ['large', 'r'], output: 'y'},
];

it('a sum with an enlarged picture stays what it was, whichever stands first', async () => {
  const plain = encodeNetwork(network(enlarged('floor')));
  const {data, fold: by} = fold(plain)!;
  expect(by).toBe(1);
  expect(operatorsOf(data)).not.toContain('Resize');
  expect(await paint(data)).toEqual(await paint(plain));
});

it.each([
  ['another order of pixels', shuffled('DCR')],
  ['another way of enlarging', enlarged('ceil')],
  ['an enlarged picture used twice', enlarged('floor', {type: 'Neg', inputs: ['r'], output: 'n'})],
])('leaves %s alone', (_, operations) => {
  expect(fold(encodeNetwork(network(operations)))).toBeUndefined();
});

it('leaves foreign generators alone, and folds what is built as ours are', () => {
  for (const [name, encode] of Object.entries(architectures)) {
    expect(fold(encode()), name).toBeUndefined();
  }
  expect(fold(networks.strided.data)?.fold).toBe(2);
  expect(fold(networks.identity.data)).toBeUndefined();
});

it('a square of four planes unfolds row by row', () => {
  const folded = Float32Array.from([0, 1, 10, 11, 20, 21, 30, 31]);
  const whole = unfold(folded, {width: 4, height: 2}, 2);
  expect([...whole]).toEqual([0, 10, 1, 11, 20, 30, 21, 31]);
});
