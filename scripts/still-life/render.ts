import type {Bvh} from './bvh.ts';
import {aim} from './camera.ts';
import type {Camera} from './camera.ts';
import type {Mesh} from './mesh.ts';
import {hash3} from './random.ts';
import {trace} from './trace.ts';

/** The raw picture and the guides for the denoiser, all per pixel. */
export type Raw = {
  width: number;
  height: number;
  /** Light divided by the surface's own colour, so that texture is not blurred with the noise. */
  light: Float32Array;
  albedo: Float32Array;
  normal: Float32Array;
  depth: Float32Array;
  /** Variance of the mean brightness of `light`. */
  variance: Float32Array;
};

/** Steps of the R-sequence in twelve dimensions. */
const STEPS = Array.from({length: 12}, (_, i) => Math.pow(1 / 1.0572, i + 1) % 1);

/** Renders every pixel with `spp` paths. */
export function render(
  bvh: Bvh,
  mesh: Mesh,
  cam: Camera,
  width: number,
  height: number,
  spp: number,
  seed: number,
): Raw {
  const size = width * height;
  const planes = (n: number) => new Float32Array(size * n);
  const raw: Raw = {
    width,
    height,
    light: planes(3),
    albedo: planes(3),
    normal: planes(3),
    depth: planes(1),
    variance: planes(1),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixel(raw, bvh, mesh, cam, x, y, spp, seed);
  }
  return raw;
}

function pixel(
  raw: Raw,
  bvh: Bvh,
  mesh: Mesh,
  cam: Camera,
  x: number,
  y: number,
  spp: number,
  seed: number,
): void {
  const k = y * raw.width + x;
  let state = (hash3(x, y, seed) * 4294967296) | 1;
  let index = 0;
  let use = 0;
  const draw = () => {
    if (use < 12) {
      const d = use++;
      const value = hash3(x, y, seed * 31 + d + 1) + index * STEPS[d]!;
      return value - Math.floor(value);
    }
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
  let sum = 0;
  let squares = 0;
  for (index = 0; index < spp; index++) {
    use = 0;
    const px = ((x + 0.5 + 0.8 * tent(draw())) / raw.width) * 2 - 1;
    const py = 1 - ((y + 0.5 + 0.8 * tent(draw())) / raw.height) * 2;
    const [eye, dir] = aim(cam, px, py, draw(), draw());
    const s = trace(bvh, mesh, eye, dir, draw);
    let bright = 0;
    for (let c = 0; c < 3; c++) {
      const own = s.albedo[c]! + 0.02;
      // One lucky path may not outshine all the others.
      const value = Math.min(s.light[c]!, own * 9);
      bright += value / 3;
      raw.light[k * 3 + c]! += value / spp;
      raw.albedo[k * 3 + c]! += own / spp;
      raw.normal[k * 3 + c]! += s.normal[c]! / spp;
    }
    raw.depth[k]! += s.depth / spp;
    sum += bright;
    squares += bright * bright;
  }
  // Divided only now, by the mean colour, so that edges between two surfaces come back exactly.
  let own = 0;
  for (let c = 0; c < 3; c++) {
    raw.light[k * 3 + c]! /= raw.albedo[k * 3 + c]!;
    own += raw.albedo[k * 3 + c]! / 3;
  }
  const mean = sum / spp;
  raw.variance[k] = Math.max(0, squares / spp - mean * mean) / Math.max(1, spp - 1) / (own * own);
}

/** A tent over two pixels, as a lens and a sensor blur a little. */
function tent(q: number): number {
  return q < 0.5 ? Math.sqrt(2 * q) - 1 : 1 - Math.sqrt(2 - 2 * q);
}
