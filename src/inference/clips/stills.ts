/** Takes stills of a painter's canvas at the size of a clip, whatever size the canvas has by then. */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Size} from '../../domain/geometry.ts';
import {fit} from './shape.ts';

export class Stills {
  readonly #sheet = new OffscreenCanvas(1, 1);
  readonly #context: OffscreenCanvasRenderingContext2D;

  /** @throws BrowserTooOld when there is no 2D context */
  constructor() {
    const context = this.#sheet.getContext('2d', {alpha: false});
    if (!context) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    this.#context = context;
  }

  /** What `canvas` shows in this task, as a frame of size `clip`. @param timestamp in microseconds */
  take(canvas: OffscreenCanvas, clip: Size, timestamp: number): VideoFrame {
    if (sameSize(canvas, clip)) return new VideoFrame(canvas, {timestamp, alpha: 'discard'});
    if (!sameSize(this.#sheet, clip)) {
      this.#sheet.width = clip.width;
      this.#sheet.height = clip.height;
      this.#context.imageSmoothingQuality = 'high';
    }
    const {x, y, width, height} = fit(canvas, clip);
    if (width < clip.width || height < clip.height) {
      this.#context.fillRect(0, 0, clip.width, clip.height);
    }
    this.#context.drawImage(canvas, x, y, width, height);
    return new VideoFrame(this.#sheet, {timestamp, alpha: 'discard'});
  }
}
