import {MAT} from './kinds.ts';
import {surface} from './mesh.ts';
import type {Mesh} from './mesh.ts';
import {noise3} from './random.ts';
import type {Vec3} from './vec.ts';

/** A weight that holds the cloth flat: a foot standing on it. */
export type Foot = {x: number; z: number; radius: number};

const N = 100;
const EDGE = 4.1;
const SKIN = 0.035;

/**
 * Lays a square cloth on the table by letting it fall: it starts narrower than it is, in waves, so
 * that it comes to rest in folds, and hangs over the table's front edge.
 */
export function addCloth(
  mesh: Mesh,
  at: Vec3,
  size: number,
  turn: number,
  feet: Foot[],
  salt: number,
): void {
  const p = new Float64Array(N * N * 3);
  const old = new Float64Array(N * N * 3);
  const step = size / (N - 1);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  for (let j = 0; j < N; j++) {
    for (let i = 0; i < N; i++) {
      const k = (j * N + i) * 3;
      const a = (i / (N - 1) - 0.5) * size;
      const b = (j / (N - 1) - 0.5) * size;
      // Drawn together by a tenth; the waves take up the slack.
      const x = a * 0.9 + 0.12 * (noise3(a, b, salt) - 0.5);
      const z = b * 0.95;
      p[k] = at[0] + x * c + z * s;
      p[k + 1] = 0.1 + 0.75 * noise3(a * 0.75 + b * 0.3, b * 0.3, salt + 7) ** 2;
      p[k + 2] = at[2] - x * s + z * c;
    }
  }
  old.set(p);
  for (let t = 0; t < 130; t++) {
    for (let k = 0; k < p.length; k++) {
      const v = (p[k]! - old[k]!) * 0.93;
      old[k] = p[k]!;
      p[k] = p[k]! + v - (k % 3 === 1 ? 0.0035 : 0);
    }
    for (let pass = 0; pass < 7; pass++) {
      for (const [di, dj, stiff] of LINKS) relax(p, step, di, dj, stiff);
    }
    collide(p, old, feet);
  }
  const f = (u: number, v: number): Vec3 => {
    const k = (Math.round(v * (N - 1)) * N + Math.round(u * (N - 1))) * 3;
    return [p[k]!, p[k + 1]!, p[k + 2]!];
  };
  surface(mesh, N - 1, N - 1, f, {mat: MAT.cloth});
}

/** Neighbours tied to each other: thread, diagonal shear, and a soft resistance to bending. */
const LINKS = [
  [1, 0, 0.5],
  [0, 1, 0.5],
  [1, 1, 0.12],
  [1, -1, 0.12],
  [3, 0, 0.06],
  [0, 3, 0.06],
] as const;

function relax(p: Float64Array, step: number, di: number, dj: number, stiff: number): void {
  const rest = step * Math.hypot(di, dj);
  for (let j = Math.max(0, -dj); j < N - Math.max(0, dj); j++) {
    for (let i = 0; i < N - di; i++) {
      const a = (j * N + i) * 3;
      const b = a + (dj * N + di) * 3;
      const x = p[b]! - p[a]!;
      const y = p[b + 1]! - p[a + 1]!;
      const z = p[b + 2]! - p[a + 2]!;
      const d = Math.sqrt(x * x + y * y + z * z) || 1;
      const k = (stiff * (d - rest)) / d;
      p[a] = p[a]! + x * k;
      p[a + 1] = p[a + 1]! + y * k;
      p[a + 2] = p[a + 2]! + z * k;
      p[b] = p[b]! - x * k;
      p[b + 1] = p[b + 1]! - y * k;
      p[b + 2] = p[b + 2]! - z * k;
    }
  }
}

function collide(p: Float64Array, old: Float64Array, feet: Foot[]): void {
  for (let k = 0; k < p.length; k += 3) {
    const y = p[k + 1]!;
    const z = p[k + 2]!;
    if (y < SKIN && z < EDGE + SKIN) {
      if (SKIN - y < EDGE + SKIN - z + 0.05) {
        p[k + 1] = SKIN;
        // Friction: most of the sliding is lost on the wood.
        p[k] = old[k]! + (p[k]! - old[k]!) * 0.35;
        p[k + 2] = old[k + 2]! + (z - old[k + 2]!) * 0.35;
      } else p[k + 2] = EDGE + SKIN;
    }
    for (const foot of feet) {
      const d = Math.hypot(p[k]! - foot.x, p[k + 2]! - foot.z);
      const cap = SKIN + Math.max(0, d - foot.radius) * 0.7;
      if (p[k + 1]! > cap && d < foot.radius * 1.7) p[k + 1] = cap;
    }
  }
}
