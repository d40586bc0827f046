/**
 * A generator of our kind with fewer dispatches on a GPU, and the same numbers. The last DepthToSpace is left out, for
 * what reads the picture can as well read it folded; Tanh, which then stands behind a convolution, becomes part of that.
 * A Resize before an Add becomes a broadcast, since the runtime's Reshape moves nothing. What is not known as ours stays.
 */
import {readGraph, type Graph, type Node} from '../intake/graph.ts';
import {fieldsOf} from '../intake/proto.ts';
import {readTensor} from '../intake/tensor.ts';
import {constant, elementTypes, node, part, port, withGraph} from '../intake/writer.ts';

export interface Folded {
  readonly data: Uint8Array<ArrayBuffer>;
  /** `unfold.ts` says what that means; 1: nothing is folded. */
  readonly fold: number;
}

/** The ONNX file `data` with fewer dispatches, or undefined where none can be spared. @throws RefusedError */
export function fold(data: Uint8Array): Folded | undefined {
  const graph = readGraph(data);
  const reader = new Reader(graph);
  const tail = foldTail(reader);
  const spared = new Map([
    ...(tail?.nodes ?? []),
    ...graph.nodes.flatMap((it) => spread(it, reader)),
  ]);
  if (spared.size === 0) return undefined;
  const by = tail?.fold ?? 1;
  return {
    fold: by,
    data: withGraph(data, (bytes) => [...foldedFields(bytes, graph, spared, by)]),
  };
}

/** What stands in the place of a node. */
type Spared = readonly [Node, readonly Uint8Array[]];

function* foldedFields(
  bytes: Uint8Array,
  {nodes, outputs}: Graph,
  spared: ReadonlyMap<Node, readonly Uint8Array[]>,
  fold: number,
): Generator<Uint8Array> {
  const kept = nodes.filter((node) => !spared.has(node));
  const used = new Set(kept.flatMap(({inputs}) => inputs));
  let at = 0;
  for (const {number, bytes: field} of fieldsOf(bytes)) {
    if (number === 1) {
      yield* spared.get(nodes[at++]!) ?? [part(1, field)];
    } else if (number === 5) {
      if (used.has(readTensor(field).name)) yield part(5, field);
    } else if (number === 12 && fold > 1) {
      yield port(12, {...outputs[0]!, dims: [1, 3 * fold ** 2, 'h.folded', 'w.folded']});
    } else if (number !== 13) {
      // But for what the file says of the types in between.
      yield part(number, field);
    }
  }
}

/** Finds its way through a graph. */
class Reader {
  readonly graph: Graph;
  readonly #makers: ReadonlyMap<string, Node>;
  readonly #users: Map<string, Node[]>;

  constructor(graph: Graph) {
    this.graph = graph;
    this.#makers = new Map(graph.nodes.map((node) => [node.outputs[0]!, node]));
    this.#users = new Map();
    for (const node of graph.nodes) {
      for (const name of node.inputs) this.#users.set(name, [...this.users(name), node]);
    }
  }

  maker(name: string | undefined, op: string): Node | undefined {
    const node = this.#makers.get(name ?? '');
    return node?.op === op ? node : undefined;
  }

  users(name: string): readonly Node[] {
    return this.#users.get(name) ?? [];
  }

  /** The one user of what `node` makes. */
  user(node: Node, op: string): Node | undefined {
    const [output = ''] = node.outputs;
    if (this.graph.outputs.some(({name}) => name === output)) return undefined;
    const [user, ...more] = this.users(output);
    return more.length === 0 && user?.op === op ? user : undefined;
  }

  /** How many channels a convolution, with or without Relu, gives `name`. */
  channels(name: string | undefined): number | undefined {
    const conv = this.maker(this.maker(name, 'Relu')?.inputs[0] ?? name, 'Conv');
    const weights = conv?.inputs[1];
    const {constants} = this.graph;
    const packed = this.maker(weights, 'DequantizeLinear')?.inputs[0];
    return constants.get(packed ?? weights ?? '')?.dims[0];
  }
}

/** Conv, DepthToSpace, Tanh → Conv, Tanh. */
function foldTail(reader: Reader): {nodes: Spared[]; fold: number} | undefined {
  const [y, ...more] = reader.graph.outputs;
  if (y?.type !== elementTypes.f32 || more.length > 0) return undefined;
  const tanh = reader.maker(y.name, 'Tanh');
  const shuffle = reader.maker(tanh?.inputs[0], 'DepthToSpace');
  const head = reader.maker(shuffle?.inputs[0], 'Conv');
  if (!tanh || !shuffle || !head || !reader.user(head, 'DepthToSpace')) return undefined;
  const fold = Number(shuffle.attributes.get('blocksize'));
  const isOurs = shuffle.attributes.get('mode') === 'CRD' && reader.user(shuffle, 'Tanh');
  if (!isOurs || reader.channels(head.outputs[0]) !== 3 * fold ** 2) return undefined;
  const whole = node('Tanh', head.outputs, tanh.outputs[0]!);
  return {
    fold,
    nodes: [
      [shuffle, []],
      [tanh, [whole]],
    ],
  };
}

/** What a Resize of ours is: each pixel becomes four. */
const doubling: readonly (readonly [string, string])[] = [
  ['mode', 'nearest'],
  ['coordinate_transformation_mode', 'asymmetric'],
  ['nearest_mode', 'floor'],
];

/**
 * Resize, Add → Add of [1, c·h, 1, w, 1] and [1, c·h, 2, w, 2]. In the shapes of Reshape 0 is as before, −1 what is left.
 */
function spread(resize: Node, reader: Reader): Spared[] {
  const [small, region, scales] = resize.inputs;
  if (resize.op !== 'Resize' || !small || region || resize.inputs.length > 3) return [];
  const {attributes} = resize;
  const isDoubling =
    attributes.size === doubling.length &&
    doubling.every(([name, value]) => attributes.get(name) === value) &&
    reader.graph.constants.get(scales ?? '')?.values?.join() === '1,1,2,2';
  const sum = reader.user(resize, 'Add');
  const large = sum?.inputs.find((name) => name !== resize.outputs[0]);
  const channels = reader.channels(small);
  if (!isDoubling || !sum || !channels || !large || reader.channels(large) !== channels) return [];
  const y = sum.outputs[0]!;
  const parts: Uint8Array[] = [];
  const reshape = (name: string, shape: readonly number[], to: string) => {
    const dims = `cyclelens.${to}.shape`;
    parts.push(constant(dims, [shape.length], BigInt64Array.from(shape, BigInt)));
    parts.push(node('Reshape', [name, dims], to));
    return to;
  };
  const one = reshape(small, [0, -1, 1, 0, 1], `${y}.small`);
  const columns = reshape(large, [0, 0, 0, -1, 2], `${y}.columns`);
  const four = reshape(columns, [0, -1, 2, 0, 0], `${y}.large`);
  parts.push(node('Add', [one, four], `${y}.sum`));
  const whole = reshape(`${y}.sum`, [0, channels, -1, 0, 0], `${y}.rows`);
  reshape(whole, [0, 0, 0, -1], y);
  return [
    [resize, []],
    [sum, parts],
  ];
}
