/** Between RGBA bytes of a canvas and the planes of a tensor (NCHW, RGB). */
import type {Size} from '../../domain/geometry.ts';
import {lumaWeights, type Look} from '../../domain/look.ts';

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

/** What `unpack` shows of two tensors, and how. */
export interface Presentation {
  readonly picture: Size;
  readonly margin: number;
  readonly range: Range;
  readonly look: Look;
}

/**
 * Fills the opaque `rgba` of the picture from the tensors of the original and the painting, without
 * their margin, blended as the look says.
 */
export function unpack(
  original: Float32Array,
  painted: Float32Array,
  rgba: Uint8ClampedArray,
  {picture, margin, range, look}: Presentation,
): void {
  const {width, height} = picture;
  const [black, white] = range;
  const [lumaRed, lumaGreen, lumaBlue] = lumaWeights;
  const stride = width + 2 * margin;
  const plane = stride * (height + 2 * margin);
  const scale = 255 / (white - black);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row + margin) * stride + margin + (look.mirror ? width - 1 - column : column);
      const strength = column + 0.5 < look.split * width ? 0 : look.strength;
      const red = original[at]!;
      const green = original[at + plane]!;
      const blue = original[at + 2 * plane]!;
      let redBy = painted[at]! - red;
      let greenBy = painted[at + plane]! - green;
      let blueBy = painted[at + 2 * plane]! - blue;
      if (look.keepColours) {
        redBy = greenBy = blueBy = lumaRed * redBy + lumaGreen * greenBy + lumaBlue * blueBy;
      }
      const to = 4 * (row * width + column);
      rgba[to] = (red + strength * redBy - black) * scale;
      rgba[to + 1] = (green + strength * greenBy - black) * scale;
      rgba[to + 2] = (blue + strength * blueBy - black) * scale;
      rgba[to + 3] = 255;
    }
  }
}
