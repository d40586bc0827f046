/**
 * Brings a foreign generator into our own form (f32, NCHW, black −1, white 1, any picture size) by nodes
 * put before and behind its graph, so that nothing else in the app ever meets another form. Its own
 * nodes and weights stay as they are, byte for byte.
 */
import type {FixedSize} from '../../domain/style.ts';
import {fieldsOf} from './proto.ts';
import type {Range} from './range.ts';
import {
  constant,
  elementTypes,
  node,
  part,
  picturePort,
  withGraph,
  type Attributes,
} from './writer.ts';

/** What a foreign generator takes and gives. */
export interface Form {
  readonly input: string;
  readonly output: string;
  readonly opset: number;
  readonly layout: 'NCHW' | 'NHWC';
  readonly precision: 'f32' | 'f16';
  readonly inputRange: Range;
  readonly outputRange: Range;
  readonly fixed?: FixedSize | undefined;
}

const prefix = 'cyclelens.';

/** Names of the ends of an adapted generator. */
export const ends = {input: `${prefix}x`, output: `${prefix}y`} as const;

/** Collects nodes and constants, chained from one name to the next. */
class Chain {
  readonly nodes: Uint8Array[] = [];
  readonly constants: Uint8Array[] = [];
  at: string;
  readonly #stem: string;

  constructor(start: string, stem: string) {
    this.at = start;
    this.#stem = stem;
  }

  /** Puts a node behind the last; `more` are its further inputs. */
  then(op: string, more: readonly string[] = [], attributes?: Attributes): void {
    this.at = this.name(op, [this.at, ...more], attributes);
  }

  /** A node that is not in the chain, by its output's name. */
  name(op: string, inputs: readonly string[], attributes?: Attributes): string {
    const output = `${this.#stem}${this.nodes.length}`;
    this.nodes.push(node(op, inputs, output, attributes));
    return output;
  }

  floats(...values: number[]): string {
    return this.#constant(values.length === 1 ? [] : [values.length], new Float32Array(values));
  }

  ints(...values: number[]): string {
    return this.#constant([values.length], BigInt64Array.from(values, BigInt));
  }

  #constant(dims: readonly number[], values: Float32Array | BigInt64Array): string {
    const name = `${this.#stem}c${this.constants.length}`;
    this.constants.push(constant(name, dims, values));
    return name;
  }
}

/** The ONNX file `data` with `form` turned into ours. */
export function adapt(data: Uint8Array, form: Form): Uint8Array<ArrayBuffer> {
  const before = new Chain(ends.input, `${prefix}i`);
  const after = new Chain(form.output, `${prefix}o`);
  const back = fitIn(before, form);
  scale(before, [-1, 1], form.inputRange);
  if (form.precision === 'f16') before.then('Cast', [], {to: elementTypes.f16});
  if (form.layout === 'NHWC') before.then('Transpose', [], {perm: [0, 2, 3, 1]});
  if (form.layout === 'NHWC') after.then('Transpose', [], {perm: [0, 3, 1, 2]});
  if (form.precision === 'f16') after.then('Cast', [], {to: elementTypes.f32});
  scale(after, form.outputRange, [-1, 1]);
  back(after);
  const bridge = node('Identity', [before.at], form.input);
  const last = node('Identity', [after.at], ends.output);
  const isEnd = (number: number, bytes: Uint8Array) =>
    (number === 11 && nameOf(bytes) === form.input) || number === 12;
  return withGraph(data, (graph) => [
    ...before.nodes,
    bridge,
    ...fieldsIn(graph, isEnd),
    ...after.nodes,
    last,
    ...before.constants,
    ...after.constants,
    picturePort(11, ends.input),
    picturePort(12, ends.output),
  ]);
}

/** Values of one range into another's. */
function scale(chain: Chain, [black, white]: Range, [toBlack, toWhite]: Range): void {
  const factor = (toWhite - toBlack) / (white - black);
  const offset = toBlack - factor * black;
  if (factor !== 1) chain.then('Mul', [chain.floats(factor)]);
  if (offset !== 0) chain.then('Add', [chain.floats(offset)]);
}

/** Brings a picture into the one size that there is; what it returns takes it out again. */
function fitIn(chain: Chain, {fixed, opset}: Form): (after: Chain) => void {
  if (!fixed || fixed.fit === 'crop') return () => undefined;
  const {width, height, fit} = fixed;
  const shape = chain.name('Shape', [chain.at]);
  const whole = chain.ints(1, 3, height, width);
  if (fit === 'stretch') {
    resize(chain, whole, opset);
    return (after) => resize(after, shape, opset);
  }
  const rest = chain.name('Sub', [whole, shape]);
  const start = chain.name('Div', [rest, chain.ints(2)]);
  const end = chain.name('Sub', [rest, start]);
  const pads = chain.name('Concat', [start, end], {axis: 0});
  const stop = chain.name('Add', [start, shape]);
  chain.at = ends.input;
  chain.then('Pad', [pads], {mode: 'reflect'});
  return (after) => after.then('Slice', [start, stop]);
}

function resize(chain: Chain, sizes: string, opset: number): void {
  // Before opset 13 what is left out must be there and empty.
  const none = opset < 13 ? chain.floats() : '';
  chain.then('Resize', [none, none, sizes], {mode: 'linear'});
}

/** The fields of a graph again, but for those that are left out. */
function* fieldsIn(graph: Uint8Array, isLeftOut: (number: number, bytes: Uint8Array) => boolean) {
  for (const {number, bytes, isBytes} of fieldsOf(graph)) {
    if (isBytes && !isLeftOut(number, bytes)) yield part(number, bytes);
  }
}

function nameOf(port: Uint8Array): string {
  for (const {number, bytes} of fieldsOf(port)) {
    if (number === 1) return new TextDecoder().decode(bytes);
  }
  return '';
}
