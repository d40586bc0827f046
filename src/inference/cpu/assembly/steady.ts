/** Holds a painting still where its picture does not move; see ../steadier.ts. */
import {four} from './pixels';

/** Lightness of four pixels. */
function luma(at: usize, plane: usize, red: v128, green: v128, blue: v128): v128 {
  const rg = f32x4.add(f32x4.mul(v128.load(at), red), f32x4.mul(v128.load(at + plane), green));
  return f32x4.add(rg, f32x4.mul(v128.load(at + 2 * plane), blue));
}

/**
 * Fills `change`, one value for two by two pixels, with how much lighter they are than `reference` says. Rows are read and
 * written up to the next multiple of eight pixels: what is too much there, the next row writes over. (So the last column of an
 * odd width has the next row's first beside it.)
 * @param red, green, blue, offset lightness of a pixel is 1…2 with a quarter of the offset
 */
export function compare(
  planes: usize,
  width: usize,
  height: usize,
  reference: usize,
  change: usize,
  red: f32,
  green: f32,
  blue: f32,
  offset: f32,
): void {
  const stride: usize = 4 * width;
  const plane: usize = stride * height;
  const blocks: usize = 4 * ((width + 1) / 2);
  const r = f32x4.splat(red);
  const g = f32x4.splat(green);
  const b = f32x4.splat(blue);
  for (let row: usize = 0; row < height; row += 2) {
    const upper = planes + row * stride;
    const lower = row + 1 < height ? upper + stride : upper;
    for (let at: usize = 0; at < stride; at += 32) {
      const near = f32x4.add(luma(upper + at, plane, r, g, b), luma(lower + at, plane, r, g, b));
      const far = f32x4.add(
        luma(upper + at + 16, plane, r, g, b),
        luma(lower + at + 16, plane, r, g, b),
      );
      const even = v128.shuffle<f32>(near, far, 0, 2, 4, 6);
      const odd = v128.shuffle<f32>(near, far, 1, 3, 5, 7);
      const light = f32x4.add(f32x4.add(even, odd), f32x4.splat(offset));
      v128.store(change + at / 2, f32x4.sub(light, v128.load(reference + at / 2)));
    }
    reference += blocks;
    change += blocks;
  }
}

/**
 * Fills `moves` with how much each tile of four by four blocks moves, 0…1: a smooth step from `low` to `high`. The
 * reference follows what changed by `share`, and at once where a tile moves by more than a half.
 * @param width, height in blocks
 */
export function weigh(
  reference: usize,
  change: usize,
  width: usize,
  height: usize,
  moves: usize,
  low: f32,
  high: f32,
  share: f32,
): void {
  for (let top: usize = 0; top < height; top += 4) {
    const bottom = min(height, top + 4);
    for (let left: usize = 0; left < width; left += 4, moves += 4) {
      const right = min(width, left + 4);
      let sum: f32 = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          sum += abs<f32>(load<f32>(change + 4 * (row * width + column)));
        }
      }
      const pixels: usize = 4 * (right - left) * (bottom - top);
      const mean = sum / <f32>pixels;
      const t = min<f32>(1, max<f32>(0, (mean - low) / (high - low)));
      const motion = t * t * (3 - 2 * t);
      store<f32>(moves, motion);
      const follows: f32 = motion > 0.5 ? 1 : share;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const at: usize = 4 * (row * width + column);
          const old = load<f32>(reference + at);
          store<f32>(reference + at, old + follows * load<f32>(change + at));
        }
      }
    }
  }
}

/** Where a pixel lies between the centres of `count` tiles of eight pixels. */
function tileAt(pixel: usize, count: usize): f32 {
  return min<f32>(<f32>(count - 1), max<f32>(0, (<f32>pixel + 0.5) / 8 - 0.5));
}

/**
 * Blends a painting with the one before, which becomes it.
 * @param spread how much each of `across` × `down` tiles moves, 0…1
 * @param keep share of the past where nothing moves
 * @param shares room for a row of pixels and eight more
 */
export function blend(
  before: usize,
  painted: usize,
  width: usize,
  height: usize,
  spread: usize,
  across: usize,
  down: usize,
  keep: f32,
  shares: usize,
): void {
  const plane: usize = 4 * width * height;
  const near = f32x4(0.0625, 0.1875, 0.3125, 0.4375);
  const far = f32x4.add(near, f32x4.splat(0.5));
  // The first tile's centre lies half a tile from the border.
  const row = shares + 16;
  for (let line: usize = 0; line < height; line++) {
    const v = tileAt(line, down);
    const top = <usize>v;
    const within = v - <f32>top;
    const upper = spread + 4 * top * across;
    const lower = spread + 4 * min(top + 1, down - 1) * across;
    let left: f32 = 0;
    for (let tile: usize = 0; tile <= across; tile++) {
      const at: usize = 4 * min(tile, across - 1);
      const above = load<f32>(upper + at);
      const right: f32 = 1 - keep * (1 - (above + within * (load<f32>(lower + at) - above)));
      if (tile == 0) left = right;
      const from = f32x4.splat(left);
      const by = f32x4.splat(right - left);
      const to = shares + 32 * tile;
      v128.store(to, f32x4.add(from, f32x4.mul(by, near)));
      v128.store(to, f32x4.add(from, f32x4.mul(by, far)), 16);
      left = right;
    }
    for (let column: usize = 0; column < width; column += 4) {
      const first: usize = 4 * four(column, width);
      const share = v128.load(row + first);
      const at: usize = 4 * line * width + first;
      for (let channel = at; channel < at + 3 * plane; channel += plane) {
        const old = v128.load(before + channel);
        const by = f32x4.sub(v128.load(painted + channel), old);
        const now = f32x4.add(old, f32x4.mul(by, share));
        v128.store(painted + channel, now);
        v128.store(before + channel, now);
      }
    }
  }
}
