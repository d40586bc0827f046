import {look} from './look.ts';
import type {Look, Spot} from './look.ts';
import {fbm3, noise3, smooth, speckle2} from './random.ts';
import {hex, mix, scale} from './vec.ts';

const RUSSET = hex(0x8f5a2a);

/** Red streaks over yellow, pale pores, and a dull hollow at the stem. */
export function apple({u, v, x, y, z, part}: Spot): Look {
  const flush = fbm3(x * 1.1 + part * 9, y * 1.1, z * 1.1, 3);
  const streak = fbm3(u * 44, v * 3.2 + part * 5, part * 17, 3);
  const red = smooth(0.28, 0.62, flush * 0.75 + streak * 0.55 - 0.12 + 0.2 * part);
  const skin = mix(hex(0xc9b545), mix(hex(0xb3261a), hex(0x7d1016), streak), red);
  const dot = smooth(0.11, 0.05, speckle2(u * 36, v * 20, 11));
  const hollow = smooth(0.93, 0.985, v);
  return look(
    mix(mix(skin, hex(0xe0b878), dot * 0.38), hex(0x8a7a2c), hollow),
    0.22 + 0.12 * streak,
    0.045,
  );
}

/** Yellow green with russet freckles and a blush. */
export function pear({u, v, x, y, z, part}: Spot): Look {
  const cloud = fbm3(x * 2 + part * 7, y * 2, z * 2, 4);
  const blush = smooth(0.5, 0.75, fbm3(x * 0.9 + part * 21, y * 0.8, z * 0.9, 2));
  let c = mix(hex(0xa8a53c), hex(0xd2b84a), cloud);
  c = mix(c, hex(0xb9562e), blush * 0.55);
  const dot = smooth(0.2, 0.08, speckle2(u * 38, v * 26, 5));
  const russet = smooth(0.5, 0.75, fbm3(u * 12, v * 14, part * 9, 4)) * (0.25 + smooth(0.8, 1, v));
  return look(mix(mix(c, RUSSET, dot * 0.55), RUSSET, Math.min(1, russet)), 0.4, 0.04);
}

/** Yellow, greener towards the ends. */
export function lemon({u, v, part}: Spot): Look {
  const tip = smooth(0.86, 1, v) + smooth(0.14, 0, v);
  const c = mix(
    hex(0xf0c22a),
    hex(0xb7b13a),
    Math.min(1, tip * 0.5 + 0.3 * fbm3(u * 5, v * 4, part * 8, 2) - 0.1),
  );
  return look(c, 0.33, 0.045, 0.04, hex(0xf7d04a));
}

/** The stems of fruit. */
export function bark({x, y, z}: Spot): Look {
  return look(scale(hex(0x5b452c), 0.7 + 0.6 * fbm3(x * 14, y * 14, z * 14, 2)), 0.8, 0.02);
}

/** Orange at the root and yellow at the tip; the sun shines through. */
export function petal({u, v, part}: Spot): Look {
  const vein = fbm3(u * 14, v * 1.5, part * 40, 2);
  const base = mix(hex(0xd9790e), hex(0xf5b81c), smooth(0, 0.5, v) * (0.7 + 0.3 * part));
  const c = mix(base, hex(0xf9cf3c), smooth(0.55, 1, v) * 0.6 * part);
  return look(scale(c, 0.78 + 0.34 * vein), 0.6, 0.025, 0.36, hex(0xf7a814));
}

/** The head of florets: green within, then dark, then pollen at the rim. */
export function disc({x, y, z, part}: Spot): Look {
  const n = noise3(x * 14, y * 14, z * 14);
  let c = mix(hex(0x5b4a1e), hex(0x2a160c), smooth(0.2, 0.45, part));
  c = mix(c, hex(0x6b3a10), smooth(0.6, 0.85, part));
  c = mix(c, hex(0xc98a1c), smooth(0.72, 0.95, part) * n);
  return look(scale(c, 0.7 + 0.7 * n), 0.7, 0.03);
}

/** Leaves and stems, with ribs and veins. */
export function leaf({u, v, x, y, z, part}: Spot): Look {
  const side = Math.abs(u - 0.5);
  const rib = smooth(0.035, 0.01, side);
  const vein = smooth(0.12, 0.03, Math.abs(((v * 7 - side * 5) % 1) - 0.5) - 0.02 * side);
  const cloud = fbm3(x * 3, y * 3, z * 3, 3);
  const c = mix(
    mix(hex(0x3f6128), hex(0x6d8a38), part * 0.6 + 0.4 * cloud),
    hex(0x9db060),
    Math.max(rib * 0.7, vein * 0.25),
  );
  return look(c, 0.42, 0.035, 0.28, hex(0x8fae2c));
}

/** The cut face of a lemon. */
export function flesh({u, v}: Spot): Look {
  const f = (((u * 9) % 1) + 1) % 1;
  const wall = smooth(0.05, 0.1, Math.min(f, 1 - f) * (0.25 + v));
  const pulp = wall * smooth(0.09, 0.13, v) * smooth(0.88, 0.84, v);
  const sacs = noise3(u * 60, v * 9, 2);
  const c = mix(hex(0xf6efcf), mix(hex(0xf0d25a), hex(0xe2b52c), sacs), pulp);
  return look(mix(c, hex(0xf0c22a), smooth(0.94, 0.97, v)), 0.3, 0.04, 0.2, hex(0xf7dd6a));
}
