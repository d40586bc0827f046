/**
 * Frames as pixels of the picture's size. A camera's frames are copied as they are, half as many bytes as RGBA; others
 * `copyTo` turns into RGBA, several times faster than a canvas draws them; what it cannot, a canvas does.
 */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Rect} from '../../domain/geometry.ts';
import type {Placement} from '../backend.ts';
import {pixelsOf} from './planes.ts';
import {rgbaShrinker, yuvShrinker, type Shrinker, type Yuv} from './shrinker.ts';

/** A frame so many times larger than the picture has pixels between the samples; a canvas sees all of them. */
const mostRatio = 5;

/** What the type library does not know yet. */
interface Turned {
  readonly rotation?: number;
  readonly flip?: boolean;
}

/** What is kept as long as pixels go the same way. */
interface Way {
  readonly placement: Placement;
  /** Absent: RGBA. */
  readonly yuv: Yuv | undefined;
  /** Part of the frame that is copied. */
  readonly part: Rect;
  readonly shrinker: Shrinker;
}

export class FrameReader {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #sketch: OffscreenCanvasRenderingContext2D;
  #canCopy = true;
  #way: Way | undefined;

  /** @throws BrowserTooOld when there is no 2D context */
  constructor() {
    // In main memory: reading back from a GPU would cost more than it draws.
    const sketch = this.#canvas.getContext('2d', {alpha: false, willReadFrequently: true});
    if (!sketch) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    this.#sketch = sketch;
  }

  /** RGBA of the picture that `placement` makes of a frame; good until the next is read. */
  async read(frame: VideoFrame, placement: Placement): Promise<Int32Array> {
    if (!this.#canCopy || !isPlain(frame, placement)) return this.#draw(frame, placement);
    const way = (this.#way = wayOf(frame, placement, this.#way));
    this.#canCopy = await copy(frame, way);
    if (!this.#canCopy) return this.#draw(frame, placement);
    way.shrinker.shrink();
    return way.shrinker.picture;
  }

  #draw(frame: VideoFrame, {crop, picture}: Placement): Int32Array {
    if (!sameSize(this.#canvas, picture)) {
      this.#canvas.width = picture.width;
      this.#canvas.height = picture.height;
      // A new size resets the context too.
      this.#sketch.imageSmoothingQuality = 'medium';
    }
    const {x, y, width, height} = crop;
    this.#sketch.drawImage(frame, x, y, width, height, 0, 0, picture.width, picture.height);
    return pixelsOf(this.#sketch.getImageData(0, 0, picture.width, picture.height).data);
  }
}

/** Whether a frame's pixels stand upright and square, and are more than the picture's. */
function isPlain(frame: VideoFrame & Turned, {crop, picture, source}: Placement): boolean {
  const {visibleRect, rotation = 0, flip = false} = frame;
  const isUpright = visibleRect && sameSize(visibleRect, source) && rotation === 0 && !flip;
  const isLarger = crop.width >= picture.width && crop.height >= picture.height;
  return Boolean(isUpright) && isLarger && crop.width < mostRatio * picture.width;
}

/** The even pixels below and above: frames have one colour for two by two. */
const below = (pixel: number) => 2 * Math.floor(pixel / 2);
const above = (pixel: number, most: number) => Math.min(most, 2 * Math.ceil(pixel / 2));

/** ITU-R BT.709 and BT.601: how much red and blue count. What HDR is shown as the browser knows. */
const weights: Partial<Record<VideoMatrixCoefficients, readonly [red: number, blue: number]>> = {
  bt709: [0.2126, 0.0722],
  bt470bg: [0.299, 0.114],
  smpte170m: [0.299, 0.114],
};

/** What a frame's bytes are, where they can be taken as they are. */
function yuvOf({format, colorSpace: {matrix, fullRange}}: VideoFrame): Yuv | undefined {
  const [red, blue] = (matrix && weights[matrix]) ?? [];
  if (!red || !blue || (format !== 'I420' && format !== 'NV12')) return undefined;
  return {format, red, blue, isFull: fullRange ?? false};
}

const isSame = (a: Yuv | undefined, b: Yuv | undefined) =>
  a?.format === b?.format && a?.red === b?.red && a?.isFull === b?.isFull;

/** How frames like this one go: the way `before`, if they go as that did. */
function wayOf(frame: VideoFrame, placement: Placement, before: Way | undefined): Way {
  const yuv = yuvOf(frame);
  if (before?.placement === placement && isSame(before.yuv, yuv)) return before;
  const {crop, picture, source} = placement;
  const [x, y] = [below(crop.x), below(crop.y)];
  const part = {
    x,
    y,
    width: above(crop.x + crop.width, source.width) - x,
    height: above(crop.y + crop.height, source.height) - y,
  };
  const shown = {...crop, x: crop.x - x, y: crop.y - y};
  const shrinker = yuv
    ? yuvShrinker(yuv, part, shown, picture)
    : rgbaShrinker(part, shown, picture);
  return {placement, yuv, part, shrinker};
}

/** Whether the bytes of the part that the way takes are now where it wants them. */
async function copy(frame: VideoFrame, {part, yuv, shrinker}: Way): Promise<boolean> {
  const {x, y, width, height} = part;
  const {x: left = 0, y: top = 0} = frame.visibleRect ?? {};
  const rect = {x: left + x, y: top + y, width, height};
  const {bytes, layout} = shrinker;
  try {
    // A browser that does not know the wish for RGBA has another number of planes, and refuses.
    await frame.copyTo(bytes, {rect, layout, ...(!yuv && {format: 'RGBA'})});
    return true;
  } catch (error) {
    console.warn('frames are drawn, not copied', error);
    return false;
  }
}
