/**
 * A picture is made of a larger one: the rows that one of its rows shows are added up, 16 bytes at a time, and
 * then their columns. Rows are read and written up to the next multiple of 16 bytes.
 */

import {clamped, opaque} from './pixels';

/** Adds up two or three rows of bytes; sums are u16. */
function addRows(a: usize, b: usize, c: usize, bytes: usize, sums: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(a + at);
    const y = v128.load(b + at);
    let low = i16x8.add(i16x8.extend_low_i8x16_u(x), i16x8.extend_low_i8x16_u(y));
    let high = i16x8.add(i16x8.extend_high_i8x16_u(x), i16x8.extend_high_i8x16_u(y));
    if (c !== -1) {
      const z = v128.load(c + at);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(z));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(z));
    }
    v128.store(sums + 2 * at, low);
    v128.store(sums + 2 * at, high, 16);
  }
}

/**
 * Fills a picture, RGBA, from RGBA: each pixel is the mean of nine samples, opaque.
 * @param stride of a row of the source, in bytes
 * @param columns for each column of the picture where its three samples lie in a row of sums, in bytes
 * @param rows for each row of the picture where those lie that it shows, in bytes
 * @param sums room for a row of sums
 */
export function shrinkRgba(
  source: usize,
  stride: usize,
  columns: usize,
  rows: usize,
  sums: usize,
  picture: usize,
  width: usize,
  height: usize,
): void {
  const four = i32x4.splat(4);
  const ninth = i32x4.splat(7282);
  const right = columns + 12 * width;
  for (const bottom = rows + 12 * height; rows < bottom; rows += 12) {
    const a = source + load<usize>(rows);
    const b = source + load<usize>(rows, 4);
    const c = source + load<usize>(rows, 8);
    addRows(a, b, c, stride, sums);
    for (let column = columns; column < right; column += 12, picture += 4) {
      const i = v128.load64_zero(sums + load<usize>(column));
      const j = v128.load64_zero(sums + load<usize>(column, 4));
      const k = v128.load64_zero(sums + load<usize>(column, 8));
      const nine = i32x4.extend_low_i16x8_u(i16x8.add(i16x8.add(i, j), k));
      const mean = i32x4.shr_u(i32x4.mul(i32x4.add(nine, four), ninth), 16);
      const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(mean, mean), mean);
      store<i32>(picture, i32x4.extract_lane(bytes, 0) | opaque);
    }
  }
}

/** A sum of two columns of sums around 128. */
function addColours(sums: usize, columns: usize): i32 {
  const left = load<u16>(sums + load<usize>(columns));
  const right = load<u16>(sums + load<usize>(columns, 4));
  return <i32>left + <i32>right - 4 * 128;
}

/**
 * Fills a picture, RGBA, from planes: nine samples of lightness and four of colours a pixel.
 * @param y, u, v the planes; u and v may lie between each other
 * @param stride, chromaStride of a row of y and of u and v, in bytes
 * @param columns, rows as above; those of colours are two of each
 * @param sums, uSums, vSums room for rows of sums
 * @param line, uLine, vLine room for a row of the picture, i32
 * @param ky, rv, gu, gv, bu how much lightness counts, and colours in channels, of 65536
 * @param black lightness of the darkest, times nine
 */
export function shrinkYuv(
  y: usize,
  u: usize,
  v: usize,
  stride: usize,
  chromaStride: usize,
  columns: usize,
  rows: usize,
  chromaColumns: usize,
  chromaRows: usize,
  sums: usize,
  uSums: usize,
  vSums: usize,
  line: usize,
  uLine: usize,
  vLine: usize,
  picture: usize,
  width: usize,
  height: usize,
  ky: i32,
  rv: i32,
  gu: i32,
  gv: i32,
  bu: i32,
  black: i32,
): void {
  const isWoven = v === u + 1;
  for (const bottom = rows + 12 * height; rows < bottom; rows += 12, chromaRows += 8) {
    const a = y + load<usize>(rows);
    const b = y + load<usize>(rows, 4);
    const c = y + load<usize>(rows, 8);
    addRows(a, b, c, stride, sums);
    const upper = load<usize>(chromaRows);
    const lower = load<usize>(chromaRows, 4);
    addRows(u + upper, u + lower, -1, chromaStride, uSums);
    if (!isWoven) addRows(v + upper, v + lower, -1, chromaStride, vSums);
    let column = columns;
    let chroma = chromaColumns;
    for (let at: usize = 0; at < 4 * width; at += 4, column += 12, chroma += 8) {
      const i = load<u16>(sums + load<usize>(column));
      const j = load<u16>(sums + load<usize>(column, 4));
      const k = load<u16>(sums + load<usize>(column, 8));
      store<i32>(line + at, <i32>i + <i32>j + <i32>k - black);
      store<i32>(uLine + at, addColours(uSums, chroma));
      store<i32>(vLine + at, addColours(vSums, chroma));
    }
    for (let at: usize = 0; at < 4 * width; at += 16) {
      const luma = i32x4.mul(v128.load(line + at), i32x4.splat(ky));
      const cb = v128.load(uLine + at);
      const cr = v128.load(vLine + at);
      const red = i32x4.mul(cr, i32x4.splat(rv));
      const green = i32x4.add(i32x4.mul(cb, i32x4.splat(gu)), i32x4.mul(cr, i32x4.splat(gv)));
      const blue = i32x4.mul(cb, i32x4.splat(bu));
      const rg = v128.or(byte(i32x4.add(luma, red)), i32x4.shl(byte(i32x4.sub(luma, green)), 8));
      const ba = v128.or(i32x4.shl(byte(i32x4.add(luma, blue)), 16), i32x4.splat(opaque));
      v128.store(picture + at, v128.or(rg, ba));
    }
    picture += 4 * width;
  }
}

/** 65536ths as a byte, to the nearest. */
function byte(value: v128): v128 {
  return clamped(i32x4.shr_s(i32x4.add(value, i32x4.splat(0x8000)), 16));
}
