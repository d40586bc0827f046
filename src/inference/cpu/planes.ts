/** Between RGBA bytes of a canvas and the planes of a tensor (NCHW, RGB); see assembly/planes.ts. */
import type {Size} from '../../domain/geometry.ts';
import {lumaWeights, type Look} from '../../domain/look.ts';
import {Memory} from './memory.ts';

/** For each column and row of the tensor the picture's column and row that it shows. */
export interface Borders {
  /** Columns of the picture. */
  readonly width: number;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

export type Range = readonly [black: number, white: number];

/** The bytes of an image as `Planes.pack` takes them. */
export const pixelsOf = ({buffer}: Uint8ClampedArray<ArrayBuffer>): Int32Array<ArrayBuffer> =>
  new Int32Array(buffer);

/** What `unpack` shows of a tensor, and how. */
export interface Presentation {
  readonly picture: Size;
  readonly margin: number;
  readonly range: Range;
  readonly look: Look;
}

const noColours = [0, 0, 0] as const;

const fill = (table: Int32Array, indices: Int32Array, step: number) =>
  indices.forEach((index, i) => (table[i] = step * index));

/** A tensor's planes as a generator sees and paints them, and RGBA of what is shown. No row is shorter than four pixels. */
export class Planes {
  /** Of the tensor, margin and all. */
  readonly size: Size;
  readonly memory = new Memory();
  /** Where planes lie in the memory. */
  readonly originalAt: number;
  readonly paintedAt: number;
  readonly #pixelsAt: number;
  readonly #columnsAt: number;
  readonly #rowsAt: number;

  /** @throws OutOfMemory */
  constructor(size: Size) {
    this.size = size;
    const plane = 4 * size.width * size.height;
    this.originalAt = this.memory.take(3 * plane);
    this.paintedAt = this.memory.take(3 * plane);
    this.#pixelsAt = this.memory.take(plane);
    this.#columnsAt = this.memory.take(4 * size.width);
    this.#rowsAt = this.memory.take(4 * size.height);
  }

  /** What the generator sees, without a ground. Arrays are good as long as nothing else takes of the memory. */
  get original(): Float32Array<ArrayBuffer> {
    return this.#planesAt(this.originalAt);
  }

  get painted(): Float32Array<ArrayBuffer> {
    return this.#planesAt(this.paintedAt);
  }

  /** RGBA of a picture of this size as `unpack` fills it. */
  rgbaOf({width, height}: Size): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(this.memory.buffer, this.#pixelsAt, 4 * width * height);
  }

  /**
   * Fills `original` from `pixels`, RGBA each, whose width is that of the picture inside the
   * borders; 0…255 becomes `range`. What was painted is lost.
   */
  pack(pixels: Int32Array, {width, columns, rows}: Borders, [black, white]: Range): void {
    const {assembly, buffer} = this.memory;
    // A picture is never larger than its tensor.
    new Int32Array(buffer, this.paintedAt, pixels.length).set(pixels);
    const {width: across, height: down} = this.size;
    // How many bytes away each column and row lies.
    fill(new Int32Array(buffer, this.#columnsAt, across), columns, 4);
    fill(new Int32Array(buffer, this.#rowsAt, down), rows, 4 * width);
    const from = [this.paintedAt, this.#columnsAt, this.#rowsAt];
    assembly.pack(...from, across, down, this.originalAt, black, (white - black) / 255);
  }

  /**
   * Fills the image of `picture` from the planes of the original and the painting, without their
   * margin, blended as the look says.
   */
  unpack({picture, margin, range: [black, white], look}: Presentation): void {
    const {mirror, split, strength, keepColours} = look;
    const {width, height} = picture;
    const stride = 4 * this.size.width;
    const first = margin * stride + 4 * margin;
    const scale = 255 / (white - black);
    this.memory.assembly.unpack(
      ...[this.originalAt + first, this.paintedAt + first, stride, stride * this.size.height],
      ...[this.#pixelsAt, width, height, scale, -black * scale, Number(mirror)],
      ...[strength, ...(keepColours ? lumaWeights : noColours), Math.ceil(split * width - 0.5)],
    );
  }

  #planesAt(at: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, at, 3 * this.size.width * this.size.height);
  }
}
