/**
 * One frame painted at the camera's own size, tile by tile. Between two tiles the live picture has
 * its turn. In main memory at a time: the frame, the painting, and the tensors of one tile.
 */
import {AppError, nameOf} from '../../domain/errors.ts';
import {
  coverCrop,
  mirroredIndices,
  withMargin,
  workingSize,
  zoomInto,
  type Size,
} from '../../domain/geometry.ts';
import {groundOf, lay} from '../../domain/ground.ts';
import type {Look} from '../../domain/look.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import {pack, pixelsOf, unpack} from '../cpu/planes.ts';
import type {Generator} from '../generator.ts';
import {longestSide, spansOf, trimmed, type Span} from './tiles.ts';

/** Pixels that are painted in one go where tiles are of no use. */
const wholePixels = 1024 ** 2;

/** Lets messages in, above all the next live frame. */
const breathe = () => new Promise((done) => setTimeout(done));

/** The 2D context of a new canvas in main memory. @throws OutOfMemory */
function contextOf({width, height}: Size): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', {alpha: false, willReadFrequently: true});
  if (!context) throw new AppError('OutOfMemory', `no canvas of ${width}×${height}`);
  return context;
}

/** What a still is painted with. */
export interface StillSetup {
  readonly spec: GeneratorSpec;
  /** As far as a pixel of the generator's output looks, in pixels. */
  readonly reach: number;
  readonly look: Look;
  /** Pixels of a tile, at most. */
  readonly tilePixels: number;
}

/** A frame, copied, and the size that it will be painted at. */
export class Still {
  readonly size: Size;
  readonly #setup: StillSetup;
  readonly #original: OffscreenCanvasRenderingContext2D;

  /** Copies `frame`, which stays the caller's: a camera has only few frames to lend. */
  constructor(frame: VideoFrame, setup: StillSetup) {
    const {spec, reach, look, tilePixels} = setup;
    const whole = {x: 0, y: 0, width: frame.displayWidth, height: frame.displayHeight};
    const seen = zoomInto(whole, look.zoom);
    const canTile = longestSide(tilePixels, reach, spec.multiple) > 0;
    this.size = canTile ? trimmed(seen, spec) : workingSize(seen, wholePixels, spec);
    this.#setup = setup;
    this.#original = contextOf(this.size);
    this.#original.imageSmoothingQuality = 'high';
    const part = canTile ? this.size : coverCrop(seen, this.size);
    const {width, height} = part;
    // Whole pixels: half of one would blur them all.
    const x = Math.floor(seen.x + (seen.width - width) / 2);
    const y = Math.floor(seen.y + (seen.height - height) / 2);
    this.#original.drawImage(frame, x, y, width, height, 0, 0, this.size.width, this.size.height);
  }

  /** What the camera saw, mirrored as the look says. */
  original(): OffscreenCanvas {
    return this.#faced(this.#original.canvas);
  }

  /**
   * Paints it with the look as the screen shows it, in smaller tiles where memory runs out.
   * @throws GeneratorFailed, OutOfMemory, AbortError
   */
  async paint(
    generator: Generator,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<OffscreenCanvas> {
    const {reach, spec, tilePixels} = this.#setup;
    for (let pixels = tilePixels; ; pixels /= 4) {
      const longest = longestSide(pixels, reach, spec.multiple);
      const overlap = longest > 0 ? reach : 0;
      try {
        return await this.#paintTiles(generator, longest || Infinity, overlap, onProgress, signal);
      } catch (error) {
        const isLast = longestSide(pixels / 4, reach, spec.multiple) === 0;
        if (nameOf(error) !== 'OutOfMemory' || isLast) throw error;
      }
    }
  }

  async #paintTiles(
    generator: Generator,
    longest: number,
    overlap: number,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<OffscreenCanvas> {
    const {width, height} = this.size;
    const {margin, multiple} = this.#setup.spec;
    const tensor = withMargin(this.size, margin);
    const rows = spansOf(tensor.height, longest, overlap, multiple);
    const columns = spansOf(tensor.width, longest, overlap, multiple);
    const original = pixelsOf(this.#original.getImageData(0, 0, width, height).data);
    const painted = contextOf(this.size);
    let done = 0;
    for (const row of rows) {
      for (const column of columns) {
        await this.#paintTile(generator, original, painted, row, column);
        onProgress(++done / (rows.length * columns.length));
        await breathe();
        signal.throwIfAborted();
      }
    }
    return this.#withSplit(this.#faced(painted.canvas));
  }

  async #paintTile(
    generator: Generator,
    original: Int32Array,
    painted: OffscreenCanvasRenderingContext2D,
    row: Span,
    column: Span,
  ): Promise<void> {
    const {look, spec} = this.#setup;
    const {margin, range} = spec;
    const {width, height} = this.size;
    const tile = {width: column.to - column.from, height: row.to - row.from};
    const x = new Float32Array(3 * tile.width * tile.height);
    const borders = {
      width,
      columns: mirroredIndices(width, margin).subarray(column.from, column.to),
      rows: mirroredIndices(height, margin).subarray(row.from, row.to),
    };
    pack(original, x, borders, range);
    const place = {x: column.from - margin, y: row.from - margin};
    const seen = spec.ground ? x.slice() : x;
    if (spec.ground) lay(seen, groundOf(spec, tile, place));
    const y = await generator.runPlanes(seen, tile);
    const pixels = new ImageData(tile.width, tile.height);
    const plain = {...look, mirror: false, split: 0};
    unpack(x, y, pixelsOf(pixels.data), {picture: tile, margin: 0, range, look: plain});
    painted.putImageData(
      pixels,
      place.x,
      place.y,
      column.keepFrom - column.from,
      row.keepFrom - row.from,
      column.keepTo - column.keepFrom,
      row.keepTo - row.keepFrom,
    );
  }

  #faced(canvas: OffscreenCanvas): OffscreenCanvas {
    if (!this.#setup.look.mirror) return canvas;
    const context = contextOf(this.size);
    context.translate(this.size.width, 0);
    context.scale(-1, 1);
    context.drawImage(canvas, 0, 0);
    return context.canvas;
  }

  /** Lays the original over what is left of the line of comparison. */
  #withSplit(painted: OffscreenCanvas): OffscreenCanvas {
    const {height} = this.size;
    const width = Math.round(this.#setup.look.split * this.size.width);
    if (width <= 0) return painted;
    const context = painted.getContext('2d');
    context?.drawImage(this.original(), 0, 0, width, height, 0, 0, width, height);
    return painted;
  }
}
