/** A point, direction or linear RGB colour. */
export type Vec3 = readonly [number, number, number];

/** Sum of `a` and `b` scaled by `k`. */
export function add(a: Vec3, b: Vec3, k = 1): Vec3 {
  return [a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k];
}

/** Difference `a - b`. */
export function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** `a` scaled by `k`. */
export function scale(a: Vec3, k: number): Vec3 {
  return [a[0] * k, a[1] * k, a[2] * k];
}

/** Dot product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Cross product. */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** `a` at unit length; the zero vector stays zero. */
export function unit(a: Vec3): Vec3 {
  return scale(a, 1 / (Math.hypot(a[0], a[1], a[2]) || 1));
}

/** Blend from `a` to `b`. */
export function mix(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Two unit vectors that complete `n` to a right-handed frame. */
export function frame(n: Vec3): [Vec3, Vec3] {
  const up: Vec3 = Math.abs(n[1]) < 0.95 ? [0, 1, 0] : [1, 0, 0];
  const t = unit(cross(up, n));
  return [t, cross(n, t)];
}

const colours = new Map<number, Vec3>();

/** The linear colour of an sRGB hex value such as 0x2b4bff. */
export function hex(value: number): Vec3 {
  let colour = colours.get(value);
  if (!colour) {
    const rgb = [16, 8, 0].map((shift) => Math.pow(((value >> shift) & 255) / 255, 2.2));
    colour = rgb as unknown as Vec3;
    colours.set(value, colour);
  }
  return colour;
}
