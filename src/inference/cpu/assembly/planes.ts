/** Between RGBA of a picture and the planes of a tensor (NCHW, RGB), four pixels at a time. */
import {clamped, four, opaque} from './pixels';

/** A channel of four pixels as the network's values. */
function values(pixels: v128, shift: i32, scale: v128, black: v128): v128 {
  const bytes = v128.and(i32x4.shr_u(pixels, shift), i32x4.splat(255));
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(bytes), scale), black);
}

/**
 * Fills planes from RGBA.
 * @param pixels RGBA, from which `columns` and `rows` tell how many bytes away each column and row lies
 * @param across, down pixels of a plane
 * @param black, scale what 0 becomes, and how much more each level is
 */
export function pack(
  pixels: usize,
  columns: usize,
  rows: usize,
  across: usize,
  down: usize,
  planes: usize,
  black: f32,
  scale: f32,
): void {
  const plane: usize = 4 * across * down;
  const floor = f32x4.splat(black);
  const step = f32x4.splat(scale);
  for (const bottom = rows + 4 * down; rows < bottom; rows += 4, planes += 4 * across) {
    const row = pixels + load<usize>(rows);
    for (let column: usize = 0; column < across; column += 4) {
      const first: usize = 4 * four(column, across);
      const at = columns + first;
      let seen = v128.load32_zero(row + load<usize>(at));
      seen = v128.load32_lane(row + load<usize>(at, 4), seen, 1);
      seen = v128.load32_lane(row + load<usize>(at, 8), seen, 2);
      seen = v128.load32_lane(row + load<usize>(at, 12), seen, 3);
      const to = planes + first;
      v128.store(to, values(seen, 0, step, floor));
      v128.store(to + plane, values(seen, 8, step, floor));
      v128.store(to + 2 * plane, values(seen, 16, step, floor));
    }
  }
}

/** RGBA, opaque, of four pixels in levels, each to the nearest. */
function rgba(red: v128, green: v128, blue: v128): v128 {
  const rg = v128.or(byte(red), i32x4.shl(byte(green), 8));
  return v128.or(rg, v128.or(i32x4.shl(byte(blue), 16), i32x4.splat(opaque)));
}

function byte(level: v128): v128 {
  return clamped(i32x4.trunc_sat_f32x4_s(f32x4.add(level, f32x4.splat(0.5))));
}

/** Values as levels. */
function levels(at: usize, scale: v128, offset: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(at), scale), offset);
}

/** Four levels `strength` of the way from the original to the painting. */
function mixed(original: v128, by: v128, strength: v128): v128 {
  return f32x4.add(original, f32x4.mul(by, strength));
}

/**
 * Fills RGBA of a picture from planes of the original and the painting, blended as the look says.
 * @param original, painted where the picture begins on their planes
 * @param stride, plane bytes from a row to the next, and from a plane
 * @param strength of the painting over the original, 0…1
 * @param red, green, blue shares in lightness if only that is the painting's; else all 0
 * @param edge left of this column the original shows
 */
export function unpack(
  original: usize,
  painted: usize,
  stride: usize,
  plane: usize,
  pixels: usize,
  width: usize,
  height: usize,
  scale: f32,
  offset: f32,
  isMirrored: bool,
  strength: f32,
  red: f32,
  green: f32,
  blue: f32,
  edge: i32,
): void {
  const step = f32x4.splat(scale);
  const floor = f32x4.splat(offset);
  const share = f32x4.splat(strength);
  const keepsColours = red + green + blue > 0;
  const isPlain = strength == 1 && !keepsColours;
  const order = i32x4(0, 1, 2, 3);
  for (const bottom = pixels + 4 * width * height; pixels < bottom; pixels += 4 * width) {
    for (let column: usize = 0; column < width; column += 4) {
      const first = four(column, width);
      const at: usize = 4 * (isMirrored ? width - 4 - first : first);
      const from = original + at;
      const to = painted + at;
      let r = levels(to, step, floor);
      let g = levels(to + plane, step, floor);
      let b = levels(to + 2 * plane, step, floor);
      let shown: v128;
      const isSplit = <i32>first < edge;
      if (isPlain && !isSplit) {
        shown = rgba(r, g, b);
      } else {
        const oldR = levels(from, step, floor);
        const oldG = levels(from + plane, step, floor);
        const oldB = levels(from + 2 * plane, step, floor);
        let byR = f32x4.sub(r, oldR);
        let byG = f32x4.sub(g, oldG);
        let byB = f32x4.sub(b, oldB);
        if (keepsColours) {
          const rg = f32x4.add(
            f32x4.mul(byR, f32x4.splat(red)),
            f32x4.mul(byG, f32x4.splat(green)),
          );
          byR = byG = byB = f32x4.add(rg, f32x4.mul(byB, f32x4.splat(blue)));
        }
        r = mixed(oldR, byR, share);
        g = mixed(oldG, byG, share);
        b = mixed(oldB, byB, share);
        shown = rgba(r, g, b);
        if (isSplit) {
          const left = edge - <i32>first;
          // On the screen's side: a mirrored picture's lanes are still the other way round.
          const place = isMirrored ? v128.shuffle<i32>(order, order, 3, 2, 1, 0) : order;
          const isOld = i32x4.lt_s(place, i32x4.splat(left));
          shown = v128.bitselect(rgba(oldR, oldG, oldB), shown, isOld);
        }
      }
      v128.store(
        pixels + 4 * first,
        isMirrored ? v128.shuffle<i32>(shown, shown, 3, 2, 1, 0) : shown,
      );
    }
    original += stride;
    painted += stride;
  }
}
