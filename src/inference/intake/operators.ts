/**
 * What a graph may be made of, and that it hangs together: operators of a list, each value made once
 * and before it is read, nothing made up out of nothing at length.
 */
import type {Graph, Node} from './graph.ts';
import {maxFilled} from './limits.ts';
import {refuse} from './refuse.ts';
import type {TensorInfo} from './tensor.ts';

/** Operators of image-to-image networks, none of which holds a graph, draws lots or reads files. */
const allowed = new Set(
  `Abs Add ArgMax AveragePool BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape Conv
  ConvTranspose DepthToSpace DequantizeLinear Div Dropout Elu Equal Erf Exp Expand Flatten Floor Gather Gelu
  Gemm GlobalAveragePool GlobalMaxPool Greater GroupNormalization HardSigmoid HardSwish Identity
  InstanceNormalization LayerNormalization LeakyRelu Less Log MatMul Max MaxPool Mean Min Mish Mul Neg Not PRelu
  Pad Pow QuantizeLinear Reciprocal ReduceL2 ReduceMax ReduceMean ReduceMin ReduceSum ReduceSumSquare Relu
  Reshape Resize Round Selu Shape Sigmoid Sign Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub
  Sum Tanh Tile Transpose Unsqueeze Upsample Where`.split(/\s+/),
);

/** Constants of the graph by name: weights, and what Constant nodes hold. */
export type Constants = ReadonlyMap<string, TensorInfo>;

/** Checks the graph's make. @throws RefusedError @returns all its constants */
export function checkOperators({nodes, constants, inputs, outputs}: Graph): Constants {
  const known = new Map(constants);
  const made = new Set([...constants.keys(), ...inputs.map(({name}) => name)]);
  for (const node of nodes) {
    const {op, attributes} = node;
    if (!allowed.has(op)) refuse('operator', op || 'nameless');
    for (const name of node.inputs) {
      // A graph in order is a graph without circles.
      if (name !== '' && !made.has(name)) refuse('graph', `${op} reads ${name}`);
    }
    for (const name of node.outputs) {
      if (name === '') continue;
      if (made.has(name)) refuse('graph', `${name} is made twice`);
      made.add(name);
    }
    if (op === 'Constant') known.set(node.outputs[0] ?? '', constantOf(node));
    if (['ConstantOfShape', 'Expand', 'Tile'].includes(op)) checkFilled(node, known);
    checkBlock(op, Number(attributes.get('blocksize') ?? 1));
  }
  for (const {name} of outputs) if (!made.has(name)) refuse('graph', `nothing makes ${name}`);
  return known;
}

function constantOf({attributes}: Node): TensorInfo {
  const [value] = attributes.values();
  if (attributes.size !== 1 || value === undefined) return refuse('malformed', 'constant');
  if (typeof value === 'object' && 'dims' in value) return value;
  if (typeof value === 'string') return refuse('number-type', 'text');
  const values = typeof value === 'number' ? [value] : value;
  return {name: '', type: 1, dims: typeof value === 'number' ? [] : [values.length], values};
}

/** A shape that a node fills must be written in the file, and small. */
function checkFilled({op, inputs}: Node, known: Constants): void {
  const shape = known.get(inputs[op === 'ConstantOfShape' ? 0 : 1] ?? '')?.values;
  const size = shape?.reduce((product, side) => product * Math.max(1, Math.abs(side)), 1);
  if (size === undefined || !(size <= maxFilled)) refuse('too-large', op);
}

function checkBlock(op: string, size: number): void {
  if (!(size >= 1 && size <= 16)) refuse('too-large', `${op} by ${size}`);
}
