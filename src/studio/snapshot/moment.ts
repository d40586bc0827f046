/** A moment that may become a picture: what the screen showed, and the frame that it was painted from. */
import {thumbnailRoom} from '../../domain/kept.ts';
import {containedIn, type Size} from '../../domain/geometry.ts';
import type {Look} from '../../domain/look.ts';
import type {PictureFormat} from '../../inference/api.ts';
import type {Choice} from '../choice.ts';

/** What is on the screen, and what it was painted from. */
export interface Shown extends Choice {
  /** Owned by whoever holds it. */
  readonly frame: VideoFrame;
  readonly look: Look;
  /** Whether the painting alone is on the screen: a view of several pictures is kept as it is. */
  readonly isPlain: boolean;
}

export interface Moment {
  readonly shown: Shown;
  readonly screen: OffscreenCanvas;
}

/** What `canvas` shows this moment, at another size where one is given. */
export function copyOf(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  {width, height}: Size = canvas,
): OffscreenCanvas {
  const copy = new OffscreenCanvas(width, height);
  copy.getContext('2d', {alpha: false})?.drawImage(canvas, 0, 0, width, height);
  return copy;
}

/** The same picture in main memory of its own: a camera has few frames to lend. */
export async function ownFrame(frame: VideoFrame): Promise<VideoFrame> {
  const {timestamp} = frame;
  const bitmap = await createImageBitmap(frame);
  const copy = new VideoFrame(bitmap, {timestamp});
  bitmap.close();
  return copy;
}

/** What the screen showed as a file, and a small one of it. */
export async function filesOf(screen: OffscreenCanvas, format: PictureFormat) {
  const size = {width: screen.width, height: screen.height};
  const small = copyOf(screen, containedIn(size, thumbnailRoom));
  const [painted, thumbnail] = await Promise.all([
    screen.convertToBlob(format),
    small.convertToBlob({type: 'image/webp', quality: 0.8}),
  ]);
  return {painted, thumbnail, size};
}
