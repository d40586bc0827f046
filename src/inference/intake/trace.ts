/**
 * Follows a picture through the graph: how large it is at each place against the input, how many
 * channels it has, and what that costs. Where a size cannot be told (it is computed while running), the
 * input's is taken; a test run tells the truth later.
 */
import type {Graph, Node} from './graph.ts';
import {maxDimension, maxEnlargement, maxFilled, maxGmacs, maxTensorBytes} from './limits.ts';
import type {Constants} from './operators.ts';
import {refuse} from './refuse.ts';

/** Pixels at which costs are stated. */
const pixels = 256 ** 2;

interface Place {
  /** Side against the input's: 1/4 behind two strides of 2. */
  readonly scale: number;
  /** 0: not known. */
  readonly channels: number;
}

export interface Cost {
  /** 10⁹ multiply-accumulates at 256×256. */
  readonly gmacs: number;
  readonly parameters: number;
  /** What height and width must be multiples of, so that each stride divides evenly. */
  readonly multiple: number;
}

/** @throws RefusedError where the generator is larger than any device would bear */
export function trace(graph: Graph, constants: Constants): Cost {
  const places = new Map<string, Place>();
  for (const {name} of graph.inputs) places.set(name, {scale: 1, channels: 3});
  const dequantized = new Map<string, string>();
  let [macs, smallest] = [0, 1];
  for (const node of graph.nodes) {
    const [first = '', second = ''] = node.inputs;
    if (node.op === 'DequantizeLinear') dequantized.set(node.outputs[0] ?? '', first);
    const dims = constants.get(dequantized.get(second) ?? second)?.dims ?? [];
    const from = placeOf(node, places);
    if (!from) continue;
    const to = follow(node, from, dims, constants);
    checkPlace(node, to);
    for (const name of node.outputs) places.set(name, to);
    smallest = Math.min(smallest, to.scale);
    // A weight is used once for each output position of its filter (input position, transposed).
    const at = node.op === 'ConvTranspose' ? from.scale : to.scale;
    const isConv = node.op === 'Conv' || node.op === 'ConvTranspose';
    if (isConv) macs += dims.reduce((a, b) => a * b, 1) * at ** 2 * pixels;
  }
  if (!(macs <= maxGmacs * 1e9)) refuse('too-large', `${Math.round(macs / 1e9)} GMAC`);
  return {
    gmacs: macs / 1e9,
    parameters: countParameters(constants),
    multiple: Math.max(1, Math.round(1 / smallest)),
  };
}

/** Where the largest picture that goes into `node` comes from. */
function placeOf({inputs}: Node, places: ReadonlyMap<string, Place>): Place | undefined {
  const found = inputs.map((name) => places.get(name)).filter((place) => place !== undefined);
  return found.toSorted((a, b) => b.scale - a.scale || b.channels - a.channels)[0];
}

function follow(
  node: Node,
  {scale, channels}: Place,
  dims: readonly number[],
  constants: Constants,
): Place {
  const [stride = 1] = listOf(node, 'strides');
  const block = Number(node.attributes.get('blocksize') ?? 1);
  switch (node.op) {
    case 'Conv':
      return {scale: scale / stride, channels: dims[0] ?? channels};
    case 'ConvTranspose': {
      const groups = Number(node.attributes.get('group') ?? 1);
      return {scale: scale * stride, channels: (dims[1] ?? channels) * groups};
    }
    case 'AveragePool':
    case 'MaxPool':
      return {scale: scale / stride, channels};
    case 'DepthToSpace':
      return {scale: scale * block, channels: channels / block ** 2};
    case 'SpaceToDepth':
      return {scale: scale / block, channels: channels * block ** 2};
    case 'Resize':
    case 'Upsample':
      return {scale: scale * enlargement(node, constants), channels};
    case 'Concat':
      return {scale, channels: channels * node.inputs.length};
    case 'Pad':
      checkPads(node, constants);
      return {scale, channels};
    default:
      return {scale, channels};
  }
}

/** The factor of a Resize; one that is computed while running is taken for 1. */
function enlargement({op, inputs, attributes}: Node, constants: Constants): number {
  const values = (name: string | undefined) => constants.get(name ?? '')?.values ?? [];
  const old = attributes.get('scales');
  if (Array.isArray(old)) return Math.max(...(old as number[]));
  if (values(inputs[3]).some((side) => side > maxFilled)) refuse('too-large', op);
  const scales = values(inputs[op === 'Resize' && inputs.length > 2 ? 2 : 1]);
  return scales.length > 0 ? Math.max(...scales) : 1;
}

function checkPads(node: Node, constants: Constants): void {
  const pads = [...listOf(node, 'pads'), ...(constants.get(node.inputs[1] ?? '')?.values ?? [])];
  if (pads.some((pad) => Math.abs(pad) > 256)) refuse('too-large', 'Pad');
}

function checkPlace({op}: Node, {scale, channels}: Place): void {
  // Not `>`: a scale that is no number must not pass either.
  if (!(scale > 0 && scale <= maxEnlargement)) refuse('too-large', `${op} by ${scale}`);
  const bytes = 4 * channels * scale ** 2 * pixels;
  if (!(channels <= maxDimension && bytes <= maxTensorBytes)) refuse('too-large', `${op}'s output`);
}

const listOf = ({attributes}: Node, name: string): readonly number[] => {
  const value = attributes.get(name);
  return Array.isArray(value) ? (value as readonly number[]) : [];
};

function countParameters(constants: Constants): number {
  let count = 0;
  for (const {type, dims} of constants.values()) {
    const isNumber = type === 1 || type === 3 || type === 10;
    if (isNumber) count += dims.reduce((a, b) => a * b, 1);
  }
  return count;
}
