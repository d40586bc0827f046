/**
 * How much `painted` looks like a painting of `original`, 0…1, both RGBA of the same size: its lightness
 * follows the original's (or its negative), little of it is clipped to black or white, and it makes use
 * of the whole range. With values taken for others a picture is clipped, or flat.
 */
export function likeness(original: Uint8ClampedArray, painted: Uint8ClampedArray): number {
  let [clipped, count] = [0, 0];
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let at = 0; at < original.length; at += 4) {
    const a = original[at]! + 2 * original[at + 1]! + original[at + 2]!;
    const b = painted[at]! + 2 * painted[at + 1]! + painted[at + 2]!;
    for (let c = at; c < at + 3; c++) clipped += Number(painted[c] === 0 || painted[c] === 255);
    count++;
    sumA += a;
    sumB += b;
    squaresA += a * a;
    squaresB += b * b;
    products += a * b;
  }
  const spread = (sum: number, squares: number) =>
    Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  const [spreadA, spreadB] = [spread(sumA, squaresA), spread(sumB, squaresB)];
  if (spreadA === 0 || spreadB === 0) return 0;
  const correlation = (products / count - (sumA * sumB) / count ** 2) / (spreadA * spreadB);
  const use = Math.min(1, spreadB / spreadA);
  return Math.abs(correlation) * (1 - clipped / (3 * count)) * use;
}
