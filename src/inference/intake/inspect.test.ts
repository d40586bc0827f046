import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {architectures} from '../../../tests/fixtures/architectures.ts';
import {encodeNetwork, type Network} from '../../../tests/fixtures/onnx.ts';
import {shippedGenerators} from '../../../tests/fixtures/shipped.ts';
import {RefusedError} from './refuse.ts';
import {inspect} from './inspect.ts';

it('reads of the shipped generators what the manifest says of them', () => {
  expect(shippedGenerators.length).toBeGreaterThan(0);
  for (const {spec, path} of shippedGenerators) {
    const {input, output, layout, range, precision, multiple, gmacs} = spec;
    const found = inspect(readFileSync(path));
    expect(found.form, spec.file).toMatchObject({input, output, layout, precision});
    expect(found).toMatchObject({multiple, isRangeSure: true, form: {outputRange: range}});
    expect(found.gmacs).toBeCloseTo(gmacs, 2);
  }
});

const letterbox = (side: number) => ({width: side, height: side, fit: 'letterbox'});

describe('reads of networks from elsewhere', () => {
  it.each([
    ['resnet-6', {layout: 'NCHW', outputRange: [-1, 1]}, 4, true],
    ['resnet-9 of 64²', {outputRange: [-1, 1], fixed: letterbox(64)}, 1, true],
    ['u-net of 64²', {outputRange: [-1, 1], fixed: letterbox(64)}, 1, true],
    ['fast style', {outputRange: [0, 255]}, 2, false],
    ['cartoon', {layout: 'NHWC', outputRange: [-1, 1]}, 32, true],
    ['scaled', {inputRange: [0, 255], outputRange: [0, 255]}, 1, true],
    ['half', {precision: 'f16', outputRange: [-1, 1]}, 2, true],
  ] as const)('%s', (name, form, multiple, isRangeSure) => {
    expect(inspect(architectures[name]())).toMatchObject({form, multiple, isRangeSure});
  });
});

const one = {type: 'Identity', inputs: ['x'], output: 'y'};
const floats = (name: string, dims: number[], ...values: number[]) =>
  ({name, dims, type: 'float', values: new Float32Array(values)}) as const;
const ints = (name: string, ...values: number[]) =>
  ({
    name,
    dims: [values.length],
    type: 'int64',
    values: BigInt64Array.from(values, BigInt),
  }) as const;
const port = (...shape: (number | string)[]) => ({type: 'float', shape}) as const;

describe('refuses', () => {
  it.each<[string, string, Network]>([
    ['a loop', 'operator', {operations: [{...one, type: 'Loop'}]}],
    ['dice', 'operator', {operations: [{...one, type: 'RandomNormalLike'}]}],
    ['a custom domain', 'operator', {operations: [{...one, domain: 'com.microsoft'}]}],
    [
      'a graph inside of a node',
      'operator',
      {operations: [{...one, attributes: {body: {graph: []}}}]},
    ],
    [
      'weights in another file',
      'external-data',
      {operations: [one], constants: [{...floats('w', [1], 1), external: '/etc/passwd'}]},
    ],
    [
      'a circle',
      'graph',
      {
        operations: [
          {type: 'Add', inputs: ['x', 'b'], output: 'a'},
          {type: 'Neg', inputs: ['a'], output: 'b'},
          {type: 'Neg', inputs: ['b'], output: 'y'},
        ],
      },
    ],
    ['an output that nothing makes', 'graph', {operations: [{...one, output: 'z'}]}],
    ['a value made twice', 'graph', {operations: [one, one]}],
    [
      'a constant twice',
      'graph',
      {operations: [one], constants: [floats('w', [1], 1), floats('w', [1], 1)]},
    ],
    [
      'fewer values than the shape says',
      'malformed',
      {operations: [one], constants: [floats('w', [2, 2], 1)]},
    ],
    [
      'a shape beyond all memory',
      'too-large',
      {operations: [one], constants: [floats('w', [2 ** 20, 2 ** 20], 1)]},
    ],
    ['a negative side', 'malformed', {operations: [one], constants: [floats('w', [-1], 1)]}],
    [
      'a giant made of nothing',
      'too-large',
      {
        operations: [{type: 'ConstantOfShape', inputs: ['s'], output: 'z'}, one],
        constants: [ints('s', 1e5, 1e5)],
      },
    ],
    [
      'a shape computed for a giant',
      'too-large',
      {
        operations: [
          {type: 'Mul', inputs: ['s', 's'], output: 'q'},
          {type: 'Expand', inputs: ['x', 'q'], output: 'y'},
        ],
        constants: [ints('s', 1, 1, 1e4, 1e4)],
      },
    ],
    [
      'an enlargement without end',
      'too-large',
      {
        operations: ['x', 'a', 'b'].map((from, i) => ({
          type: 'Resize',
          inputs: [from, '', 's'],
          output: 'aby'[i] ?? '',
        })),
        constants: [floats('s', [4], 1, 1, 4, 4)],
      },
    ],
    [
      'an endless border',
      'too-large',
      {
        operations: [{type: 'Pad', inputs: ['x', 'p'], output: 'y'}],
        constants: [ints('p', 0, 0, 1e6, 0, 0, 0, 0, 0)],
      },
    ],
    [
      'a tensor of gigabytes',
      'too-large',
      {
        operations: [
          {type: 'Conv', inputs: ['x', 'w'], output: 'a'},
          {...one, inputs: ['a']},
        ],
        constants: [
          {name: 'w', dims: [4096, 3, 1, 1], type: 'int8', values: new Int8Array(4096 * 3)},
        ],
      },
    ],
    [
      'more nodes than any generator has',
      'too-large',
      {
        operations: Array.from({length: 2500}, (_, i) => ({...one, output: `y${i}`})),
      },
    ],
    ['a name without end', 'too-large', {operations: [{...one, output: 'y'.repeat(600)}]}],
    ['one channel', 'pictures', {operations: [one], port: port(1, 1, 'h', 'w')}],
    ['a vector', 'pictures', {operations: [one], port: port(1, 512)}],
    ['four pictures at once', 'pictures', {operations: [one], port: port(4, 3, 'h', 'w')}],
    ['a picture of 8192²', 'size', {operations: [one], port: port(1, 3, 8192, 8192)}],
    ['a free height with a fixed width', 'size', {operations: [one], port: port(1, 3, 'h', 256)}],
    [
      'whole numbers',
      'number-type',
      {operations: [one], port: {type: 'int64', shape: [1, 3, 'h', 'w']}},
    ],
  ])('%s', (_, reason, network) => {
    let refused: unknown;
    try {
      inspect(encodeNetwork(network));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({reason});
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><title>Not found</title>')],
    ['a varint without an end', Buffer.alloc(64, 0xff)],
    ['a part longer than its file', Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    [
      'a second graph to be merged',
      Buffer.concat([encodeNetwork({operations: [one]}), Buffer.from([0x3a, 0x00])]),
    ],
  ])('%s', (_, data) => {
    expect(() => inspect(data)).toThrow(RefusedError);
  });
});
