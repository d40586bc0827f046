/**
 * The stage's canvases. A canvas can be handed to a worker only once, so each engine gets a fresh one; the
 * one before keeps showing its last picture until the first of the fresh one has reached the page.
 */
import {signal} from '@preact/signals-core';
import {sameSize} from '../domain/geometry.ts';

/** A canvas with the key by which the stage holds it. */
export interface Place {
  readonly key: number;
  readonly canvas: HTMLCanvasElement;
}

/** A canvas keeps this size until the worker's first picture reaches it. */
const untouched = {width: 300, height: 150};

/** A browser that shows nothing, as in a hidden page, is not waited for longer than this. */
const longestWaitMs = 500;

export class Canvases {
  /** What the stage must hold: the canvas that shows first, a fresh one under it. */
  readonly keys = signal<readonly number[]>([0]);
  /** What the stage shows. */
  readonly shown = signal<HTMLCanvasElement | undefined>(undefined);

  #newest = 0;
  /** Whether the stage is to bring a canvas. */
  #isAwaited = true;
  /** Brought by the stage, used by nobody. */
  #fresh: Place | undefined;
  /** Who waits for a fresh canvas. */
  readonly #waiting: ((place: Place) => void)[] = [];

  /** The stage brings the newest canvas of `keys`. */
  attach(canvas: HTMLCanvasElement): void {
    this.#isAwaited = false;
    this.#fresh = {key: this.#newest, canvas};
    this.shown.value ??= canvas;
    this.#serve();
  }

  /** A canvas that nobody has had, when the stage has brought it. */
  take(): Promise<Place> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#serve();
    });
  }

  /** Shows a canvas that is painted on, once its picture is there, and lets those before it go. */
  async show({key, canvas}: Place): Promise<void> {
    if (this.shown.value === canvas) return;
    await pictureOn(canvas);
    this.shown.value = canvas;
    this.keys.value = this.keys.value.filter((other) => other >= key);
  }

  /** Lets a canvas go that was never shown; of the one that shows the last picture stays. */
  drop({key, canvas}: Place): void {
    if (this.shown.value === canvas) return;
    this.keys.value = this.keys.value.filter((other) => other !== key);
  }

  #serve(): void {
    if (this.#waiting.length === 0) return;
    const place = this.#fresh;
    if (place) {
      this.#fresh = undefined;
      this.#waiting.shift()?.(place);
      this.#serve();
    } else if (!this.#isAwaited) {
      this.#isAwaited = true;
      this.keys.value = [...this.keys.value, ++this.#newest];
    }
  }
}

/** Resolves when the worker's first picture has reached `canvas`, which then takes the picture's size. */
async function pictureOn(canvas: HTMLCanvasElement): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while (sameSize(canvas, untouched) && performance.now() < end) {
    await new Promise<unknown>((done) => {
      requestAnimationFrame(done);
      setTimeout(done, 100);
    });
  }
}
