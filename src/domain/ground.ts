/**
 * The ground: faint waves that lie under what a network sees, as a drawing's paper does. Hatching needs something to
 * follow; what a network with strides finds by itself is its own grid, and lines that follow that crawl as soon as the
 * picture moves. `prepared` in training/cyclelens/generator.py lays the same.
 */
import type {Size} from './geometry.ts';
import type {GeneratorSpec} from './style.ts';

/**
 * The ground of a network for a tensor of `size` pixels, in the network's values, one plane.
 * @param origin where the tensor's first pixel lies on the picture: before it by the margin
 */
export function groundOf(
  {ground = [], range: [black, white]}: Pick<GeneratorSpec, 'ground' | 'range'>,
  {width, height}: Size,
  origin: {readonly x: number; readonly y: number},
): Float32Array<ArrayBuffer> {
  const plane = new Float32Array(width * height);
  for (const [across, down, share] of ground) {
    const height = share * (white - black);
    for (let at = 0; at < plane.length; at++) {
      const x = origin.x + (at % width);
      const y = origin.y + Math.floor(at / width);
      plane[at]! += height * Math.cos(2 * Math.PI * (across * x + down * y));
    }
  }
  return plane;
}

/** Fills `result` with the planes of a picture (NCHW, RGB) on their ground; it may be `planes` itself. */
export function lay(planes: Float32Array, ground: Float32Array, result = planes): void {
  for (let at = 0; at < ground.length; at++) {
    const height = ground[at]!;
    for (let channel = at; channel < planes.length; channel += ground.length) {
      result[channel] = planes[channel]! + height;
    }
  }
}
