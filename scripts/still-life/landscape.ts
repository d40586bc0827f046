import {fbm3, hash3, noise3, smooth, speckle2} from './random.ts';
import {hex, mix, scale} from './vec.ts';
import type {Vec3} from './vec.ts';

const ZENITH = hex(0x5d94d6);
const HAZE = hex(0xf3e3c4);
const CLOUD = hex(0xfff4e2);
const FAR = hex(0x8da4c4);
const MID = hex(0x6f8a7d);
const WHEAT = hex(0xd9b45a);
const GRASS = hex(0x7d9440);
const LAVENDER = hex(0x7c6aa8);
const TREE = hex(0x2f4426);
const TREE_LIT = hex(0x75823a);

/** The view from the window: fields, cypresses, hills and a hazy summer sky. */
export function landscape(dx: number, dy: number, dz: number): Vec3 {
  return scale(at(dx / -dz, dy / -dz + 0.008), 1.35);
}

/** The picture on the wall: the same country on another evening. */
export function painting(u: number, v: number): Vec3 {
  // Short slanted dabs of one colour each, so that it reads as paint.
  const i = Math.floor(u * 46 + v * 14);
  const j = Math.floor(v * 58 + 3 * noise3(u * 30, v * 6, 4));
  const ju = (i - v * 14 + hash3(i, j, 3)) / 46;
  const jv = (j + hash3(i, j, 5) - 1) / 58;
  const c = at((ju - 0.5) * 0.6 + 2.1, (jv - 0.42) * 0.42);
  const dab = 0.8 + 0.4 * hash3(i, j, 7);
  return mix(scale(c, dab * 0.8), [0.35, 0.2, 0.06], 0.18);
}

/** The country at a slope to the right and up of the horizon. */
function at(x: number, y: number): Vec3 {
  const far = 0.035 + 0.06 * fbm3(x * 5 + 2, 0, 0, 4);
  const mid = -0.012 + 0.05 * fbm3(x * 9 + 11, 4, 0, 4);
  let c = y > far ? sky(x, y) : y > mid ? hills(x, y, far) : field(x, y);
  for (const tree of TREES) c = plant(c, x, y, tree);
  c = hedge(c, x, y);
  return mix(c, HAZE, 0.12 * smooth(0.12, 0, Math.abs(y)));
}

function sky(x: number, y: number): Vec3 {
  const base = mix(HAZE, ZENITH, Math.pow(smooth(-0.02, 0.3, y), 0.7));
  const puff = fbm3(x * 7, y * 17, 3.3, 5) + 0.25 * fbm3(x * 2, y * 5, 8, 2);
  return mix(base, CLOUD, 0.85 * smooth(0.6, 0.82, puff));
}

function hills(x: number, y: number, top: number): Vec3 {
  const shade = fbm3(x * 30, y * 60, 1, 3);
  const c = mix(FAR, MID, smooth(0.05, 0.0, y));
  return scale(mix(c, HAZE, 0.15), 0.75 + 0.4 * shade + 0.1 * smooth(0.02, 0, top - y));
}

function field(x: number, y: number): Vec3 {
  const depth = 1 / Math.max(0.014, 0.05 - y);
  const across = (x + 0.1) * depth;
  const grain = fbm3(x * 70, y * 190, 7, 3);
  // Parcels side by side, each with its own crop.
  const strip = Math.floor(depth * 0.13 + 0.05 * across + 0.25 * noise3(across * 0.2, 1, 1));
  const crop = hash3(strip, 2, 5);
  const rows = 0.5 + 0.5 * Math.sin(across * 9 + 1.2 * noise3(depth, across, 1));
  const clear = smooth(60, 12, depth);
  let c = crop < 0.36 ? mix(LAVENDER, GRASS, 0.55 * rows * clear) : crop < 0.7 ? WHEAT : GRASS;
  if (crop >= 0.36) c = mix(c, MID, 0.25 * rows * clear);
  return scale(mix(c, HAZE, 0.25 * smooth(10, 60, depth)), 0.62 + 0.6 * grain);
}

/** A bush under the window, which closes the view below. */
function hedge(c: Vec3, x: number, y: number): Vec3 {
  const top = -0.15 + 0.09 * (fbm3(x * 9, 2, 6, 3) - 0.5);
  const inside = smooth(0.012, -0.012, y - top - 0.05 * (fbm3(x * 60, y * 60, 2, 3) - 0.5));
  const lit = smooth(0.42, 0.62, fbm3(x * 42, y * 42, 9, 3) + 1.2 * (y - top));
  const rose = speckle2(x * 45, y * 45, 4) + 0.3 * noise3(x * 150, y * 150, 4);
  const bloom = smooth(0.4, 0.3, rose);
  const green = mix(TREE, TREE_LIT, lit);
  return mix(c, mix(green, hex(0xe8b7b0), bloom * 0.8), inside);
}

type Tree = {x: number; foot: number; height: number; width: number; slim: boolean};

const TREES: Tree[] = Array.from({length: 46}, (_, i) => {
  const slim = hash3(i, 2, 1) < 0.4;
  const near = hash3(i, 5, 4);
  return {
    x: -0.75 + 0.95 * hash3(i, 1, 9) + (i % 3 === 0 ? 2.1 : 0),
    foot: 0.012 - 0.055 * near * near,
    height: (slim ? 0.05 : 0.024) * (0.5 + 1.2 * near),
    width: (slim ? 0.007 : 0.02) * (0.5 + 1.2 * near),
    slim,
  };
}).sort((a, b) => b.foot - a.foot);

// Two tall cypresses where the window shows them.
TREES.push(
  {x: -0.425, foot: -0.03, height: 0.15, width: 0.016, slim: true},
  {x: -0.385, foot: -0.036, height: 0.125, width: 0.015, slim: true},
);

/** Paints one tree over the colour `c`. */
function plant(c: Vec3, x: number, y: number, tree: Tree): Vec3 {
  const h = (y - tree.foot) / tree.height;
  const w = (x - tree.x) / tree.width;
  if (h < -0.2 || h > 1.15 || w < -1.6 || w > 1.6) return c;
  const ragged = 0.35 * (fbm3(x * 190, y * 190, tree.x * 50, 3) - 0.5);
  const half = tree.slim
    ? Math.pow(Math.max(0, h), 0.4) * Math.max(-0.3, 1 - h) * 1.6 - (h < 0 ? 0.4 : 0)
    : Math.sqrt(Math.max(0, h * (1 - h))) * 2;
  const inside = smooth(0.1, -0.1, Math.abs(w) - half - ragged);
  const lit = smooth(0.9, -0.6, w + 1.3 * (fbm3(x * 260, y * 260, 5, 2) - 0.5) - 0.5 * h);
  return mix(c, mix(TREE, TREE_LIT, lit), inside);
}
