import {MAT} from './kinds.ts';
import {fbm3, noise3} from './random.ts';
import type {Vec3} from './vec.ts';

/** Height of a material's surface relief at a point, in scene units. */
function height(mat: number, x: number, y: number, z: number): number {
  if (mat === MAT.plaster)
    return 0.09 * fbm3(x * 1.6, y * 1.6, z, 2) + 0.016 * fbm3(x * 9, y * 9, z, 2);
  if (mat === MAT.wood)
    return 0.012 * fbm3(x * 1.2, y * 20, z * 24, 2) + 0.02 * noise3(x * 0.7, y, z * 1.3);
  if (mat === MAT.cloth) return 0.012 * fbm3(x * 16, y * 16, z * 16, 2);
  if (mat === MAT.lemon) return 0.014 * noise3(x * 22, y * 22, z * 22);
  if (mat === MAT.pear) return 0.012 * noise3(x * 12, y * 12, z * 12);
  if (mat === MAT.vase || mat === MAT.bowl) return 0.014 * noise3(x * 3, y * 5, z * 3);
  if (mat === MAT.clay) return 0.012 * noise3(x * 5, y * 9, z * 5);
  if (mat === MAT.leaf) return 0.02 * noise3(x * 9, y * 9, z * 9);
  if (mat === MAT.gilt || mat === MAT.paint) return 0.02 * fbm3(x * 7, y * 7, z * 7, 2);
  if (mat === MAT.picture) return 0.02 * noise3(x * 24, y * 16, z);
  if (mat === MAT.flesh) return 0.02 * noise3(x * 18, y * 18, z * 18);
  return 0;
}

const EPS = 0.012;

/** Tilts a normal by the relief. */
export function emboss(mat: number, x: number, y: number, z: number, n: Vec3): Vec3 {
  if (mat === MAT.petal || mat === MAT.disc || mat === MAT.apple || mat === MAT.bark) return n;
  const h = height(mat, x, y, z);
  const gx = (height(mat, x + EPS, y, z) - h) / EPS;
  const gy = (height(mat, x, y + EPS, z) - h) / EPS;
  const gz = (height(mat, x, y, z + EPS) - h) / EPS;
  const along = gx * n[0] + gy * n[1] + gz * n[2];
  const nx = n[0] - gx + n[0] * along;
  const ny = n[1] - gy + n[1] * along;
  const nz = n[2] - gz + n[2] * along;
  const len = Math.hypot(nx, ny, nz) || 1;
  return [nx / len, ny / len, nz / len];
}
