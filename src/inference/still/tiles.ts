/** How a picture is cut into tiles that overlap by what a generator's pixels look at. */
import type {Size} from '../../domain/geometry.ts';

/** A tile along one side, in the tensor's pixels; of its result only `keepFrom`…`keepTo` counts. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly keepFrom: number;
  readonly keepTo: number;
}

/** The largest part of a camera's picture that, with `margin` on each end, is a whole number of steps. */
export function trimmed(
  camera: Size,
  {multiple, margin}: {multiple: number; margin: number},
): Size {
  const trim = (side: number) => {
    const steps = Math.floor((side + 2 * margin) / multiple);
    return Math.max(1, steps) * multiple - 2 * margin;
  };
  return {width: trim(camera.width), height: trim(camera.height)};
}

/**
 * Spans that cover `length`, none longer than `longest`, which `overlap` on both ends still leaves
 * something of. All begin and end at multiples of `multiple`: there a network with strides does on a
 * tile what it does on the whole. At the picture's own ends, the whole tile counts.
 */
export function spansOf(
  length: number,
  longest: number,
  overlap: number,
  multiple: number,
): Span[] {
  if (length <= longest) return [{from: 0, to: length, keepFrom: 0, keepTo: length}];
  const up = (value: number) => Math.ceil(value / multiple) * multiple;
  const rim = up(overlap);
  const count = Math.ceil((length - 2 * rim) / (longest - 2 * rim));
  // Alike in size, so that the runtime plans its memory once.
  const size = Math.min(longest, up((length - 2 * rim) / count) + 2 * rim);
  const spans: Span[] = [];
  for (let kept = 0; kept < length;) {
    const from = Math.min(Math.max(0, kept - rim), length - size);
    const to = from + size;
    const keepTo = to === length ? length : to - rim;
    spans.push({from, to, keepFrom: kept, keepTo});
    kept = keepTo;
  }
  return spans;
}

/**
 * The longest side of a square tile of about `pixels`, or 0 where tiles are of no use: they would do
 * most of their work twice.
 */
export function longestSide(pixels: number, overlap: number, multiple: number): number {
  const side = Math.floor(Math.sqrt(pixels) / multiple) * multiple;
  return side > 3 * overlap ? side : 0;
}
