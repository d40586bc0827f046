/**
 * How a painting is held still where its picture does not move, on both backends. Motion is told from
 * a sensor's noise in tiles: the mean over 2 × 2 pixels evens noise out and leaves edges, and the mean of
 * these means' sizes over a tile hardly trembles.
 */

/** Pixels along the side of a tile: the side of the pack pass's workgroup, too. */
export const tileSide = 8;
/** Mean changes of lightness in a tile, 0…1, below which nothing moves and above which all does. */
export const motionRamp = [0.012, 0.03] as const;
/** How much of a change the lightness that motion is told against takes up while nothing moves. */
export const referenceShare = 0.25;
/** Share of tiles that move above which the picture is another one: none of the past is kept. */
export const cutShare = 0.6;

/** Share of the past that a steadiness of 0…1 keeps where nothing moves. */
export const keptShare = (steadiness: number) => 0.95 * steadiness;
