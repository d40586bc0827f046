/** The size of a clip, which stays as it is while that of the picture may change. */
import type {Rect, Size} from '../../domain/geometry.ts';

/** The shorter side of a clip at least, in pixels: smaller ones are scaled up badly by players. */
const leastSide = 480;
/** The longer side at most, in pixels. */
const mostSide = 1920;

/** Shapes this close are stretched to fit; others are shown whole between bars. */
const closeShapes = 0.05;

const even = (side: number) => Math.max(2, 2 * Math.round(side / 2));

/** The size of a clip of `picture`: of its shape, with even sides, as encoders want them. */
export function clipSize({width, height}: Size): Size {
  const scale = Math.min(
    Math.max(1, leastSide / Math.min(width, height)),
    mostSide / Math.max(width, height),
  );
  return {width: even(width * scale), height: even(height * scale)};
}

/** Where `picture` lies in a clip. */
export function fit(picture: Size, clip: Size): Rect {
  const shape = picture.width / picture.height / (clip.width / clip.height);
  if (Math.abs(shape - 1) < closeShapes) return {x: 0, y: 0, ...clip};
  const scale = Math.min(clip.width / picture.width, clip.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return {x: (clip.width - width) / 2, y: (clip.height - height) / 2, width, height};
}
