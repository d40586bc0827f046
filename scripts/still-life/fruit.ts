import {MAT} from './kinds.ts';
import {surface, tube} from './mesh.ts';
import type {Mesh} from './mesh.ts';
import {noise3, smooth} from './random.ts';
import type {Rng} from './random.ts';
import {add, frame, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** The fruit on the table. */
export type FruitKind = 'apple' | 'pear' | 'lemon';

/** Radius and height along a fruit's axis for v from 0 (blossom) to 1 (stem). */
function outline(kind: FruitKind, v: number): [number, number] {
  const a = (v - 0.5) * Math.PI;
  const c = Math.cos(a);
  const s = Math.sin(a);
  if (kind === 'apple') {
    // Both ends sink in, the stem's more deeply.
    const dip = 0.34 * Math.exp(-c * c * 9) * smooth(0.5, 1, v) + 0.16 * Math.exp(-c * c * 22);
    return [0.66 * c * (1 + 0.07 * s), s * (0.6 - dip)];
  }
  if (kind === 'lemon') {
    const tip = 0.2 * Math.exp(-c * c * 14);
    return [0.5 * Math.pow(c, 0.92), s * (0.58 + tip)];
  }
  const neck = smooth(-0.05, 0.95, s);
  return [c * (0.68 - 0.22 * neck) * (1 - 0.1 * smooth(0, 0.6, s)), s * 0.62 + neck * 0.5];
}

/** Adds one fruit with its centre at `at` and its stem along `axis`. */
export function addFruit(
  mesh: Mesh,
  kind: FruitKind,
  at: Vec3,
  axis: Vec3,
  size: number,
  part: number,
): void {
  const up = unit(axis);
  const [s, t] = frame(up);
  const place = (x: number, y: number, z: number) =>
    add(add(add(at, s, x * size), up, y * size), t, z * size);
  surface(
    mesh,
    48,
    40,
    (u, v) => {
      const [r, y] = outline(kind, v);
      const angle = u * Math.PI * 2 + part;
      const x = Math.cos(angle);
      const z = Math.sin(angle);
      const lump = 0.9 + 0.2 * noise3(x * 1.2 + part * 9, y * 1.6, z * 1.2);
      const lobes = kind === 'apple' ? 1 + 0.025 * Math.cos(angle * 5) * smooth(0.6, 0, v) : 1;
      return place(x * r * lump * lobes, y, z * r * lump * lobes);
    },
    {mat: MAT[kind], part, wrap: true},
  );
  if (kind === 'lemon') return;
  const foot = kind === 'apple' ? 0.24 : 1.05;
  const lean = ((part * 7.3) % 1) - 0.5;
  const path = (v: number) => place(lean * v * v * 0.3, foot + v * 0.42, 0.1 * v * v);
  tube(mesh, path, (v) => size * (0.028 + 0.03 * v * v * v), {mat: MAT.bark, part}, 8, 7);
}

/** Adds half a lemon whose cut face looks along `axis`. */
export function addHalfLemon(mesh: Mesh, at: Vec3, axis: Vec3, part: number): void {
  const up = unit(axis);
  const [s, t] = frame(up);
  const ring = (u: number, r: number, y: number) => {
    const a = u * Math.PI * 2;
    return add(add(add(at, s, Math.cos(a) * r), up, y), t, Math.sin(a) * r);
  };
  const shell = (u: number, v: number) => {
    const [r, y] = outline('lemon', v * 0.5);
    return ring(u, r, y);
  };
  surface(mesh, 40, 24, shell, {mat: MAT.lemon, part, wrap: true});
  surface(mesh, 40, 12, (u, v) => ring(u, 0.5 * v, 0.012 * (1 - v)), {mat: MAT.flesh, wrap: true});
}

/** Drops fruit of radius `r` into the bowl at `at` and returns where the pieces come to rest. */
export function settle(at: Vec3, count: number, r: number, rng: Rng): Vec3[] {
  const spots = Array.from({length: count}, (_, i) => {
    const a = i * 2.4;
    const d = 0.75 * Math.sqrt(i / count) + 0.1 * rng();
    return [Math.cos(a) * d, 1.2 + i * 0.35, Math.sin(a) * d] as [number, number, number];
  });
  for (let step = 0; step < 400; step++) {
    for (const p of spots) {
      p[1] -= 0.012;
      // The inside of the bowl is close to a sphere about a point above it.
      const d = Math.hypot(p[0], p[1] - 2.1, p[2]);
      const reach = 1.9 - r;
      if (d > reach && p[1] < 1.2) {
        const k = reach / d;
        p[0] *= k;
        p[1] = 2.1 + (p[1] - 2.1) * k;
        p[2] *= k;
      }
    }
    for (const p of spots) {
      for (const q of spots) {
        const d = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
        if (p === q || d > 2 * r || d < 1e-6) continue;
        const push = (r - d / 2) / d;
        for (let k = 0; k < 3; k++) {
          const shift = (p[k]! - q[k]!) * push;
          p[k] = p[k]! + shift;
          q[k] = q[k]! - shift;
        }
      }
    }
  }
  return spots.map((p) => add(at, p));
}
