/** What the user may adjust while live. */

/** Sides of the square whose area the working size has; `auto` leaves it to the sizer. */
export type Quality = 'auto' | number;

export interface Look {
  /** Shows the picture as in a mirror: right for a camera that faces its user. */
  readonly mirror: boolean;
  readonly quality: Quality;
}

/** Smallest and largest side that `quality` may ask for, in pixels. */
export const qualityRange = {min: 32, max: 1024} as const;
