/** What the user may adjust while live. */

/** Sides of the square whose area the working size has; `auto` leaves it to the governor. */
export type Quality = 'auto' | number;

export interface Look {
  /** Shows the picture as in a mirror: right for a camera that faces its user. */
  readonly mirror: boolean;
  readonly quality: Quality;
  /** How much of the painting is laid over the original, 0…1. */
  readonly strength: number;
  /** Takes only lightness from the painting and leaves the original its colours. */
  readonly keepColours: boolean;
  /** How much the painting is held still where the picture does not move, 0…1. */
  readonly steadiness: number;
  /** Left of this share of the width, 0…1, the original shows: 0 shows none of it. */
  readonly split: number;
  /** Shows the middle of the picture, this many times larger. */
  readonly zoom: number;
}

export const plainLook: Look = {
  mirror: false,
  quality: 'auto',
  strength: 1,
  keepColours: false,
  steadiness: 0.8,
  split: 0,
  zoom: 1,
};

/** How near `zoom` may go: nearer there is little left to paint. */
export const zoomRange = {min: 1, max: 5, step: 0.1} as const;

/** Smallest and largest side that `quality` may ask for, in pixels. */
export const qualityRange = {min: 32, max: 1024} as const;

/** Shares of red, green and blue in lightness (ITU-R BT.709). */
export const lumaWeights = [0.2126, 0.7152, 0.0722] as const;
