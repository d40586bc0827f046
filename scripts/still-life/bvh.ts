import type {Mesh} from './mesh.ts';

/** What a ray met: the triangle (or -1), the distance, and the barycentric position. */
export type Hit = {tri: number; t: number; u: number; v: number};

/** A bounding volume hierarchy over a mesh's triangles, in flat arrays. */
export type Bvh = {
  /** Six numbers a node: lowest corner, highest corner. */
  box: Float64Array;
  /** Two numbers a node: first triangle and count, or left child and minus one. */
  link: Int32Array;
  /** Nine numbers a triangle, in leaf order: a corner and the two edges from it. */
  edge: Float64Array;
  /** The mesh's triangle for each triangle in leaf order. */
  order: Int32Array;
};

const BINS = 16;
const LEAF = 3;

/** Builds the hierarchy with the surface area heuristic over binned centroids. */
export function buildBvh(mesh: Mesh): Bvh {
  const n = mesh.tri.length / 3;
  const lo = new Float64Array(n * 3);
  const hi = new Float64Array(n * 3);
  const mid = new Float64Array(n * 3);
  for (let i = 0; i < n * 3; i++) {
    const tri = Math.floor(i / 3) * 3;
    const a = mesh.pos[mesh.tri[tri]! * 3 + (i % 3)]!;
    const b = mesh.pos[mesh.tri[tri + 1]! * 3 + (i % 3)]!;
    const c = mesh.pos[mesh.tri[tri + 2]! * 3 + (i % 3)]!;
    lo[i] = Math.min(a, b, c);
    hi[i] = Math.max(a, b, c);
    mid[i] = (lo[i]! + hi[i]!) / 2;
  }
  const order = Int32Array.from({length: n}, (_, i) => i);
  const box = new Float64Array(n * 12);
  const link = new Int32Array(n * 4);
  let used = 1;
  const todo: [number, number, number][] = [[0, 0, n]];
  for (let job = todo.pop(); job; job = todo.pop()) {
    const [node, first, count] = job;
    bound(order, lo, hi, first, count, box, node * 6);
    const cut = count > LEAF ? split(order, lo, hi, mid, first, count) : 0;
    if (!cut) {
      link[node * 2] = first;
      link[node * 2 + 1] = count;
      continue;
    }
    link[node * 2] = used;
    link[node * 2 + 1] = -1;
    todo.push([used, first, cut], [used + 1, first + cut, count - cut]);
    used += 2;
  }
  const edge = new Float64Array(n * 9);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 3; k++) {
      const corner = (j: number) => mesh.pos[mesh.tri[order[i]! * 3 + j]! * 3 + k]!;
      edge[i * 9 + k] = corner(0);
      edge[i * 9 + 3 + k] = corner(1) - corner(0);
      edge[i * 9 + 6 + k] = corner(2) - corner(0);
    }
  }
  return {box: box.slice(0, used * 6), link: link.slice(0, used * 2), edge, order};
}

function bound(
  order: Int32Array,
  lo: Float64Array,
  hi: Float64Array,
  first: number,
  count: number,
  out: Float64Array,
  at: number,
): void {
  for (let k = 0; k < 3; k++) {
    let a = Infinity;
    let b = -Infinity;
    for (let i = first; i < first + count; i++) {
      a = Math.min(a, lo[order[i]! * 3 + k]!);
      b = Math.max(b, hi[order[i]! * 3 + k]!);
    }
    // A flat box would be lost to rounding; the slack gives it some depth.
    out[at + k] = a - 1e-5;
    out[at + 3 + k] = b + 1e-5;
  }
}

function area(b: Float64Array): number {
  const x = b[3]! - b[0]!;
  const y = b[4]! - b[1]!;
  const z = b[5]! - b[2]!;
  return x * y + y * z + z * x;
}

/** Sorts a run of triangles into two and returns the size of the first, or 0 to keep a leaf. */
function split(
  order: Int32Array,
  lo: Float64Array,
  hi: Float64Array,
  mid: Float64Array,
  first: number,
  count: number,
): number {
  const range = new Float64Array(6);
  bound(order, mid, mid, first, count, range, 0);
  let axis = 0;
  for (let k = 1; k < 3; k++) {
    if (range[k + 3]! - range[k]! > range[axis + 3]! - range[axis]!) axis = k;
  }
  const from = range[axis]!;
  const scale = BINS / (range[axis + 3]! - from);
  const binOf = (t: number) => Math.min(BINS - 1, Math.floor((mid[t * 3 + axis]! - from) * scale));
  const run = order.slice(first, first + count);
  const bins: number[][] = Array.from({length: BINS}, () => []);
  for (const t of run) bins[binOf(t)]!.push(t);
  const costs = (list: number[][]) => {
    const box = new Float64Array([1e9, 1e9, 1e9, -1e9, -1e9, -1e9]);
    let size = 0;
    return list.map((bin) => {
      for (const t of bin) {
        for (let k = 0; k < 3; k++) {
          box[k] = Math.min(box[k]!, lo[t * 3 + k]!);
          box[k + 3] = Math.max(box[k + 3]!, hi[t * 3 + k]!);
        }
      }
      size += bin.length;
      return size ? area(box) * size : 0;
    });
  };
  const left = costs(bins);
  const right = costs([...bins].reverse()).reverse();
  let best = 1;
  for (let i = 1; i < BINS; i++) {
    if (left[i - 1]! + right[i]! < left[best - 1]! + right[best]!) best = i;
  }
  const sorted = bins.flat();
  order.set(sorted, first);
  const cut = bins.slice(0, best).reduce((sum, bin) => sum + bin.length, 0);
  // Coincident centroids cannot be told apart; halving still bounds the depth.
  return cut === 0 || cut === count ? count >> 1 : cut;
}
