/** Which of the pictures taken in a row is the best: one of the sharp ones, and of those the critic's choice. */
import {lumaWeights} from './look.ts';
import type {Volume} from './study.ts';

/** What is known of a picture. */
export interface Merits {
  /** As `sharpnessOf` measures it: comparable within a row only. */
  readonly sharpness: number;
  /** The critic's mean score, the higher the better; none where no critic judged. */
  readonly score: number | undefined;
}

/** A picture counts as sharp from this share of the sharpest one's sharpness on. */
const sharpFrom = 0.5;

const scoreOf = ({score = -Infinity}: Merits) => score;

/**
 * How sharp a picture is: the variance of the Laplacian over its luma (Pech-Pacheco et al. 2000,
 * doi:10.1109/ICPR.2000.903548). An even picture has 0, and each blur lowers it.
 * @param picture RGB, at least 3×3
 */
export function sharpnessOf({width, height, data}: Volume): number {
  const plane = width * height;
  const [red, green, blue] = lumaWeights;
  const luma = Float32Array.from(
    {length: plane},
    (_, at) => red * data[at]! + green * data[at + plane]! + blue * data[at + 2 * plane]!,
  );
  let [sum, squares] = [0, 0];
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      const around = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]!;
      const laplacian = around - 4 * luma[at]!;
      sum += laplacian;
      squares += laplacian ** 2;
    }
  }
  const count = (width - 2) * (height - 2);
  return squares / count - (sum / count) ** 2;
}

/** Whether `other` cannot be the best as long as `one` is there. */
export const outdoes = (one: Merits, other: Merits) =>
  one.sharpness >= other.sharpness && scoreOf(one) >= scoreOf(other);

/** The best of a row: of the sharp ones the one that the critic likes best, the sharpest of equals. */
export function bestOf<T extends Merits>(row: readonly T[]): T | undefined {
  const least = sharpFrom * Math.max(...row.map(({sharpness}) => sharpness));
  const better = (a: T, b: T) => {
    const [liked, rival] = [scoreOf(a), scoreOf(b)];
    return liked === rival ? a.sharpness > b.sharpness : liked > rival;
  };
  return row
    .filter(({sharpness}) => sharpness >= least)
    .reduce<T | undefined>((best, one) => (!best || better(one, best) ? one : best), undefined);
}
