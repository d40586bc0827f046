/**
 * Frames as pixels of the picture's size. `copyTo` turns a frame's colours into bytes several times faster than a canvas
 * draws them; what it cannot, a canvas does.
 */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Rect} from '../../domain/geometry.ts';
import type {Placement} from '../backend.ts';
import {pixelsOf} from './planes.ts';
import {samplesOf, shrink, tapsFor, type Taps} from './shrink.ts';

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
  /** Part of the frame that is copied, RGBA. */
  readonly part: Rect;
  readonly copied: Int32Array<ArrayBuffer>;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly picture: Int32Array;
  readonly taps: Taps;
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
    if (this.#way?.placement !== placement) this.#way = wayOf(placement);
    const {part, copied, columns, rows, picture, taps} = this.#way;
    this.#canCopy = await copy(frame, part, copied);
    if (!this.#canCopy) return this.#draw(frame, placement);
    shrink(copied, part.width, columns, rows, picture, taps);
    return picture;
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

function wayOf(placement: Placement): Way {
  const {crop, picture, source} = placement;
  const [x, y] = [below(crop.x), below(crop.y)];
  const part = {
    x,
    y,
    width: above(crop.x + crop.width, source.width) - x,
    height: above(crop.y + crop.height, source.height) - y,
  };
  const taps = tapsFor(crop.width / picture.width);
  return {
    placement,
    taps,
    part,
    copied: new Int32Array(part.width * part.height),
    columns: samplesOf(picture.width, crop.x - x, crop.width, taps),
    rows: samplesOf(picture.height, crop.y - y, crop.height, taps),
    picture: new Int32Array(picture.width * picture.height),
  };
}

/** Whether `pixels` are now those of `part` of the frame. */
async function copy(frame: VideoFrame, part: Rect, pixels: Int32Array<ArrayBuffer>) {
  const {x, y, width, height} = part;
  const {x: left = 0, y: top = 0} = frame.visibleRect ?? {};
  const rect = {x: left + x, y: top + y, width, height};
  try {
    const [layout, ...others] = await frame.copyTo(pixels, {rect, format: 'RGBA'});
    // An older browser does not know the wish for a format, and copies what it has.
    return others.length === 0 && layout?.stride === 4 * width;
  } catch (error) {
    console.warn('frames are drawn, not copied', error);
    return false;
  }
}
