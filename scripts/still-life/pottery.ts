import {MAT} from './kinds.ts';
import {surface, tube} from './mesh.ts';
import type {Mesh, Skin} from './mesh.ts';
import {noise3} from './random.ts';
import type {Vec3} from './vec.ts';

/** A turned profile as (radius, height) knots, from the foot up the outside and down the inside. */
type Profile = readonly (readonly [number, number])[];

const VASE: Profile = [
  [0.0, 0.0],
  [0.62, 0.0],
  [0.68, 0.06],
  [0.78, 0.35],
  [1.06, 0.95],
  [1.2, 1.55],
  [1.1, 2.1],
  [0.8, 2.55],
  [0.6, 2.85],
  [0.58, 3.05],
  [0.68, 3.28],
  [0.75, 3.36],
  [0.7, 3.38],
  [0.6, 3.25],
  [0.5, 3.05],
  [0.52, 2.8],
  [0.9, 2.2],
  [0.9, 1.2],
  [0.0, 1.0],
];

const BOWL: Profile = [
  [0.0, 0.05],
  [0.7, 0.05],
  [0.76, 0.0],
  [0.84, 0.02],
  [0.86, 0.14],
  [1.2, 0.32],
  [1.58, 0.68],
  [1.78, 1.06],
  [1.82, 1.12],
  [1.76, 1.13],
  [1.7, 1.06],
  [1.5, 0.74],
  [1.1, 0.4],
  [0.6, 0.26],
  [0.0, 0.24],
];

const JUG: Profile = [
  [0.0, 0.0],
  [0.66, 0.0],
  [0.72, 0.05],
  [0.86, 0.4],
  [1.0, 0.85],
  [0.98, 1.25],
  [0.76, 1.7],
  [0.56, 2.02],
  [0.53, 2.25],
  [0.62, 2.52],
  [0.67, 2.58],
  [0.62, 2.58],
  [0.5, 2.3],
  [0.5, 2.0],
  [0.85, 1.2],
  [0.0, 0.6],
];

/** Turns a profile about the vertical axis, a little unround as things from a wheel are. */
function turn(mesh: Mesh, at: Vec3, profile: Profile, skin: Skin, spout = 0): void {
  surface(
    mesh,
    88,
    profile.length * 6,
    (u, v) => {
      const [r, y] = spline(profile, v);
      const angle = u * Math.PI * 2;
      const wobble =
        1 + 0.012 * (noise3(Math.cos(angle) * 1.3, y * 1.4, Math.sin(angle) * 1.3) - 0.5);
      const lip = spout * Math.exp(-((Math.cos(angle) + 1) * 7)) * Math.max(0, y - 2.1) * 0.9;
      return [
        at[0] + Math.cos(angle) * (r * wobble + (r > 0.1 ? lip : 0)),
        at[1] + y + lip * 0.25,
        at[2] + Math.sin(angle) * r * wobble,
      ];
    },
    {...skin, wrap: true},
  );
}

/** A Catmull-Rom curve through the knots. */
function spline(knots: Profile, v: number): [number, number] {
  const x = v * (knots.length - 1);
  const i = Math.min(knots.length - 2, Math.floor(x));
  const t = x - i;
  const k = (j: number) => knots[Math.min(knots.length - 1, Math.max(0, j))]!;
  const at = (c: 0 | 1) => {
    const [p, q, r, s] = [k(i - 1)[c], k(i)[c], k(i + 1)[c], k(i + 2)[c]];
    return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
  };
  return [Math.max(0, at(0)), at(1)];
}

/** The vase that holds the flowers. */
export function addVase(mesh: Mesh, at: Vec3): void {
  turn(mesh, at, VASE, {mat: MAT.vase});
}

/** The fruit bowl. */
export function addBowl(mesh: Mesh, at: Vec3): void {
  turn(mesh, at, BOWL, {mat: MAT.bowl});
}

/** The earthenware jug with its handle. */
export function addJug(mesh: Mesh, at: Vec3): void {
  turn(mesh, at, JUG, {mat: MAT.clay}, 1);
  const handle = (t: number): Vec3 => {
    const a = Math.PI * (0.5 - t * 1.05);
    return [at[0] + 0.52 + Math.cos(a) * 0.72, at[1] + 1.6 + Math.sin(a) * 0.8, at[2]];
  };
  tube(mesh, handle, (t) => 0.1 + 0.05 * Math.abs(t - 0.5), {mat: MAT.clay}, 28, 12);
}
