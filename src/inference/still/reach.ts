/**
 * How far a pixel of a generator's output looks: its receptive field, read off the graph. Tiles that
 * overlap by as much agree to the last bit, since our networks have no norm over the whole picture.
 */
import {readGraph, type Graph, type Operation} from './graph.ts';

/**
 * What the cell at `i` of a tensor looks at, along either side of the picture: the input's pixels
 * `i · scale + from` to `i · scale + to`.
 */
interface View {
  readonly scale: number;
  readonly from: number;
  readonly to: number;
}

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
  const graph = readGraph(weights);
  const views = new Map<string, View>();
  for (const operation of graph.operations) {
    const {inputs, outputs, constant} = operation;
    const isConstant = (name: string) => name === '' || graph.constants.has(name);
    const seen = inputs.filter((name) => !isConstant(name));
    if (seen.length === 0) {
      // Weights that are dequantized, and the like: whatever comes of constants is one.
      const [made = constant] = inputs.map((name) => graph.constants.get(name));
      for (const name of outputs) graph.constants.set(name, made ?? {name, dims: [], floats: []});
      continue;
    }
    // What nothing has made is the picture.
    const before = union(seen.map((name) => views.get(name) ?? {scale: 1, from: 0, to: 0}));
    const after = before && through(operation, before, graph);
    if (!after) return Infinity;
    for (const name of outputs) views.set(name, after);
  }
  const view = views.get(graph.output);
  return view?.scale === 1 ? Math.ceil(Math.max(0, -view.from, view.to)) : Infinity;
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
function through(operation: Operation, view: View, {constants}: Graph): View | undefined {
  const {type, inputs, ints, words} = operation;
  const {scale, from, to} = view;
  switch (type) {
    case 'Conv':
    case 'ConvTranspose':
    case 'MaxPool':
    case 'AveragePool': {
      const kernels = ints['kernel_shape'] ?? constants.get(inputs[1] ?? '')?.dims.slice(2) ?? [];
      const last = (Math.max(...kernels) - 1) * Math.max(...(ints['dilations'] ?? [1]));
      const [stride = 1, otherStride = stride] = ints['strides'] ?? [];
      const [top = 0, left = top] = ints['pads'] ?? [];
      const isPadded = !['', 'NOTSET'].includes(words['auto_pad'] ?? '');
      if (stride !== otherStride || top !== left || isPadded) return undefined;
      return type === 'ConvTranspose'
        ? {
            scale: scale / stride,
            from: from + (scale * (top - last)) / stride,
            to: to + (scale * top) / stride,
          }
        : {scale: scale * stride, from: from - scale * top, to: to + scale * (last - top)};
    }
    case 'DepthToSpace': {
      const [block = 1] = ints['blocksize'] ?? [];
      return {scale: scale / block, from: from - (scale * (block - 1)) / block, to};
    }
    case 'SpaceToDepth': {
      const [block = 1] = ints['blocksize'] ?? [];
      return {scale: scale * block, from, to: to + scale * (block - 1)};
    }
    case 'Resize':
    case 'Upsample': {
      const [, , down = 0, across = 0] = constants.get(inputs.at(-1) ?? '')?.floats ?? [];
      // Corners that are aligned make the step depend on the size.
      const isAligned = words['coordinate_transformation_mode'] === 'align_corners';
      if (isAligned || down <= 0 || down !== across) return undefined;
      const cells = words['mode'] === 'cubic' ? 2 : 1;
      return {scale: scale / down, from: from - cells * scale, to: to + cells * scale};
    }
    case 'Concat':
      return ints['axis']?.[0] === 1 ? view : undefined;
    default:
      return pointwise.has(type) ? view : undefined;
  }
}
