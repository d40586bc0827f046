/** What all of them need. */

export const opaque: i32 = 0xff << 24;

/** Four numbers as bytes. */
export function clamped(numbers: v128): v128 {
  return i32x4.min_s(i32x4.splat(255), i32x4.max_s(i32x4.splat(0), numbers));
}

/**
 * Where four pixels begin in a row of `width`: the last four are in part those before once more, so that nothing
 * beyond the row is written. No row is shorter than four.
 */
export function four(column: usize, width: usize): usize {
  return min(column, width - 4);
}
