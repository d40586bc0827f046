/** Where the camera's picture lies in the tensor and on the canvas: pure arithmetic, in pixels. */

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its own pixels. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

const aspect = (size: Size) => size.width / size.height;

/** What of a network decides the sizes that it paints. */
interface Sizes {
  readonly multiple: number;
  readonly margin: number;
  readonly fixed?: (Size & {readonly fit: 'letterbox' | 'stretch' | 'crop'}) | undefined;
}

/**
 * The picture's size for a camera of shape `source` and about `pixels` pixels: a rectangle of the
 * camera's aspect ratio of which both sides, with `margin` on each end, are multiples of `multiple`.
 * Never larger than the camera's own picture.
 */
export function workingSize(source: Size, pixels: number, {multiple, margin, fixed}: Sizes): Size {
  if (fixed) return fixedSize(source, fixed);
  const area = Math.min(pixels, source.width * source.height);
  const snap = (side: number) => {
    const least = Math.floor((2 * margin) / multiple) + 1;
    return Math.max(least, Math.round((side + 2 * margin) / multiple)) * multiple - 2 * margin;
  };
  return {
    width: snap(Math.sqrt(area * aspect(source))),
    height: snap(Math.sqrt(area / aspect(source))),
  };
}

/** The picture's size for a network that was made for one size. */
function fixedSize(source: Size, {width, height, fit}: NonNullable<Sizes['fixed']>): Size {
  if (fit === 'crop') return {width, height};
  const scale =
    fit === 'letterbox'
      ? Math.min(width / source.width, height / source.height)
      : Math.sqrt((width * height) / (source.width * source.height));
  // A mirrored border can be no wider than the picture.
  const side = (length: number, whole: number) =>
    Math.max((whole >> 1) + 2, Math.round(length * scale));
  return {width: side(source.width, width), height: side(source.height, height)};
}

/**
 * The largest centred part of `source` that has the shape of `target`: what a target shows of a
 * source that covers it, and where on a screen (the source) a picture (the target) is contained.
 */
export function coverCrop(source: Size, target: Size): Rect {
  const wide = aspect(source) > aspect(target);
  const width = wide ? source.height * aspect(target) : source.width;
  const height = wide ? source.height : source.width / aspect(target);
  return {x: (source.width - width) / 2, y: (source.height - height) / 2, width, height};
}

/** The middle of `rect`, of its shape and `times` smaller. */
export function zoomInto({x, y, width, height}: Rect, times: number): Rect {
  const [w, h] = [width / times, height / times];
  return {x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h};
}

/** The largest size of the shape of `picture` that fits into `room`, never larger than it is. */
export function containedIn(picture: Size, room: Size): Size {
  const scale = Math.min(1, room.width / picture.width, room.height / picture.height);
  const fit = (side: number) => Math.max(1, Math.round(scale * side));
  return {width: fit(picture.width), height: fit(picture.height)};
}

/** `picture` with `margin` on each side: the tensor's height and width. */
export const withMargin = (picture: Size, margin: number): Size => ({
  width: picture.width + 2 * margin,
  height: picture.height + 2 * margin,
});

/**
 * For each of `length + 2 * margin` positions the one in [0, length) that a mirror at the edges
 * shows there, the edge itself not repeated (as PyTorch's reflection padding).
 */
export function mirroredIndices(length: number, margin: number): Int32Array {
  const period = Math.max(1, 2 * (length - 1));
  return Int32Array.from({length: length + 2 * margin}, (_, i) => {
    const at = (((i - margin) % period) + period) % period;
    return at < length ? at : period - at;
  });
}

/** Whether two sizes are the same. */
export const sameSize = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** A network's demands on a picture's size; a critic has none, it judges as many patches as fit. */
interface Demands {
  readonly multiple: number;
  readonly margin: number;
  /** A critic's mean score of real pictures. */
  readonly real?: number;
}

/**
 * The margin for a network that sees a picture made for another one: at least its own, and so that
 * both sides of its tensor are multiples of what it needs. None where no margin does that.
 */
export function marginFor(picture: Size, {multiple, margin, real}: Demands): number | undefined {
  if (real !== undefined) return margin;
  for (let wider = margin; wider < margin + multiple; wider++) {
    const {width, height} = withMargin(picture, wider);
    if (width % multiple === 0 && height % multiple === 0) return wider;
  }
  return undefined;
}
