/**
 * Makes a picture of a larger one: each pixel is the mean of nine samples, or of four where that is enough. Written out,
 * and without destructuring: as loops it takes more than twice as long.
 */

/** Samples of a pixel along a side. */
export type Taps = 2 | 3;

/** How many it takes not to leave out any pixel, or hardly one, of a source so many times larger. */
export const tapsFor = (ratio: number): Taps => (ratio <= 2.25 ? 2 : 3);

/**
 * Where the samples of `count` pixels lie along a side of the source, `taps` for each.
 * @param start of the picture on the source, in its pixels
 * @param length of the picture on the source
 */
export const samplesOf = (
  count: number,
  start: number,
  length: number,
  taps: Taps,
): Int32Array<ArrayBuffer> =>
  Int32Array.from({length: taps * count}, (_, i) => start + ((i + 0.5) * length) / (taps * count));

/**
 * Fills `picture` from `source`, RGBA both, the alpha of the first opaque.
 * @param width of the source
 * @param columns samples of the picture's columns, `rows` of its rows
 */
export function shrink(
  source: Int32Array,
  width: number,
  columns: Int32Array,
  rows: Int32Array,
  picture: Int32Array,
  taps: Taps,
): void {
  if (taps === 2) shrinkByFour(source, width, columns, rows, picture);
  else shrinkByNine(source, width, columns, rows, picture);
}

function shrinkByFour(
  source: Int32Array,
  width: number,
  columns: Int32Array,
  rows: Int32Array,
  picture: Int32Array,
): void {
  let to = 0;
  for (let row = 0; row < rows.length; row += 2) {
    const a = rows[row]! * width;
    const b = rows[row + 1]! * width;
    for (let column = 0; column < columns.length; column += 2) {
      const i = columns[column]!;
      const j = columns[column + 1]!;
      const ai = source[a + i]!;
      const aj = source[a + j]!;
      const bi = source[b + i]!;
      const bj = source[b + j]!;
      const redBlue = (ai & pair) + (aj & pair) + (bi & pair) + (bj & pair) + 0x20002;
      const green = (ai & middle) + (aj & middle) + (bi & middle) + (bj & middle) + 0x200;
      picture[to++] = opaque | ((redBlue >>> 2) & pair) | ((green >>> 2) & middle);
    }
  }
}

function shrinkByNine(
  source: Int32Array,
  width: number,
  columns: Int32Array,
  rows: Int32Array,
  picture: Int32Array,
): void {
  let to = 0;
  for (let row = 0; row < rows.length; row += 3) {
    const a = rows[row]! * width;
    const b = rows[row + 1]! * width;
    const c = rows[row + 2]! * width;
    for (let column = 0; column < columns.length; column += 3) {
      const i = columns[column]!;
      const j = columns[column + 1]!;
      const k = columns[column + 2]!;
      const ai = source[a + i]!;
      const aj = source[a + j]!;
      const ak = source[a + k]!;
      const bi = source[b + i]!;
      const bj = source[b + j]!;
      const bk = source[b + k]!;
      const ci = source[c + i]!;
      const cj = source[c + j]!;
      const ck = source[c + k]!;
      // Red and blue are added at once: nine bytes need twelve of the sixteen bits that each has.
      const redBlue =
        (ai & pair) +
        (aj & pair) +
        (ak & pair) +
        (bi & pair) +
        (bj & pair) +
        (bk & pair) +
        (ci & pair) +
        (cj & pair) +
        (ck & pair);
      const green =
        (ai & middle) +
        (aj & middle) +
        (ak & middle) +
        (bi & middle) +
        (bj & middle) +
        (bk & middle) +
        (ci & middle) +
        (cj & middle) +
        (ck & middle);
      picture[to++] =
        opaque |
        (ninth(redBlue >>> 16) << 16) |
        (ninth(green >>> 8) << 8) |
        ninth(redBlue & 0xffff);
    }
  }
}

const pair = 0xff00ff;
const middle = 0xff00;
const opaque = 0xff << 24;

/** A sum of nine bytes over nine, rounded. */
const ninth = (sum: number) => ((sum + 4) * 7282) >>> 16;
