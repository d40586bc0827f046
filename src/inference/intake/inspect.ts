/** What a bare ONNX file tells of the generator in it, and what remains to be tried or asked. */
import {fixedSides, maxGeneratorBytes} from '../../domain/style.ts';
import type {Form} from './adapt.ts';
import {readGraph, type Graph, type Port} from './graph.ts';
import {checkOperators} from './operators.ts';
import {inputRange, outputRange} from './range.ts';
import {refuse} from './refuse.ts';
import {trace} from './trace.ts';

export interface Findings {
  /** What it takes and gives, as far as the graph tells; where it does not, the likeliest. */
  readonly form: Form;
  /** Whether the operators prove the range of what comes out. */
  readonly isRangeSure: boolean;
  readonly multiple: number;
  readonly gmacs: number;
  readonly parameters: number;
}

/** Larger strides than this mean that the generator was made for one size. */
const largestMultiple = 64;
const usualSide = 256;

/** Checks any network in `data`, and reads its graph. @throws RefusedError */
export function checkNetwork(data: Uint8Array) {
  if (data.length > maxGeneratorBytes) refuse('too-large', `${data.length} bytes`);
  const graph = readGraph(data);
  const constants = checkOperators(graph);
  return {graph, constants, cost: trace(graph, constants)};
}

/** Checks the generator in `data`, and finds out how to run it. @throws RefusedError */
export function inspect(data: Uint8Array): Findings {
  const {graph, constants, cost} = checkNetwork(data);
  const [input, ...otherInputs] = graph.inputs;
  const [output, ...otherOutputs] = graph.outputs;
  if (!input || !output || otherInputs.length > 0 || otherOutputs.length > 0) {
    return refuse('pictures', `${graph.inputs.length} inputs, ${graph.outputs.length} outputs`);
  }
  const layout = layoutOf(input, graph);
  checkOutput(output, layout);
  const size = sizeOf(input, layout, cost.multiple);
  const given = outputRange(graph, constants);
  const taken = inputRange(graph, constants);
  return {
    form: {
      input: input.name,
      output: output.name,
      opset: graph.opset,
      layout,
      precision: precisionOf(input, output),
      inputRange: taken ?? given ?? [0, 255],
      outputRange: given ?? taken ?? [0, 255],
      // Before opset 11 there is no Pad with a computed border.
      fixed: size && {...size, fit: graph.opset < 11 ? 'crop' : 'letterbox'},
    },
    isRangeSure: given !== undefined,
    multiple: size ? 1 : cost.multiple,
    gmacs: Number(cost.gmacs.toFixed(3)),
    parameters: cost.parameters,
  };
}

/** Whether `form` is ours already, so that the file can stay as it is. */
export const isOurs = ({layout, precision, inputRange, outputRange, fixed}: Form) =>
  layout === 'NCHW' &&
  precision === 'f32' &&
  inputRange.join() === '-1,1' &&
  outputRange.join() === '-1,1' &&
  !fixed;

function precisionOf(input: Port, output: Port): Form['precision'] {
  if (input.type !== output.type) refuse('number-type', `${input.type} to ${output.type}`);
  if (input.type === 1) return 'f32';
  return input.type === 10 ? 'f16' : refuse('number-type', `type ${input.type}`);
}

function layoutOf({name, dims}: Port, {nodes}: Graph): Form['layout'] {
  if (dims.length !== 4) refuse('pictures', `${name} has ${dims.length} dimensions`);
  const [batch, second, , last] = dims;
  if (typeof batch === 'number' && batch > 1) refuse('pictures', `${batch} at once`);
  if (second === 3 && last !== 3) return 'NCHW';
  if (last === 3 && second !== 3) return 'NHWC';
  if (typeof second === 'number' && typeof last === 'number' && second !== 3) {
    refuse('pictures', `${second} channels`);
  }
  // Both sides are free: who reads the picture first tells how it lies.
  const first = nodes.find(({inputs}) => inputs.includes(name));
  const order = first?.op === 'Transpose' ? first.attributes.get('perm') : undefined;
  return Array.isArray(order) && order.join() === '0,3,1,2' ? 'NHWC' : 'NCHW';
}

function checkOutput({name, dims}: Port, layout: Form['layout']): void {
  // Some exporters leave the output's shape open; the test run sees it.
  if (dims.length === 0) return;
  const channels = dims[layout === 'NCHW' ? 1 : 3];
  if (dims.length !== 4 || (typeof channels === 'number' && channels > 0 && channels !== 3)) {
    refuse('pictures', `${name} has the shape ${dims.join('×')}`);
  }
}

/** The one size that the generator takes, if it takes but one. */
function sizeOf({dims}: Port, layout: Form['layout'], multiple: number) {
  const [height, width] = (layout === 'NCHW' ? dims.slice(2) : dims.slice(1, 3)).map((side) =>
    typeof side === 'number' && side > 0 ? side : undefined,
  );
  if (height === undefined && width === undefined) {
    if (multiple <= largestMultiple) return undefined;
    const side = Math.max(usualSide, multiple);
    return side <= fixedSides.max ? {width: side, height: side} : refuse('size', `${side}`);
  }
  const isServed = (side: number | undefined) =>
    side !== undefined &&
    Number.isInteger(side) &&
    side >= fixedSides.min &&
    side <= fixedSides.max;
  if (height === undefined || width === undefined || !isServed(height) || !isServed(width)) {
    return refuse('size', `${width ?? 'free'}×${height ?? 'free'}`);
  }
  return {width, height};
}
