/**
 * Frames as pixels of the picture's size. A camera's frames are copied as they are, half as many bytes as RGBA; others
 * `copyTo` turns into RGBA, several times faster than a canvas draws them; what it cannot, a canvas does.
 */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Rect} from '../../domain/geometry.ts';
import type {Placement} from '../backend.ts';
import {pixelsOf} from './planes.ts';
import {meaningOf} from './meaning.ts';
import {rgbaShrinker, yuvShrinker, type Shrinker} from './shrinker.ts';

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
  /** Of the frames. */
  readonly format: VideoPixelFormat | null;
  readonly matrix: VideoMatrixCoefficients | null;
  readonly fullRange: boolean | null;
  /** Whether the browser turns their bytes into RGBA. */
  readonly asRgba: boolean;
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
    try {
      if (!this.#way || !goes(frame, placement, this.#way)) {
        this.#way = await wayOf(frame, placement);
      }
      return await take(frame, this.#way);
    } catch (error) {
      console.warn('frames are drawn, not copied', error);
      this.#canCopy = false;
      return this.#draw(frame, placement);
    }
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

/** Whether a frame goes a way. */
function goes({format, colorSpace}: VideoFrame, placement: Placement, way: Way): boolean {
  const {matrix, fullRange} = colorSpace;
  const isSame = way.format === format && way.matrix === matrix && way.fullRange === fullRange;
  return isSame && way.placement === placement;
}

/** @throws where the browser does not turn frames into RGBA */
async function wayOf({format, colorSpace}: VideoFrame, placement: Placement): Promise<Way> {
  const {crop, picture, source} = placement;
  const [x, y] = [below(crop.x), below(crop.y)];
  const part = {
    x,
    y,
    width: above(crop.x + crop.width, source.width) - x,
    height: above(crop.y + crop.height, source.height) - y,
  };
  const shown = {...crop, x: crop.x - x, y: crop.y - y};
  const isYuv = format === 'I420' || format === 'NV12';
  const meaning = isYuv ? await meaningOf(colorSpace) : undefined;
  const shrinker =
    isYuv && meaning
      ? yuvShrinker(format, meaning, part, shown, picture)
      : rgbaShrinker(part, shown, picture);
  const {matrix, fullRange} = colorSpace;
  return {placement, format, matrix, fullRange, asRgba: !meaning, part, shrinker};
}

/** The picture of a frame; good until the next is taken. */
async function take(frame: VideoFrame, {part, asRgba, shrinker}: Way): Promise<Int32Array> {
  const {x, y, width, height} = part;
  const {x: left = 0, y: top = 0} = frame.visibleRect ?? {};
  const rect = {x: left + x, y: top + y, width, height};
  const {bytes, layout, picture} = shrinker;
  // A browser that does not know the wish for RGBA has another number of planes, and refuses.
  await frame.copyTo(bytes, {rect, layout, ...(asRgba && {format: 'RGBA'})});
  shrinker.shrink();
  return picture;
}
