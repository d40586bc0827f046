import {MAT} from './kinds.ts';
import {surface, tube} from './mesh.ts';
import type {Mesh} from './mesh.ts';
import {lerp, noise3, smooth} from './random.ts';
import type {Rng} from './random.ts';
import {add, cross, frame, mix, scale, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** Where a sunflower is, where it looks, and how large it is. */
export type Bloom = {at: Vec3; facing: Vec3; radius: number};

/** Adds a pointed blade that starts at `at`, grows along `out` and curls about it. */
function blade(
  mesh: Mesh,
  at: Vec3,
  out: Vec3,
  normal: Vec3,
  shape: {length: number; width: number; curl: number; fold: number; wave: number; peak: number},
  skin: {mat: number; part: number},
  rows = 10,
): void {
  const side = unit(cross(normal, out));
  const lift = cross(out, side);
  surface(
    mesh,
    6,
    rows,
    (u, v) => {
      const across = u * 2 - 1;
      // A beta-like outline: quick to widen, slow to close to a point.
      const w = Math.pow(v, shape.peak) * Math.pow(1 - v, 0.75) * 2.1 * shape.width;
      const bend = shape.curl * v * v;
      const ripple = shape.wave * (noise3(v * 4, across * 1.3, skin.part * 31) - 0.5) * v;
      const rise = shape.fold * w * across * across + bend * shape.length + ripple;
      const along = shape.length * v * (1 - 0.25 * bend * bend);
      return add(add(add(at, out, along), side, across * w), lift, rise);
    },
    skin,
  );
}

/** Adds a sunflower head with its petals, its disc of florets and the green sepals behind. */
export function addBloom(mesh: Mesh, bloom: Bloom, rng: Rng): void {
  const n = unit(bloom.facing);
  const [s, t] = frame(n);
  const R = bloom.radius;
  const core = R * 0.42;
  const around = (a: number) => add(scale(s, Math.cos(a)), t, Math.sin(a));
  const rings = [
    {count: 17, lift: -0.03, mat: MAT.petal, curl: -0.1, length: 0.68, width: 0.105},
    {count: 16, lift: 0.02, mat: MAT.petal, curl: 0.1, length: 0.6, width: 0.1},
    {count: 13, lift: -0.1, mat: MAT.leaf, curl: -0.35, length: 0.5, width: 0.1},
  ];
  for (const ring of rings) {
    for (let i = 0; i < ring.count; i++) {
      const a = ((i + 0.7 * rng()) / ring.count) * Math.PI * 2;
      const out = unit(add(around(a), n, lerp(-0.16, 0.3, rng())));
      const shape = {
        length: R * ring.length * lerp(0.82, 1.12, rng()),
        width: R * ring.width * lerp(0.8, 1.25, rng()),
        curl: ring.curl + lerp(-0.35, 0.35, rng() * rng() + 0.25),
        fold: lerp(0.1, 0.8, rng()),
        wave: R * 0.14,
        peak: 0.62,
      };
      const start = add(add(bloom.at, around(a), core * 0.86), n, R * ring.lift);
      blade(mesh, start, out, n, shape, {mat: ring.mat, part: rng()});
    }
  }
  const dome = (r: number) =>
    R * 0.1 * (1 - (r / core) ** 2) - R * 0.07 * Math.exp(-((r / core) ** 2) * 7);
  surface(
    mesh,
    24,
    8,
    (u, v) => add(add(bloom.at, around(u * Math.PI * 2), core * v), n, dome(core * v) - R * 0.02),
    {mat: MAT.disc, part: 0.5, wrap: true},
  );
  // Florets on the golden-angle spiral, as a real head packs them.
  const florets = 330;
  for (let i = 0; i < florets; i++) {
    const f = Math.sqrt((i + 0.5) / florets);
    const size = R * lerp(0.02, 0.027, f) * lerp(0.8, 1.2, rng());
    const height = size * (0.9 + 1.5 * smooth(0.45, 0.85, f));
    const dir = around(i * 2.399963 + 0.1 * rng());
    const foot = add(add(bloom.at, dir, core * f), n, dome(core * f) - R * 0.02);
    const lean = unit(add(n, dir, f * 0.5 + 0.3 * (rng() - 0.5)));
    const [p, q] = frame(lean);
    surface(
      mesh,
      5,
      3,
      (u, v) => {
        const r = size * Math.cos(v * 1.45);
        const a = u * Math.PI * 2;
        const ring = add(add(foot, p, Math.cos(a) * r), q, Math.sin(a) * r);
        return add(ring, lean, height * Math.sin(v * 1.57));
      },
      {mat: MAT.disc, part: f, wrap: true},
    );
  }
  const back = (u: number, v: number) => {
    const r = core * (1 - 0.75 * v * v);
    return add(add(bloom.at, around(u * Math.PI * 2), r), n, -R * (0.05 + 0.26 * v));
  };
  surface(mesh, 20, 6, back, {mat: MAT.leaf, part: 0.3, wrap: true});
}

/** Adds the stem from the vase's mouth to a bloom, with leaves along it. */
export function addStem(mesh: Mesh, mouth: Vec3, bloom: Bloom, leaves: number, rng: Rng): void {
  const n = unit(bloom.facing);
  const neck = add(bloom.at, n, -bloom.radius * 0.28);
  const bend = add(neck, add(scale(n, -0.5), [0, -0.75, 0]), bloom.radius);
  const path = (v: number) =>
    mix(mix(mix(mouth, add(mouth, [0, 0.9, 0]), v), bend, v), mix(bend, neck, v), v);
  tube(mesh, path, (v) => 0.07 + 0.03 * v * v, {mat: MAT.leaf, part: 0.1}, 18, 9);
  for (let i = 0; i < leaves; i++) {
    const v = lerp(0.3, 0.8, (i + rng()) / leaves);
    const a = rng() * Math.PI * 2;
    const out = unit([Math.cos(a), lerp(-0.1, 0.5, rng()), Math.abs(Math.sin(a)) * 0.8]);
    addLeaf(mesh, path(v), out, lerp(0.9, 1.5, rng()), rng);
  }
}

/** Adds one broad leaf with a short stalk. */
export function addLeaf(mesh: Mesh, at: Vec3, out: Vec3, length: number, rng: Rng): void {
  const tip = add(at, out, length * 0.3);
  tube(
    mesh,
    (v) => mix(at, tip, v),
    () => 0.03,
    {mat: MAT.leaf, part: 0.2},
    4,
    6,
  );
  const shape = {
    length,
    width: length * lerp(0.26, 0.36, rng()),
    curl: lerp(-0.75, -0.25, rng()),
    fold: lerp(0.2, 0.6, rng()),
    wave: length * 0.2,
    peak: 0.45,
  };
  const normal = unit(add([0, 1, 0], [rng() - 0.5, 0, 0.5 * rng()], 0.8));
  blade(mesh, add(at, out, length * 0.28), out, normal, shape, {mat: MAT.leaf, part: rng()}, 18);
}

/** Adds a petal that has fallen on the table. */
export function addPetal(mesh: Mesh, at: Vec3, turn: number, rng: Rng): void {
  const out: Vec3 = [Math.cos(turn), 0.05, Math.sin(turn)];
  const shape = {length: 0.62, width: 0.11, curl: 0.35, fold: 0.7, wave: 0.1, peak: 0.62};
  blade(mesh, at, unit(out), [0, 1, 0], shape, {mat: MAT.petal, part: rng()});
}
