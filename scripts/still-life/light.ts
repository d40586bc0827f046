import {landscape} from './landscape.ts';
import {fbm3, noise3, smooth} from './random.ts';
import {WALL_Z, WINDOW} from './room.ts';
import {scale, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** Direction towards the sun, low on the left and in front of the wall. */
export const SUN: Vec3 = unit([-0.8, 0.42, 0.55]);
/** Irradiance of the sun on a surface that faces it. */
export const SUN_POWER: Vec3 = scale([1, 0.79, 0.5], 11.5);
/** Radius of the sun's disc in radians, larger than life as haze makes it. */
export const SUN_SIZE = 0.016;

/** A rectangle of daylight: a corner, two edges, its outward normal and its radiance. */
export type Portal = {o: Vec3; a: Vec3; b: Vec3; n: Vec3; area: number; glow: Vec3; chance: number};

/** The large window out of frame on the left, and the one in the back wall. */
export const PORTALS: readonly [Portal, Portal] = [
  {
    o: [-10, 0.5, -1],
    a: [0, 9, 0],
    b: [0, 0, 9],
    n: [1, 0, 0],
    area: 81,
    glow: [2.5, 3.0, 3.75],
    chance: 0.65,
  },
  {
    // Well behind the sash: points of light close to a bar would flare on it.
    o: [WINDOW.x0 - 1, WINDOW.y0 - 1, WALL_Z - 3],
    a: [WINDOW.x1 - WINDOW.x0 + 2, 0, 0],
    b: [0, WINDOW.y1 - WINDOW.y0 + 2, 0],
    n: [0, 0, 1],
    area: (WINDOW.x1 - WINDOW.x0 + 2) * (WINDOW.y1 - WINDOW.y0 + 2),
    glow: [4.2, 4.9, 5.8],
    chance: 0.35,
  },
];

/** Width of a soft bar at `at`. */
function bar(x: number, at: number, half: number, soft: number): number {
  return smooth(half - soft, half + soft, Math.abs(x - at));
}

/** How much of the sun the window on the left lets through to a point: panes, bars and leaves. */
export function sunMask(x: number, y: number, z: number): number {
  // Every point is carried along the sunlight to the back wall, where the panes are laid out.
  const s = (z - WALL_Z) / SUN[2];
  const a = x - SUN[0] * s;
  const b = y - SUN[1] * s + (SUN[1] / -SUN[0]) * a;
  const soft = 0.16;
  const inside =
    smooth(0.1 - soft, 0.1 + soft, a) *
    smooth(9.4 + soft, 9.4 - soft, a) *
    smooth(-1.9 - soft, -1.9 + soft, b) *
    smooth(8.3 + soft, 8.3 - soft, b);
  if (inside <= 0) return 0;
  const bars =
    bar(a, 3.15, 0.17, soft) *
    bar(a, 6.3, 0.17, soft) *
    bar(b, 1.5, 0.14, soft) *
    bar(b, 4.9, 0.14, soft);
  // A tree outside breaks the light up.
  const tree = smooth(0.3, 0.46, fbm3(a * 0.7 + 3, b * 0.7, 1.5, 3));
  const leaves = smooth(0.25, 0.5, noise3(a * 2.1, b * 2.1, 9.2));
  return inside * bars * (0.45 + 0.55 * Math.max(tree, leaves * 0.8));
}

/** What a ray sees when it leaves the scene. `mirror` rays also see the window on the left. */
export function surroundings(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  mirror: boolean,
): Vec3 {
  if (dz < 0 && oz + dz * 1e3 < WALL_Z && Math.abs(dx) < -dz * 4) return landscape(dx, dy, dz);
  if (mirror && dx < 0) {
    const t = (-10 - ox) / dx;
    const y = oy + dy * t;
    const z = oz + dz * t;
    if (y > 0.5 && y < 9.5 && z > -1 && z < 8) {
      const panes =
        bar(z, 3.5, 0.22, 0.05) *
        bar(z, 0.9, 0.14, 0.05) *
        bar(y, 3.5, 0.18, 0.05) *
        bar(y, 6.5, 0.18, 0.05);
      return scale(PORTALS[0].glow, 0.25 + 2.2 * panes);
    }
  }
  // The rest of the room: a pale ceiling, a warm far wall, a dark floor.
  const up = smooth(-0.3, 0.7, dy);
  return [0.08 + 0.2 * up, 0.075 + 0.19 * up, 0.07 + 0.19 * up];
}
