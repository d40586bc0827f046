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
 * Fills `tensor` [3, rows, columns] from `pixels`, RGBA each, whose width is that of the picture inside the
 * borders; 0…255 becomes `range`.
 */
export function pack(
  pixels: Int32Array,
  tensor: Float32Array,
  {width, columns, rows}: Borders,
  [black, white]: Range,
): void {
  const plane = rows.length * columns.length;
  const scale = (white - black) / 255;
  let at = 0;
  for (const row of rows) {
    const start = row * width;
    for (let column = 0; column < columns.length; column++, at++) {
      const pixel = pixels[start + columns[column]!]!;
      tensor[at] = black + scale * (pixel & 255);
      tensor[at + plane] = black + scale * ((pixel >> 8) & 255);
      tensor[at + 2 * plane] = black + scale * ((pixel >> 16) & 255);
    }
  }
}

/** The bytes of an image as `pack` takes them. */
export const pixelsOf = ({buffer}: Uint8ClampedArray<ArrayBuffer>): Int32Array<ArrayBuffer> =>
  new Int32Array(buffer);

/** What `unpack` shows of two tensors, and how. */
export interface Presentation {
  readonly picture: Size;
  readonly margin: number;
  readonly range: Range;
  readonly look: Look;
}

/** A value as a byte, to the nearest. */
const byte = (value: number) => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0);

const opaque = 0xff << 24;

/**
 * Fills `pixels`, RGBA each, of the picture from the tensors of the original and the painting, without
 * their margin, blended as the look says.
 */
export function unpack(
  original: Float32Array,
  painted: Float32Array,
  pixels: Int32Array,
  {picture, margin, range, look}: Presentation,
): void {
  const {width, height} = picture;
  const [black, white] = range;
  const {mirror, split, strength, keepColours} = look;
  const [lumaRed, lumaGreen, lumaBlue] = lumaWeights;
  const stride = width + 2 * margin;
  const plane = stride * (height + 2 * margin);
  const scale = 255 / (white - black);
  const offset = -black * scale;
  const step = mirror ? -1 : 1;
  const isPlain = strength === 1 && !keepColours;
  const edge = split * width - 0.5;
  let to = 0;
  for (let row = 0; row < height; row++) {
    let at = (row + margin) * stride + margin + (mirror ? width - 1 : 0);
    for (let column = 0; column < width; column++, at += step) {
      const green = at + plane;
      const blue = green + plane;
      const isOriginal = column < edge;
      let r;
      let g;
      let b;
      if (isOriginal || isPlain) {
        const shown = isOriginal ? original : painted;
        r = shown[at]!;
        g = shown[green]!;
        b = shown[blue]!;
      } else {
        let redBy = painted[at]! - original[at]!;
        let greenBy = painted[green]! - original[green]!;
        let blueBy = painted[blue]! - original[blue]!;
        if (keepColours) {
          redBy = greenBy = blueBy = lumaRed * redBy + lumaGreen * greenBy + lumaBlue * blueBy;
        }
        r = original[at]! + strength * redBy;
        g = original[green]! + strength * greenBy;
        b = original[blue]! + strength * blueBy;
      }
      pixels[to++] =
        opaque |
        (byte(b * scale + offset) << 16) |
        (byte(g * scale + offset) << 8) |
        byte(r * scale + offset);
    }
  }
}
