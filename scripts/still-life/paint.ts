import {apple, bark, disc, flesh, leaf, lemon, pear, petal} from './produce.ts';
import {look} from './look.ts';
import type {Look, Spot} from './look.ts';
import {MAT} from './kinds.ts';
import {painting} from './landscape.ts';
import {fbm3, hash3, noise3, smooth, speckle2} from './random.ts';
import {hex, mix, scale} from './vec.ts';

const PLASTER = hex(0xd3c4a6);
const STAIN = hex(0xb39c78);
const WALNUT = hex(0x5a3a22);
const HONEY = hex(0xa87a48);
const LINEN = hex(0xe9e2d2);
const INDIGO = hex(0x35508f);
const COBALT = hex(0x1d3f8c);
const TEAL = hex(0x3f86a0);
const CREAM = hex(0xe8dcc0);
const RUSSET = hex(0x8f5a2a);

/** Colours a point by its material. */
export function paint(mat: number, s: Spot): Look {
  return (PAINTERS[mat] ?? plaster)(s);
}

function plaster({x, y, z}: Spot): Look {
  const cloud = fbm3(x * 0.45, y * 0.45, z, 4);
  const fine = fbm3(x * 5, y * 5, z * 5, 3);
  const c = mix(PLASTER, STAIN, 0.75 * smooth(0.45, 0.8, cloud) + 0.2 * (fine - 0.5));
  return look(scale(c, 0.9 + 0.16 * fine), 1, 0);
}

function wood({x, z, y, part}: Spot): Look {
  const salt = part * 13.7;
  const wave = fbm3(x * 0.22 + salt, z * 1.1, salt, 3);
  const ring = 0.5 + 0.5 * Math.sin((z * 1.9 + wave * 5 + y * 4) * 6.3);
  const fibre = fbm3(x * 1.3 + salt, z * 34, y * 34, 3);
  const worn = fbm3(x * 0.5, z * 0.9, salt + 3, 3);
  const grain = 0.26 * ring + 0.95 * fibre - 0.2 + 0.5 * (worn - 0.5);
  const c = scale(mix(WALNUT, HONEY, smooth(0, 1, grain)), 0.82 + 0.3 * hash3(part, 3, 1));
  const scratch = smooth(0.1, 0.02, Math.abs(noise3(x * 0.8, z * 22, salt + 8) - 0.5));
  return look(scale(c, 1 - 0.12 * scratch), 0.34 + 0.25 * fibre + 0.1 * worn, 0.04);
}

function cloth({u, v, x, z}: Spot): Look {
  const stripe = (t: number) => {
    const f = (((t * 9) % 1) + 1) % 1;
    return (
      smooth(0.29, 0.3, f) * smooth(0.71, 0.7, f) + 0.8 * smooth(0.03, 0.025, Math.abs(f - 0.94))
    );
  };
  const thread = 0.93 + 0.14 * noise3(u * 620, v * 90, 1) * noise3(u * 90, v * 620, 2) * 2;
  const dye = 0.5 * (stripe(u) + stripe(v));
  const hem = smooth(0.012, 0.009, Math.min(u, v, 1 - u, 1 - v));
  const c = mix(LINEN, INDIGO, Math.min(1, dye) * 0.94);
  const aged = thread * (0.95 + 0.1 * fbm3(x * 2, z * 2, 1, 3)) * (1 - 0.12 * hem);
  return look(scale(c, aged), 1, 0, 0.12);
}

function vase({x, y, z, u}: Spot): Look {
  const angle = u * Math.PI * 2;
  const run = 2.35 + 0.5 * (fbm3(Math.cos(angle) * 2.2, Math.sin(angle) * 2.2, 5, 3) - 0.5);
  const drip = smooth(
    -0.07,
    0.07,
    y - run + 0.25 * noise3(Math.cos(angle) * 9, y * 0.6, Math.sin(angle) * 9) - 0.1,
  );
  const pool = fbm3(x * 2.5, y * 1.2, z * 2.5, 4);
  const deep = mix(COBALT, TEAL, smooth(0.45, 0.75, pool + 0.12 * (y - 1.2)));
  let c = mix(deep, CREAM, drip);
  const spot = speckle2(angle * 9, y * 9, 3);
  c = mix(c, RUSSET, 0.5 * smooth(0.16, 0.07, spot) * drip);
  // Bare stoneware at the foot, where no glaze may run.
  const bare = smooth(0.2, 0.14, y + 0.05 * noise3(angle * 3, 1, 1));
  return look(mix(c, hex(0xa9825f), bare), 0.07 + 0.5 * bare + 0.06 * pool, 0.05);
}

function bowl({x, y, z}: Spot): Look {
  const r = Math.hypot(x + 2.15, z - 1.35);
  const cloud = fbm3(x * 3, y * 3, z * 3, 3);
  const rim = smooth(1.72, 1.76, r) * smooth(1.0, 1.04, y);
  const line =
    smooth(0.03, 0.015, Math.abs(y - 0.62 + 0.02 * noise3(x * 2, z * 2, 1))) * smooth(1.3, 1.4, r);
  const c = mix(
    scale(hex(0xeae4d6), 0.92 + 0.12 * cloud),
    COBALT,
    Math.max(0.85 * line, rim * 0.8),
  );
  return look(c, 0.14 + 0.08 * cloud, 0.05);
}

function trim({x, y, z, part}: Spot): Look {
  const n = fbm3(x * 3, y * 3, z * 9, 4);
  const worn = smooth(0.6, 0.68, fbm3(x * 2.2, y * 5, z * 5, 4));
  const c = mix(part ? hex(0xd8d2c2) : hex(0x8aa39a), hex(0xb79c72), worn * 0.7);
  return look(scale(c, 0.85 + 0.25 * n), 0.5, 0.035);
}

function gilt({x, y, z}: Spot): Look {
  const n = fbm3(x * 5, y * 5, z * 5, 4);
  return look(mix(hex(0x6a4520), hex(0xb98d45), n), 0.36, 0.16);
}

function clay({x, y, z}: Spot): Look {
  const n = fbm3(x * 2.4, y * 2.4, z * 2.4, 4);
  // Dipped in a honey glaze to just below the belly; raw terracotta beneath.
  const dip = smooth(0.55, 0.6, y + 0.12 * (fbm3(x * 1.5, 2, z * 1.5, 3) - 0.5));
  const raw = scale(hex(0xb8734c), 0.85 + 0.3 * n);
  return look(
    mix(raw, mix(hex(0x2f5548), hex(0x7f9468), smooth(0.3, 0.85, n + 0.12 * (y - 1.4))), dip),
    0.75 - 0.58 * dip,
    0.045,
  );
}

const PAINTERS: Record<number, (s: Spot) => Look> = {
  [MAT.wood]: wood,
  [MAT.cloth]: cloth,
  [MAT.vase]: vase,
  [MAT.bowl]: bowl,
  [MAT.apple]: apple,
  [MAT.pear]: pear,
  [MAT.lemon]: lemon,
  [MAT.bark]: bark,
  [MAT.petal]: petal,
  [MAT.disc]: disc,
  [MAT.leaf]: leaf,
  [MAT.paint]: trim,
  [MAT.gilt]: gilt,
  [MAT.picture]: ({u, v}) => look(painting(u, v), 0.35, 0.035),
  [MAT.clay]: clay,
  [MAT.flesh]: flesh,
};
