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
import {pixelsOf, Planes} from '../cpu/planes.ts';
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

const lengthOf = ([span]: readonly Span[]) => span!.to - span!.from;

/** Which part of a side of `length` pixels a tile sees, and where in that part each of its pixels lies. */
function within({from, to}: Span, margin: number, length: number) {
  const indices = mirroredIndices(length, margin).subarray(from, to);
  const [first, last] = [Math.min(...indices), Math.max(...indices)];
  return {from: first, length: last + 1 - first, indices: indices.map((index) => index - first)};
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
    const {margin, multiple} = this.#setup.spec;
    const tensor = withMargin(this.size, margin);
    const rows = spansOf(tensor.height, longest, overlap, multiple);
    const columns = spansOf(tensor.width, longest, overlap, multiple);
    // They are all alike in size.
    const planes = new Planes({width: lengthOf(columns), height: lengthOf(rows)});
    const painted = contextOf(this.size);
    let done = 0;
    for (const row of rows) {
      for (const column of columns) {
        await this.#paintTile(generator, planes, painted, row, column);
        onProgress(++done / (rows.length * columns.length));
        await breathe();
        signal.throwIfAborted();
      }
    }
    return this.#withSplit(this.#faced(painted.canvas));
  }

  async #paintTile(
    generator: Generator,
    planes: Planes,
    painted: OffscreenCanvasRenderingContext2D,
    row: Span,
    column: Span,
  ): Promise<void> {
    const {look, spec} = this.#setup;
    const {margin, range, ground} = spec;
    const {size: tile} = planes;
    const across = within(column, margin, this.size.width);
    const down = within(row, margin, this.size.height);
    const [x, y, width, height] = [across.from, down.from, across.length, down.length];
    const {data} = this.#original.getImageData(x, y, width, height);
    const borders = {width, columns: across.indices, rows: down.indices};
    planes.pack(pixelsOf(data), borders, range);
    const place = {x: column.from - margin, y: row.from - margin};
    const seen = planes.original.slice();
    if (ground) lay(seen, groundOf(spec, tile, place));
    planes.painted.set(await generator.runPlanes(seen, tile));
    const plain = {...look, mirror: false, split: 0};
    planes.unpack({picture: tile, margin: 0, range, look: plain});
    painted.putImageData(
      new ImageData(planes.rgbaOf(tile), tile.width),
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
