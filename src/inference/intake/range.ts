/**
 * The values of black and white, as the graph's last and first operators show them: a Tanh gives
 * [−1, 1], a Sigmoid [0, 1], what is scaled behind it follows, and a network that divides its input by
 * 255 takes 0…255.
 */
import type {Graph, Node} from './graph.ts';
import type {Constants} from './operators.ts';

export type Range = readonly [black: number, white: number];

/** The ranges that networks for pictures use. */
export const usualRanges: readonly Range[] = [
  [-1, 1],
  [0, 1],
  [0, 255],
];

const passing = new Set(
  `Cast Concat DepthToSpace Dropout Identity Pad Reshape Resize Slice Squeeze Transpose Unsqueeze
  Upsample`.split(/\s+/),
);

const bounded: Readonly<Record<string, Range>> = {
  Tanh: [-1, 1],
  Softsign: [-1, 1],
  Sigmoid: [0, 1],
  HardSigmoid: [0, 1],
};

/** The usual range that values from `low` to `high` are meant to be in. */
function usualRange(low: number, high: number): Range {
  if (high > 4) return [0, 255];
  return low < -0.2 ? [-1, 1] : [0, 1];
}

/** The range of what the graph puts out, if its operators bound it. */
export function outputRange({nodes, outputs}: Graph, constants: Constants): Range | undefined {
  const makers = new Map(
    nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
  );
  const bounds = boundsOf(outputs[0]?.name ?? '', makers, constants, 24);
  return bounds && usualRange(...bounds);
}

function boundsOf(
  name: string,
  makers: ReadonlyMap<string, Node>,
  constants: Constants,
  depth: number,
): Range | undefined {
  const node = makers.get(name);
  if (!node || depth === 0) return undefined;
  const [first = ''] = node.inputs;
  const fixed = bounded[node.op] ?? (node.op === 'Clip' ? clipOf(node, constants) : undefined);
  if (fixed) return fixed;
  if (passing.has(node.op)) return boundsOf(first, makers, constants, depth - 1);
  const step = affineOf(node, constants);
  const before = step && boundsOf(step.from, makers, constants, depth - 1);
  if (!before) return undefined;
  const ends = before.map((value) => step.factor * value + step.offset);
  return [Math.min(...ends), Math.max(...ends)];
}

function clipOf({inputs, attributes}: Node, constants: Constants): Range | undefined {
  const [low, high] = ['min', 'max'].map((key, i) => {
    const written = attributes.get(key) ?? constants.get(inputs[i + 1] ?? '')?.values?.[0];
    return typeof written === 'number' ? written : undefined;
  });
  return low !== undefined && high !== undefined && low < high ? [low, high] : undefined;
}

/** A step y = factor · x + offset by one number, and where x comes from. */
function affineOf({op, inputs}: Node, constants: Constants) {
  const [first = '', second = ''] = inputs;
  const number = (name: string) => {
    const values = constants.get(name)?.values;
    return values && values.length > 0 && values.every((value) => value === values[0])
      ? values[0]
      : undefined;
  };
  const [left, right] = [number(first), number(second)];
  const step = (from: string, factor: number, offset: number) => ({from, factor, offset});
  if (op === 'Neg') return step(first, -1, 0);
  if (op === 'Add' && right !== undefined) return step(first, 1, right);
  if (op === 'Add' && left !== undefined) return step(second, 1, left);
  if (op === 'Sub' && right !== undefined) return step(first, 1, -right);
  if (op === 'Sub' && left !== undefined) return step(second, -1, left);
  if (op === 'Mul' && right !== undefined) return step(first, right, 0);
  if (op === 'Mul' && left !== undefined) return step(second, left, 0);
  if (op === 'Div' && right) return step(first, 1 / right, 0);
  return undefined;
}

/** The range of what the graph takes, if its first operators bring it into a usual one. */
export function inputRange({nodes, inputs}: Graph, constants: Constants): Range | undefined {
  let name = inputs[0]?.name ?? '';
  let [factor, offset] = [1, 0];
  for (const node of nodes) {
    if (!node.inputs.includes(name)) continue;
    const step = affineOf(node, constants);
    if (step?.from === name) {
      factor *= step.factor;
      offset = offset * step.factor + step.offset;
    } else if (!passing.has(node.op)) break;
    name = node.outputs[0] ?? '';
  }
  if (factor === 1 && offset === 0) return undefined;
  const near = (a: number, b: number) => Math.abs(a - b) < 0.05;
  return usualRanges.find(([black, white]) => {
    const ends = [black, white].map((value) => factor * value + offset);
    const [low = NaN, high = NaN] = ends;
    return near(high, 1) && (near(low, -1) || near(low, 0)) && factor !== 1;
  });
}
