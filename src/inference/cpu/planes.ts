/** Between RGBA bytes of a canvas and the planes of a tensor (NCHW, RGB). */
import type {Size} from '../../domain/geometry.ts';

/** For each column and row of the tensor the picture's column and row that it shows. */
export interface Borders {
  /** Columns of the picture. */
  readonly width: number;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

type Range = readonly [black: number, white: number];

/**
 * Fills `tensor` [3, rows, columns] from `rgba`, whose width is that of the picture inside the
 * borders; 0…255 becomes `range`.
 */
export function pack(
  rgba: Uint8ClampedArray,
  tensor: Float32Array,
  {width, columns, rows}: Borders,
  [black, white]: Range,
): void {
  const plane = rows.length * columns.length;
  const scale = (white - black) / 255;
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const from = 4 * (row * width + column);
      tensor[at] = black + scale * rgba[from]!;
      tensor[at + plane] = black + scale * rgba[from + 1]!;
      tensor[at + 2 * plane] = black + scale * rgba[from + 2]!;
      at++;
    }
  }
}

/** Fills the opaque `rgba` of the picture from `tensor`, without its margin, mirrored if asked. */
export function unpack(
  tensor: Float32Array,
  rgba: Uint8ClampedArray,
  {picture, margin, range, mirror}: {picture: Size; margin: number; range: Range; mirror: boolean},
): void {
  const {width, height} = picture;
  const [black, white] = range;
  const stride = width + 2 * margin;
  const plane = stride * (height + 2 * margin);
  const scale = 255 / (white - black);
  const step = mirror ? -4 : 4;
  for (let y = 0; y < height; y++) {
    let from = (y + margin) * stride + margin;
    let to = 4 * (y * width + (mirror ? width - 1 : 0));
    for (let x = 0; x < width; x++) {
      rgba[to] = (tensor[from]! - black) * scale;
      rgba[to + 1] = (tensor[from + plane]! - black) * scale;
      rgba[to + 2] = (tensor[from + 2 * plane]! - black) * scale;
      rgba[to + 3] = 255;
      from++;
      to += step;
    }
  }
}
