/**
 * Chooses how many pixels to paint so that a frame stays within its time. Painting time is close
 * to proportional to pixels × multiply-accumulates per pixel, so a few frames tell the device's
 * speed and that tells the size; changes wait for evidence, so that the picture does not pump.
 */
import type {Quality} from '../domain/look.ts';

/** Sides of the squares whose areas are tried, in pixels. */
const sides = [96, 112, 128, 144, 160, 176, 192, 224, 256, 288, 320, 384, 448, 512];

/** The first paints at a new size compile and allocate: they say nothing about its speed. */
const settlingFrames = 3;
/** Frames whose median is believed. */
const sampleFrames = 8;

/** What a pixel costs outside the network, in the same unit as the network. */
const overheadGmacs = 0.05;

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export class Sizer {
  readonly #budgetMs: number;
  #rung = sides.indexOf(160);
  #gmacs = 1;
  #speed = 0;
  #samples: number[] = [];
  #settling = settlingFrames;

  /** @param budgetMs how long one frame may take */
  constructor(budgetMs: number) {
    this.#budgetMs = budgetMs;
  }

  /** Pixels to paint at `quality`. */
  pixels(quality: Quality): number {
    return (quality === 'auto' ? this.#side : quality) ** 2;
  }

  /** A generator of `gmacs` (at 256×256) takes over. */
  change(gmacs: number): void {
    this.#gmacs = gmacs;
    if (this.#speed > 0) this.#rung = this.#fitting(0.9);
    this.#startOver();
  }

  /** A frame of `pixels` took `ms`. */
  observe(ms: number, pixels: number): void {
    if (this.#settling-- > 0) return;
    this.#samples.push(ms);
    if (this.#samples.length < sampleFrames) return;
    const now = median(this.#samples);
    this.#speed = this.#cost(pixels) / now;
    this.#samples = [];
    const tooSlow = now > 1.15 * this.#budgetMs;
    // Growing is held back more than shrinking: a size that just fits would be left again.
    const rung = this.#fitting(tooSlow ? 0.95 : 0.85);
    if (tooSlow ? rung < this.#rung : rung > this.#rung) {
      this.#rung = rung;
      this.#startOver();
    }
  }

  /** How long a generator of `gmacs` is expected to take here over `pixels`; unknown at first. */
  estimateMs(gmacs: number, pixels: number): number {
    return this.#speed > 0 ? ((gmacs + overheadGmacs) * pixels) / this.#speed : Infinity;
  }

  get #side(): number {
    return sides[this.#rung] ?? 96;
  }

  #cost(pixels: number): number {
    return (this.#gmacs + overheadGmacs) * pixels;
  }

  #fitting(share: number): number {
    const affordable = this.#speed * this.#budgetMs * share;
    return Math.max(
      0,
      sides.findLastIndex((side) => this.#cost(side ** 2) <= affordable),
    );
  }

  #startOver(): void {
    this.#samples = [];
    this.#settling = settlingFrames;
  }
}
