import type {Raw} from './render.ts';

const KERNEL = [1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16];

/**
 * Removes the noise of the path tracer with an edge-avoiding à-trous filter: pixels are averaged
 * over ever wider neighbourhoods, but only with pixels of a like surface and, allowing for their
 * noise, a like brightness. Returns the picture in linear light.
 */
export function denoise(raw: Raw, passes = 5): Float32Array {
  const {width, height} = raw;
  let light: Float32Array = raw.light;
  let variance = soften(raw.variance, width, height);
  for (let pass = 0; pass < passes; pass++) {
    const next = new Float32Array(light.length);
    const nextVariance = new Float32Array(variance.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++)
        gather(raw, light, variance, next, nextVariance, x, y, 1 << pass);
    }
    light = next;
    variance = nextVariance;
  }
  return light.map((value, i) => value * raw.albedo[i]!);
}

/** A 3 × 3 mean: the variance of few samples is itself noisy. */
function soften(plane: Float32Array, width: number, height: number): Float32Array {
  return plane.map((_, k) => {
    const x = k % width;
    const y = (k - x) / width;
    let sum = 0;
    let count = 0;
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
        sum += plane[j * width + i]!;
        count++;
      }
    }
    return sum / count;
  });
}

function gather(
  raw: Raw,
  light: Float32Array,
  variance: Float32Array,
  out: Float32Array,
  outVariance: Float32Array,
  x: number,
  y: number,
  step: number,
): void {
  const {width, height, normal, depth, albedo} = raw;
  const k = y * width + x;
  const here = (light[k * 3]! + light[k * 3 + 1]! + light[k * 3 + 2]!) / 3;
  const spread = 1 / (3 * Math.sqrt(variance[k]!) + 0.004);
  let [r, g, b, total, v] = [0, 0, 0, 0, 0];
  for (let j = -2; j <= 2; j++) {
    const yy = y + j * step;
    if (yy < 0 || yy >= height) continue;
    for (let i = -2; i <= 2; i++) {
      const xx = x + i * step;
      if (xx < 0 || xx >= width) continue;
      const q = yy * width + xx;
      const bright = (light[q * 3]! + light[q * 3 + 1]! + light[q * 3 + 2]!) / 3;
      let turn = 0;
      let tint = 0;
      for (let c = 0; c < 3; c++) {
        turn += Math.abs(normal[q * 3 + c]! - normal[k * 3 + c]!);
        tint += Math.abs(albedo[q * 3 + c]! - albedo[k * 3 + c]!);
      }
      const cost =
        Math.abs(bright - here) * spread +
        turn * 2.5 +
        tint * 3 +
        (Math.abs(depth[q]! - depth[k]!) / depth[k]!) * 24;
      const w = KERNEL[i + 2]! * KERNEL[j + 2]! * Math.exp(-cost);
      r += light[q * 3]! * w;
      g += light[q * 3 + 1]! * w;
      b += light[q * 3 + 2]! * w;
      v += variance[q]! * w * w;
      total += w;
    }
  }
  out[k * 3] = r / total;
  out[k * 3 + 1] = g / total;
  out[k * 3 + 2] = b / total;
  outVariance[k] = v / (total * total);
}
