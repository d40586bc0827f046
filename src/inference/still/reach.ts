/**
 * How far a pixel of a generator's output looks: its receptive field, read off the graph. Tiles that
 * overlap by as much agree to the last bit, since our networks have no norm over the whole picture.
 */
import {readGraph, type Node} from '../intake/graph.ts';
import type {Constants} from '../intake/operators.ts';
import type {TensorInfo} from '../intake/tensor.ts';

/**
 * What the cell at `i` of a tensor looks at, along either side of the picture: the input's pixels
 * `i · scale + from` to `i · scale + to`.
 */
interface View {
  readonly scale: number;
  readonly from: number;
  readonly to: number;
}

const floatType = 1;

/** Operations that look at one pixel of each of their inputs. */
const pointwise = new Set(
  (
    'Identity Neg Abs Add Sub Mul Div Pow Sqrt Exp Erf Min Max Cast Dropout BatchNormalization ' +
    'Relu LeakyRelu PRelu Clip Tanh Sigmoid HardSigmoid HardSwish Elu Selu Softplus Gelu'
  ).split(' '),
);

/**
 * Pixels to each side that a pixel of the output may depend on; Infinity where the graph looks at the
 * whole picture, or does what is not known here.
 */
export function reachOf(weights: ArrayBuffer): number {
  const graph = readGraph(new Uint8Array(weights));
  const constants = new Map(graph.constants);
  const views = new Map<string, View>();
  for (const node of graph.nodes) {
    const {inputs, outputs} = node;
    const seen = inputs.filter((name) => name !== '' && !constants.has(name));
    if (seen.length === 0) {
      const made = constantOf(node, constants);
      for (const name of outputs) constants.set(name, made);
      continue;
    }
    // What nothing has made is the picture.
    const before = union(seen.map((name) => views.get(name) ?? {scale: 1, from: 0, to: 0}));
    const after = before && through(node, before, constants);
    if (!after) return Infinity;
    for (const name of outputs) views.set(name, after);
  }
  const view = views.get(graph.outputs[0]?.name ?? '');
  return view?.scale === 1 ? Math.ceil(Math.max(0, -view.from, view.to)) : Infinity;
}

/** Weights that are dequantized, and the like: whatever comes of constants is one. */
function constantOf({inputs, attributes}: Node, constants: Constants): TensorInfo {
  const written = attributes.get('value');
  const held = typeof written === 'object' && 'dims' in written ? written : undefined;
  const made = constants.get(inputs[0] ?? '') ?? held;
  return made ?? {name: '', type: 0, dims: [], values: undefined};
}

/** What looks at all that `views` look at; nothing does when they are of different sizes. */
function union(views: readonly View[]): View | undefined {
  const [{scale} = {scale: 0}] = views;
  if (views.some((view) => view.scale !== scale)) return undefined;
  return {
    scale,
    from: Math.min(...views.map(({from}) => from)),
    to: Math.max(...views.map(({to}) => to)),
  };
}

/** What the result of an operation looks at; unknown where that is not the same everywhere. */
function through(
  {op, inputs, attributes}: Node,
  view: View,
  constants: Constants,
): View | undefined {
  const {scale, from, to} = view;
  const numbers = (name: string): readonly number[] | undefined => {
    const value = attributes.get(name);
    if (typeof value === 'number') return [value];
    return Array.isArray(value) ? (value as readonly number[]) : undefined;
  };
  switch (op) {
    case 'Conv':
    case 'ConvTranspose':
    case 'MaxPool':
    case 'AveragePool': {
      const kernels =
        numbers('kernel_shape') ?? constants.get(inputs[1] ?? '')?.dims.slice(2) ?? [];
      const last = (Math.max(...kernels) - 1) * Math.max(...(numbers('dilations') ?? [1]));
      const [stride = 1, otherStride = stride] = numbers('strides') ?? [];
      const [top = 0, left = top] = numbers('pads') ?? [];
      const isPadded = (attributes.get('auto_pad') ?? 'NOTSET') !== 'NOTSET';
      if (stride !== otherStride || top !== left || isPadded) return undefined;
      return op === 'ConvTranspose'
        ? {
            scale: scale / stride,
            from: from + (scale * (top - last)) / stride,
            to: to + (scale * top) / stride,
          }
        : {scale: scale * stride, from: from - scale * top, to: to + scale * (last - top)};
    }
    case 'DepthToSpace': {
      const [block = 1] = numbers('blocksize') ?? [];
      return {scale: scale / block, from: from - (scale * (block - 1)) / block, to};
    }
    case 'SpaceToDepth': {
      const [block = 1] = numbers('blocksize') ?? [];
      return {scale: scale * block, from, to: to + scale * (block - 1)};
    }
    case 'Resize':
    case 'Upsample': {
      const given = constants.get(inputs.at(-1) ?? '');
      // Sizes, which are whole numbers, say nothing about the step.
      const [, , down = 0, across = 0] = (given?.type === floatType && given.values) || [];
      // Corners that are aligned make the step depend on the size.
      const isAligned = attributes.get('coordinate_transformation_mode') === 'align_corners';
      if (isAligned || down <= 0 || down !== across) return undefined;
      const cells = attributes.get('mode') === 'cubic' ? 2 : 1;
      return {scale: scale / down, from: from - cells * scale, to: to + cells * scale};
    }
    case 'Concat':
      return numbers('axis')?.[0] === 1 ? view : undefined;
    default:
      return pointwise.has(op) ? view : undefined;
  }
}
