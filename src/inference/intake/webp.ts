/** Thumbnails: WebP pictures whose header is looked at before any decoder sees them. */
import {refuse} from './refuse.ts';

const maxBytes = 512 * 2 ** 10;
const maxSide = 1024;

/**
 * Checks that `data` is a WebP picture of at most 1024×1024 pixels.
 * https://developers.google.com/speed/webp/docs/riff_container
 * @throws RefusedError
 */
export function checkWebp(data: Uint8Array): void {
  if (data.length > maxBytes) refuse('too-large', 'thumbnail');
  const name = (at: number) => String.fromCharCode(...data.subarray(at, at + 4));
  if (data.length < 30 || name(0) !== 'RIFF' || name(8) !== 'WEBP')
    refuse('pack-files', 'thumbnail');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = sidesOf(view, name(12));
  if (width > maxSide || height > maxSide) refuse('too-large', `thumbnail of ${width}×${height}`);
}

function sidesOf(view: DataView, chunk: string): [width: number, height: number] {
  if (chunk === 'VP8 ')
    return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
  }
  if (chunk !== 'VP8X') refuse('pack-files', 'thumbnail');
  const side = (at: number) => (view.getUint32(at, true) & 0xffffff) + 1;
  return [side(24), (view.getUint32(26, true) >>> 8) + 1];
}
