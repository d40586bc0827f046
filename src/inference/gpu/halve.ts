/**
 * A generator of our kind in f16 for GPUs that compute in it: weights, activations and both ends take half the memory
 * and bandwidth. int8 weights are dequantized here, since DequantizeLinear gives f32 alone before opset 19.
 */
import {readGraph, type Graph, type Node, type Port} from '../intake/graph.ts';
import {fieldsOf, floatsOf} from '../intake/proto.ts';
import {refuse} from '../intake/refuse.ts';
import {numberToHalf, readTensor, type TensorInfo} from '../intake/tensor.ts';
import {constant, elementTypes, part, port, withGraph} from '../intake/writer.ts';

/** Operators whose floats may all be f16, and which need no wider sums of their own. */
const operators = new Set([
  ...['Conv', 'Relu', 'LeakyRelu', 'Tanh', 'Sigmoid', 'Clip', 'Add', 'Sub', 'Mul', 'Concat'],
  ...['Resize', 'Reshape', 'DepthToSpace', 'DequantizeLinear', 'Identity'],
]);

/**
 * The ONNX file `data` in f16, or undefined where it has an operator that f16 might not suit.
 * @throws RefusedError where its weights do not lie in it as our exports' do
 */
export function halve(data: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const graph = readGraph(data);
  const [[x], [y]] = [graph.inputs, graph.outputs];
  if (!x || !y || graph.inputs.length + graph.outputs.length > 2) return undefined;
  if (x.type !== elementTypes.f32 || !graph.nodes.every(({op}) => operators.has(op))) {
    return undefined;
  }
  return withGraph(data, (bytes) => [...halvedFields(bytes, graph, x, y)]);
}

const toHalf = ({name, dims}: TensorInfo, values: ArrayLike<number>) =>
  constant(name, dims, Uint16Array.from(values, numberToHalf));

function* halvedFields(bytes: Uint8Array, graph: Graph, x: Port, y: Port): Generator<Uint8Array> {
  const {f16, f32} = elementTypes;
  const untouched = new Set(graph.nodes.flatMap(floatsKept));
  const dequantized = graph.nodes.filter(({op}) => op === 'DequantizeLinear');
  const packed = new Set(dequantized.flatMap(({inputs}) => inputs));
  let nodes = 0;
  for (const {number, bytes: field} of fieldsOf(bytes)) {
    if (number === 1) {
      // In the order of `graph.nodes`.
      if (graph.nodes[nodes++]?.op !== 'DequantizeLinear') yield part(1, field);
    } else if (number === 5) {
      const tensor = readTensor(field);
      if (packed.has(tensor.name)) continue;
      const isKept = tensor.type !== f32 || untouched.has(tensor.name);
      yield isKept ? part(5, field) : toHalf(tensor, floatsIn(tensor));
    } else if (number < 11 || number > 13) {
      // But for what the file says of types: at the ends they change, and in between.
      yield part(number, field);
    }
  }
  for (const {inputs, outputs, attributes} of dequantized) {
    const [weights, scales, zeros] = inputs.map((name) => graph.constants.get(name));
    if (!weights?.raw || !scales) refuse('malformed', 'weights that are not constant');
    const axis = attributes.get('axis');
    const values = dequantize(
      weights,
      floatsIn(scales),
      zeros,
      axis === undefined ? 1 : Number(axis),
    );
    yield toHalf({...weights, name: outputs[0]!}, values);
  }
  yield port(11, {...x, type: f16});
  yield port(12, {...y, type: f16});
}

/** Resize's region and scales are f32 whatever it resizes. */
const floatsKept = ({op, inputs}: Node) => (op === 'Resize' ? inputs.slice(1, 3) : []);

const floatsIn = ({name, raw, values}: TensorInfo): readonly number[] =>
  raw ? floatsOf(raw) : (values ?? refuse('malformed', `${name} does not lie in one piece`));

/** (weight − zero) · scale, by channels along `axis`. */
function dequantize(
  {raw, dims, type}: TensorInfo,
  scales: readonly number[],
  zeros: TensorInfo | undefined,
  axis: number,
): Float32Array {
  if (type !== elementTypes.int8) refuse('malformed', 'weights that are not int8');
  const quantized = Int8Array.from(raw!);
  const inner = dims.slice(axis + 1).reduce((product, side) => product * side, 1);
  const zero = Int8Array.from(zeros?.raw ?? []);
  return Float32Array.from(quantized, (value, at) => {
    const channel = scales.length === 1 ? 0 : Math.floor(at / inner) % dims[axis]!;
    return (value - (zero[channel] ?? 0)) * scales[channel]!;
  });
}
