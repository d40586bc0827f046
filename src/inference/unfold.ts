/**
 * A folded picture is what DepthToSpace (CRD) would make a picture of: NCHW [1, 3·fold², h / fold, w / fold], where
 * each channel's fold² planes hold the pixels of a square, row by row. `planes.wgsl` reads the same on the GPU.
 */
import type {Size} from '../domain/geometry.ts';

/** The planes [1, 3, height, width] of a folded picture of that size. */
export function unfold(folded: Float32Array, {width, height}: Size, fold: number): Float32Array {
  const across = width / fold;
  const plane = (across * height) / fold;
  return folded.map((_, at) => {
    const [x, row] = [at % width, Math.floor(at / width)];
    const [y, channel] = [row % height, Math.floor(row / height)];
    const inSquare = fold * (y % fold) + (x % fold);
    const from = (channel * fold ** 2 + inSquare) * plane;
    return folded[from + Math.floor(y / fold) * across + Math.floor(x / fold)]!;
  });
}
