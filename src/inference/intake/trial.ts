/** Runs a generator that nobody knows yet: does it paint, how fast, and which values does it mean? */
import {AppError} from '../../domain/errors.ts';
import {coverCrop, workingSize} from '../../domain/geometry.ts';
import {plainLook} from '../../domain/look.ts';
import type {Backend, Painter} from '../backend.ts';
import type {Unfiled} from './facts.ts';
import {likeness} from './likeness.ts';

/** Pixels that are painted: as many as costs are stated for. */
const pixels = 256 ** 2;

/** The speed is measured for about this long, and at least once, in milliseconds. */
const measureMs = 1200;

/** Stands for a file: what is only tried is neither fetched nor kept. */
const unfiled = {file: 'tried.onnx', bytes: 1, sha256: ''};

export interface Easel {
  readonly backend: Backend;
  readonly canvas: OffscreenCanvas;
  readonly painter: Painter;
}

export interface Outcome {
  readonly picture: Blob;
  readonly width: number;
  readonly height: number;
  readonly frameMs: number;
  /** How much it looks like a painting of the frame, 0…1; see `likeness`. */
  readonly score: number;
}

/** Paints copies of `frame` with a generator made of `data`. @throws GeneratorFailed, OutOfMemory */
export async function paintTrial(
  {backend, canvas, painter}: Easel,
  spec: Unfiled,
  data: Uint8Array<ArrayBuffer>,
  frame: VideoFrame,
  budgetMs = measureMs,
): Promise<Outcome> {
  const source = {width: frame.displayWidth, height: frame.displayHeight};
  const picture = workingSize(source, pixels, spec);
  const {width, height} = picture;
  const crop = coverCrop(source, picture);
  const placement = {source, crop, picture, look: plainLook};
  const copy = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
  if (!copy) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
  copy.drawImage(frame, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height);
  const original = copy.getImageData(0, 0, width, height).data;
  const generator = await backend.createGenerator({...unfiled, ...spec}, data.buffer, picture);
  try {
    const times: number[] = [];
    const start = performance.now();
    do {
      const taken = performance.now();
      await painter.paint(frame.clone(), generator, placement, () => copy.drawImage(canvas, 0, 0));
      await painter.done();
      times.push(performance.now() - taken);
    } while (performance.now() - start < budgetMs);
    const painted = copy.getImageData(0, 0, width, height).data;
    const blob = await copy.canvas.convertToBlob({type: 'image/webp', quality: 0.9});
    return {
      picture: blob,
      width,
      height,
      frameMs: Math.min(...times),
      score: likeness(original, painted),
    };
  } finally {
    await generator.release();
  }
}
