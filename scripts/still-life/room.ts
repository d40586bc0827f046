import {MAT} from './kinds.ts';
import {box, quad, surface} from './mesh.ts';
import type {Mesh} from './mesh.ts';
import type {Vec3} from './vec.ts';

/** The plane of the back wall. */
export const WALL_Z = -3;
/** The window in the back wall: left, right, sill and head. */
export const WINDOW = {x0: -7.2, x1: -2.9, y0: 1.5, y1: 8.2} as const;
const DEEP = 1.1;

/** Adds a box with rounded edges, which catch the light as no sharp edge does. */
function slab(mesh: Mesh, lo: Vec3, hi: Vec3, mat: number, part = 0): void {
  const half = [0, 1, 2].map((k) => (hi[k]! - lo[k]!) / 2);
  const r = Math.min(0.05, ...half.map((h) => h * 0.5));
  const clip = (value: number, h: number) => Math.max(-h + r, Math.min(h - r, value));
  for (let side = 0; side < 6; side++) {
    const axis = side % 3;
    const sign = side < 3 ? 1 : -1;
    surface(
      mesh,
      8,
      8,
      (u, v) => {
        const ease = (w: number) => Math.sign(w - 0.5) * (1 - Math.pow(1 - Math.abs(w * 2 - 1), 3));
        const q = [0, 0, 0];
        q[axis] = sign * half[axis]!;
        q[(axis + 1) % 3] = ease(u) * half[(axis + 1) % 3]!;
        q[(axis + 2) % 3] = ease(v) * half[(axis + 2) % 3]!;
        const inner = q.map((value, k) => clip(value, half[k]!));
        const d = q.map((value, k) => value - inner[k]!);
        const len = Math.hypot(...d) || 1;
        const at = (k: number) => lo[k]! + half[k]! + inner[k]! + (d[k]! / len) * r;
        return [at(0), at(1), at(2)];
      },
      {mat, part},
    );
  }
}

/** Adds the back wall with its window, the table, and the picture on the wall. */
export function addRoom(mesh: Mesh): void {
  const {x0, x1, y0, y1} = WINDOW;
  const z = WALL_Z;
  const plaster = {mat: MAT.plaster};
  quad(mesh, [-16, -9, z], [x0 + 16, 0, 0], [0, 24, 0], plaster);
  quad(mesh, [x1, -9, z], [16 - x1, 0, 0], [0, 24, 0], plaster);
  quad(mesh, [x0, -9, z], [x1 - x0, 0, 0], [0, y0 + 9, 0], plaster);
  quad(mesh, [x0, y1, z], [x1 - x0, 0, 0], [0, 15 - y1, 0], plaster);
  quad(mesh, [x0, y0, z], [0, y1 - y0, 0], [0, 0, -DEEP], plaster);
  quad(mesh, [x1, y0, z], [0, y1 - y0, 0], [0, 0, -DEEP], plaster);
  quad(mesh, [x0, y1, z], [x1 - x0, 0, 0], [0, 0, -DEEP], plaster);
  slab(mesh, [x0 - 0.25, y0 - 0.22, z - DEEP], [x1 + 0.25, y0, z + 0.3], MAT.paint, 1);
  addSash(mesh);
  addTable(mesh);
  addPicture(mesh, [3.55, 4.9, z], 2.5, 1.9);
  quad(mesh, [-30, -7, -20], [60, 0, 0], [0, 0, 60], {mat: MAT.wood, part: 3});
}

function addSash(mesh: Mesh): void {
  const {x0, x1, y0, y1} = WINDOW;
  const zs = WALL_Z - DEEP + 0.25;
  const mid = (x0 + x1) / 2;
  const bar = (a: Vec3, b: Vec3) => slab(mesh, a, b, MAT.paint);
  bar([x0, y0, zs - 0.18], [x0 + 0.26, y1, zs]);
  bar([x1 - 0.26, y0, zs - 0.18], [x1, y1, zs]);
  bar([x0, y0, zs - 0.18], [x1, y0 + 0.3, zs]);
  bar([x0, y1 - 0.26, zs - 0.18], [x1, y1, zs]);
  bar([mid - 0.16, y0, zs - 0.16], [mid + 0.16, y1, zs + 0.03]);
  for (const f of [0.36, 0.69]) {
    const y = y0 + (y1 - y0) * f;
    bar([x0, y - 0.07, zs - 0.12], [x1, y + 0.07, zs - 0.03]);
  }
}

function addTable(mesh: Mesh): void {
  // Separate planks, each a touch higher or lower than the next.
  for (let i = 0; i < 5; i++) {
    const back = -2.6 + i * 1.34;
    const drop = i % 2 ? -0.012 : 0;
    slab(mesh, [-11, -0.34, back], [11, drop, back + 1.325], MAT.wood, i);
  }
  slab(mesh, [-10.6, -1.3, 3.6], [10.6, -0.34, 3.85], MAT.wood, 7);
  for (const x of [-6.5, 6.5])
    box(mesh, [x - 0.3, -7, 3.1], [x + 0.3, -0.34, 3.7], {mat: MAT.wood});
}

function addPicture(mesh: Mesh, at: Vec3, w: number, h: number): void {
  const [x, y, z] = at;
  const f = 0.24;
  const rim = (a: Vec3, b: Vec3) => slab(mesh, a, b, MAT.gilt);
  rim([x - f, y - f, z + 0.02], [x + w + f, y, z + 0.2]);
  rim([x - f, y + h, z + 0.02], [x + w + f, y + h + f, z + 0.2]);
  rim([x - f, y, z + 0.02], [x, y + h, z + 0.2]);
  rim([x + w, y, z + 0.02], [x + w + f, y + h, z + 0.2]);
  quad(mesh, [x, y, z + 0.07], [w, 0, 0], [0, h, 0], {mat: MAT.picture});
}
