/** What the page of the benchmark shares with who drives it. */

/** The middle one of some figures. */
export const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? NaN;

/** After so many frames our pipeline has the runtime's work on a GPU replayed. */
export const untilRecorded = 65;
