/** Make a picture of part of a larger frame, of its bytes as RGBA or as they are; see assembly/index.ts. */
import type {Rect, Size} from '../../domain/geometry.ts';
import {aligned, Memory} from './memory.ts';

export interface Shrinker {
  /** Where the part's bytes are to be put, and how they must lie there. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: PlaneLayout[];
  /** RGBA of the picture, once `shrink` was called. */
  readonly picture: Int32Array<ArrayBuffer>;
  shrink(): void;
}

/** A frame with one colour for two by two pixels: colours between each other, or a plane of each. */
export type YuvFormat = 'NV12' | 'I420';

/** What the planes of such a frame mean. */
export interface Meaning {
  /** How much red and blue count in lightness, 0…1. */
  readonly red: number;
  readonly blue: number;
  /** Whether lightness goes from 0 to 255 instead of from 16 to 235. */
  readonly isFull: boolean;
}

/** Samples of a pixel along a side: of a frame up to three times larger none is left out. */
const taps = 3;
/** Colours have one sample for two by two pixels. */
const chromaTaps = 2;

const half = (pixels: number) => Math.ceil(pixels / 2);

/** Room for a source, tables and the picture. */
class Workplace extends Memory {
  /**
   * A table of where the samples of `count` pixels lie along a side of the source.
   * @param start, length of the picture on the source, in its pixels
   * @param step between two of its pixels
   */
  samples(count: number, start: number, length: number, taps: number, step = 1): number {
    const at = this.take(4 * taps * count);
    new Uint32Array(this.buffer, at, taps * count).forEach((_, i, table) => {
      table[i] = step * Math.floor(start + ((i + 0.5) * length) / (taps * count));
    });
    return at;
  }

  /** @param used bytes of the source, from 0 on */
  shrinker(used: number, layout: PlaneLayout[], to: number, pixels: number, shrink: () => void) {
    const {buffer} = this;
    const picture = new Int32Array(buffer, to, pixels);
    return {bytes: new Uint8Array(buffer, 0, used), layout, picture, shrink};
  }
}

/**
 * @param part size of the part of the frame that is copied
 * @param crop what of it the picture shows, in its pixels
 */
export function rgbaShrinker(part: Size, crop: Rect, {width, height}: Size): Shrinker {
  const instance = new Workplace();
  const stride = aligned(4 * part.width);
  const source = instance.take(stride * part.height);
  const columns = instance.samples(width, crop.x, crop.width, taps, 8);
  const rows = instance.samples(height, crop.y, crop.height, taps, stride);
  const sums = instance.take(2 * stride);
  const to = instance.take(4 * width * height);
  const args = [source, stride, columns, rows, sums, to, width, height];
  const shrink = () => instance.assembly.shrinkRgba(...args);
  const layout = [{offset: source, stride}];
  return instance.shrinker(stride * part.height, layout, to, width * height, shrink);
}

/** As above, of planes. */
export function yuvShrinker(
  format: YuvFormat,
  meaning: Meaning,
  part: Size,
  crop: Rect,
  {width, height}: Size,
): Shrinker {
  const instance = new Workplace();
  const isWoven = format === 'NV12';
  const stride = aligned(part.width);
  const chromaStride = aligned(half(part.width) * (isWoven ? 2 : 1));
  const chromaBytes = chromaStride * half(part.height);
  const y = instance.take(stride * part.height);
  const u = instance.take(chromaBytes);
  const v = isWoven ? u + 1 : instance.take(chromaBytes);
  const used = (isWoven ? u : v) + chromaBytes;
  const columns = instance.samples(width, crop.x, crop.width, taps, 2);
  const rows = instance.samples(height, crop.y, crop.height, taps, stride);
  const step = isWoven ? 4 : 2;
  const chromaColumns = instance.samples(width, crop.x / 2, crop.width / 2, chromaTaps, step);
  const chromaRows = instance.samples(
    height,
    crop.y / 2,
    crop.height / 2,
    chromaTaps,
    chromaStride,
  );
  const sums = instance.take(2 * stride);
  const uSums = instance.take(2 * chromaStride);
  const vSums = isWoven ? uSums + 2 : instance.take(2 * chromaStride);
  const line = instance.take(4 * width);
  const lines = [line, instance.take(4 * width), instance.take(4 * width)];
  const to = instance.take(4 * width * height);
  const args = [
    ...[y, u, v, stride, chromaStride, columns, rows, chromaColumns, chromaRows],
    ...[sums, uSums, vSums, ...lines, to, width, height, ...countsOf(meaning)],
  ];
  const planes = isWoven ? [y, u] : [y, u, v];
  const layout = planes.map((offset) => ({offset, stride: offset === y ? stride : chromaStride}));
  const shrink = () => instance.assembly.shrinkYuv(...args);
  return instance.shrinker(used, layout, to, width * height, shrink);
}

/** How much lightness above black counts, and colours around 128 in red, in green (U and V) and in blue. */
export function weightsOf({red, blue, isFull}: Meaning) {
  const luma = isFull ? 1 : 255 / 219;
  const chroma = isFull ? 2 : (2 * 255) / 224;
  const green = 1 - red - blue;
  const rv = chroma * (1 - red);
  const bu = chroma * (1 - blue);
  return {luma, rv, gu: (bu * blue) / green, gv: (rv * red) / green, bu};
}

/** Lightness of black. */
export const blackOf = ({isFull}: Meaning) => (isFull ? 0 : 16);

/** How much the sums of samples count in a channel, of 65536; the last is the sum of the darkest. */
function countsOf(meaning: Meaning): number[] {
  const {luma, rv, gu, gv, bu} = weightsOf(meaning);
  const counts = [luma / taps ** 2, ...[rv, gu, gv, bu].map((weight) => weight / chromaTaps ** 2)];
  return [...counts.map((count) => Math.round(65536 * count)), blackOf(meaning) * taps ** 2];
}
