import type {Bvh, Hit} from './bvh.ts';

const stack = new Int32Array(128);
/** The distance to each node on the stack, so that nodes passed over meanwhile are dropped. */
const reach = new Float64Array(128);

/** Follows a ray and returns whether anything lies within `hit.t`; `any` stops at the first. */
export function cast(
  bvh: Bvh,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
  any: boolean,
): boolean {
  const {box, link, edge} = bvh;
  const ix = 1 / dx;
  const iy = 1 / dy;
  const iz = 1 / dz;
  let best = hit.t;
  let found = -1;
  let top = 0;
  reach[0] = 0;
  stack[top++] = 0;
  while (top > 0) {
    const node = stack[--top]!;
    if (reach[top]! > best) continue;
    const count = link[node * 2 + 1]!;
    const first = link[node * 2]!;
    if (count < 0) {
      const a = enter(box, first * 6, ox, oy, oz, ix, iy, iz, best);
      const b = enter(box, first * 6 + 6, ox, oy, oz, ix, iy, iz, best);
      // The nearer child is pushed last so that it is opened first.
      const swap = a < b ? 1 : 0;
      const far = swap ? b : a;
      const near = swap ? a : b;
      if (far <= best) {
        reach[top] = far;
        stack[top++] = first + swap;
      }
      if (near <= best) {
        reach[top] = near;
        stack[top++] = first + 1 - swap;
      }
      continue;
    }
    for (let i = first; i < first + count; i++) {
      const k = i * 9;
      const ax = edge[k + 3]!;
      const ay = edge[k + 4]!;
      const az = edge[k + 5]!;
      const bx = edge[k + 6]!;
      const by = edge[k + 7]!;
      const bz = edge[k + 8]!;
      const px = dy * bz - dz * by;
      const py = dz * bx - dx * bz;
      const pz = dx * by - dy * bx;
      const det = ax * px + ay * py + az * pz;
      if (det > -1e-12 && det < 1e-12) continue;
      const inv = 1 / det;
      const tx = ox - edge[k]!;
      const ty = oy - edge[k + 1]!;
      const tz = oz - edge[k + 2]!;
      const u = (tx * px + ty * py + tz * pz) * inv;
      if (u < 0 || u > 1) continue;
      const qx = ty * az - tz * ay;
      const qy = tz * ax - tx * az;
      const qz = tx * ay - ty * ax;
      const v = (dx * qx + dy * qy + dz * qz) * inv;
      if (v < 0 || u + v > 1) continue;
      const t = (bx * qx + by * qy + bz * qz) * inv;
      if (t < 1e-5 || t >= best) continue;
      if (any) return true;
      best = t;
      found = i;
      hit.u = u;
      hit.v = v;
    }
  }
  hit.t = best;
  hit.tri = found;
  return found >= 0;
}

/** The distance at which a ray enters a box, or infinity. */
function enter(
  box: Float64Array,
  k: number,
  ox: number,
  oy: number,
  oz: number,
  ix: number,
  iy: number,
  iz: number,
  best: number,
): number {
  const x0 = (box[k]! - ox) * ix;
  const x1 = (box[k + 3]! - ox) * ix;
  const y0 = (box[k + 1]! - oy) * iy;
  const y1 = (box[k + 4]! - oy) * iy;
  const z0 = (box[k + 2]! - oz) * iz;
  const z1 = (box[k + 5]! - oz) * iz;
  // Comparisons rather than Math.min and Math.max, which mind signed zeros and are slower.
  let near = x0 < x1 ? x0 : x1;
  let far = x0 < x1 ? x1 : x0;
  const nearY = y0 < y1 ? y0 : y1;
  const farY = y0 < y1 ? y1 : y0;
  const nearZ = z0 < z1 ? z0 : z1;
  const farZ = z0 < z1 ? z1 : z0;
  if (nearY > near) near = nearY;
  if (nearZ > near) near = nearZ;
  if (near < 0) near = 0;
  if (farY < far) far = farY;
  if (farZ < far) far = farZ;
  if (best < far) far = best;
  return near <= far ? near : Infinity;
}
