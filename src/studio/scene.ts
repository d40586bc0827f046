/** A still life of our own: for comparison, and where no camera shows anything yet. */
import {coverCrop, type Size} from '../domain/geometry.ts';

/** The middle of it in the shape of `size`, which is its size in pixels. */
export async function sceneFrame(size: Size): Promise<VideoFrame> {
  const response = await fetch(new URL('art/scene-landscape.webp', document.baseURI));
  const whole = await createImageBitmap(await response.blob());
  const {x, y, width, height} = coverCrop(whole, size);
  const part = await createImageBitmap(whole, x, y, width, height, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    resizeQuality: 'high',
  });
  whole.close();
  const frame = new VideoFrame(part, {timestamp: 0});
  part.close();
  return frame;
}
