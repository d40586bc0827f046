/** The arithmetic of the views on the CPU, on planes of tensors (NCHW, RGB). */
import {mirroredIndices, type Size} from '../../domain/geometry.ts';

/** A picture inside the margin of a tensor [3, h, w], and the values of black and white there. */
export interface Planes {
  readonly data: Float32Array;
  readonly margin: number;
  readonly range: readonly [black: number, white: number];
}

/** Distance of rows, and of channels, in values. */
const strides = ({width, height}: Size, margin: number) => {
  const row = width + 2 * margin;
  return {row, plane: row * (height + 2 * margin)};
};

/** Copies a picture from one tensor to another, with the margin and range that the other one needs. */
export function remargin(from: Planes, to: Planes, picture: Size): void {
  const columns = mirroredIndices(picture.width, to.margin);
  const rows = mirroredIndices(picture.height, to.margin);
  const source = strides(picture, from.margin);
  const scale = (to.range[1] - to.range[0]) / (from.range[1] - from.range[0]);
  const offset = to.range[0] - scale * from.range[0];
  let at = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (const row of rows) {
      const start = channel * source.plane + (row + from.margin) * source.row + from.margin;
      for (let column = 0; column < columns.length; column++, at++) {
        to.data[at] = offset + scale * from.data[start + columns[column]!]!;
      }
    }
  }
}

/**
 * Fills `map` with how far the pixels of `a` and `b` lie apart, 0…1, the mean of the channels.
 * @returns the mean of the map: the L1 cycle error where `b` is F(G(a))
 */
export function differ(a: Planes, b: Planes, map: Float32Array, picture: Size): number {
  const [strideA, strideB] = [strides(picture, a.margin), strides(picture, b.margin)];
  const scaleA = 1 / (a.range[1] - a.range[0]);
  const scaleB = 1 / (b.range[1] - b.range[0]);
  const offset = scaleB * b.range[0] - scaleA * a.range[0];
  let sum = 0;
  for (let row = 0; row < picture.height; row++) {
    let atA = (row + a.margin) * strideA.row + a.margin;
    let atB = (row + b.margin) * strideB.row + b.margin;
    for (let column = 0; column < picture.width; column++, atA++, atB++) {
      let difference = 0;
      for (let channel = 0; channel < 3; channel++) {
        const valueA = scaleA * a.data[atA + channel * strideA.plane]!;
        const valueB = scaleB * b.data[atB + channel * strideB.plane]!;
        difference += Math.abs(valueA - valueB + offset);
      }
      map[row * picture.width + column] = difference / 3;
      sum += difference / 3;
    }
  }
  return sum / (picture.width * picture.height);
}
