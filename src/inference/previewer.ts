/** Paints the small pictures in the strip of styles, on a canvas of its own. */
import {coverCrop, workingSize, type Size} from '../domain/geometry.ts';
import {plainLook} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Backend, Painter} from './backend.ts';

/** Size of the pictures in pixels: twice what is drawn. */
const previewSize = {width: 128, height: 128};

/** What `spec` paints for a preview. */
export const previewOf = (spec: GeneratorSpec): Size =>
  workingSize(previewSize, previewSize.width * previewSize.height, spec);

export class Previewer {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #backend: Backend;
  readonly #painter: Painter;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#painter = backend.painterOn(this.#canvas);
  }

  /** The middle of `frame`, painted, as a WebP file. @throws as Backend.createGenerator and Painter.paint do */
  async paint(
    frame: VideoFrame,
    spec: GeneratorSpec,
    weights: ArrayBuffer,
    mirror: boolean,
  ): Promise<Blob | undefined> {
    const picture = previewOf(spec);
    const source = {width: frame.displayWidth, height: frame.displayHeight};
    const look = {...plainLook, mirror};
    const placement = {source, crop: coverCrop(source, picture), picture, look};
    const generator = await this.#backend.createGenerator(spec, weights, picture);
    let blob: Promise<Blob> | undefined;
    const onPresented = () => {
      blob = this.#canvas.convertToBlob({type: 'image/webp', quality: 0.8});
    };
    await this.#painter
      .paint(frame, generator, placement, onPresented)
      .then(() => this.#painter.done())
      .finally(() => generator.release());
    return blob;
  }
}
