/** Takes stills of a canvas at the size of a clip, whatever size the canvas has by then. */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Size} from '../../domain/geometry.ts';
import {fit} from './shape.ts';

export class Stills {
  readonly #size: Size;
  readonly #sheet: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;

  /** @throws BrowserTooOld when there is no 2D context */
  constructor(size: Size) {
    this.#size = size;
    this.#sheet = new OffscreenCanvas(size.width, size.height);
    const context = this.#sheet.getContext('2d', {alpha: false});
    if (!context) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    context.imageSmoothingQuality = 'high';
    this.#context = context;
  }

  /** What `canvas` shows in this task, as a frame. @param timestamp in microseconds */
  take(canvas: OffscreenCanvas, timestamp: number): VideoFrame {
    if (sameSize(canvas, this.#size)) return new VideoFrame(canvas, {timestamp, alpha: 'discard'});
    const {x, y, width, height} = fit(canvas, this.#size);
    if (width < this.#size.width || height < this.#size.height) {
      this.#context.fillRect(0, 0, this.#size.width, this.#size.height);
    }
    this.#context.drawImage(canvas, x, y, width, height);
    return new VideoFrame(this.#sheet, {timestamp, alpha: 'discard'});
  }
}
