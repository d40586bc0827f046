import {createRng, smooth} from './random.ts';

/** The look of the film: exposure in stops and strength of grain. */
export type Film = {stops: number; grain: number; seed: number};

/** Turns linear light into an sRGB picture as film and a lens would: glow, curve, tint, grain. */
export function develop(linear: Float32Array, width: number, height: number, film: Film): Buffer {
  const gain = 2 ** film.stops;
  const halo = glow(linear, width, height);
  const rng = createRng(film.seed);
  // One value a pixel, blurred with its neighbours: grain has a size.
  const noise = Float32Array.from({length: width * height}, () => rng() + rng() + rng() - 1.5);
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      const rx = (x / width - 0.5) * 2;
      const ry = (y / height - 0.5) * 2;
      const shade = gain * (1 - 0.2 * smooth(0.5, 2, rx * rx + ry * ry));
      const c = [0, 1, 2].map((i) => {
        return curve((linear[k * 3 + i]! * 0.93 + halo[k * 3 + i]! * 0.07) * shade);
      }) as [number, number, number];
      const bright = 0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2];
      const speck = noise[k]! * 0.5 + (noise[k + 1] ?? 0) * 0.25 + (noise[k + width] ?? 0) * 0.25;
      const grain = speck * film.grain * (0.35 + 0.65 * smooth(1, 0.3, bright));
      // Cool in the shadows, warm in the lights: the oldest trick of the darkroom.
      const warm = (bright - 0.45) * 0.055;
      out[k * 3] = byte(c[0] + warm + grain);
      out[k * 3 + 1] = byte(c[1] + warm * 0.35 + grain);
      out[k * 3 + 2] = byte(c[2] - warm + 0.008 + grain);
    }
  }
  return out;
}

/** A filmic curve: a soft toe, a long shoulder, then display gamma. */
function curve(x: number): number {
  const v = x * 0.72;
  const y = (v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14);
  return Math.pow(Math.min(1, Math.max(0, y)), 1 / 2.2);
}

function byte(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}

/** Bright light spread over the picture by three box blurs, each way. */
function glow(linear: Float32Array, width: number, height: number): Float32Array {
  let plane: Float32Array = linear.map((value) => Math.min(value, 4));
  const radius = Math.max(2, Math.round(Math.hypot(width, height) / 90));
  for (let i = 0; i < 3; i++) {
    plane = blur(plane, width, height, radius, 3, width * 3);
    plane = blur(plane, height, width, radius, width * 3, 3);
  }
  return plane;
}

/** A box blur along lines of `length` pixels, `step` apart, for `lines` lines `stride` apart. */
function blur(
  p: Float32Array,
  length: number,
  lines: number,
  radius: number,
  step: number,
  stride: number,
): Float32Array {
  const out = new Float32Array(p.length);
  for (let line = 0; line < lines; line++) {
    for (let c = 0; c < 3; c++) {
      const at = (i: number) => line * stride + Math.min(length - 1, Math.max(0, i)) * step + c;
      let sum = 0;
      for (let i = -radius; i <= radius; i++) sum += p[at(i)]!;
      for (let i = 0; i < length; i++) {
        out[at(i)] = sum / (radius * 2 + 1);
        sum += p[at(i + radius + 1)]! - p[at(i - radius)]!;
      }
    }
  }
  return out;
}
