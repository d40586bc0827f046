/** Where frames' pixels go, worked out again only when something about it has changed. */
import {coverCrop, workingSize, zoomInto, type Size} from '../domain/geometry.ts';
import type {Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Placement} from './backend.ts';

export class Framing {
  #source: Size = {width: 640, height: 480};
  #pixels = 0;
  #spec: GeneratorSpec | undefined;
  #placement: Placement | undefined;

  /** Size of the picture that `spec` paints of the latest frame, with about `pixels` pixels. */
  pictureFor(spec: GeneratorSpec, pixels: number): Size {
    return workingSize(this.#source, pixels, spec);
  }

  /** The placement of `frame`: the same object as before while nothing has changed. */
  place(frame: VideoFrame, spec: GeneratorSpec, pixels: number, look: Look): Placement {
    const {displayWidth: width, displayHeight: height} = frame;
    const {width: oldWidth, height: oldHeight} = this.#source;
    if (width !== oldWidth || height !== oldHeight) {
      this.#source = {width, height};
      this.#placement = undefined;
    }
    const old = this.#placement;
    if (old && old.look === look && this.#pixels === pixels && this.#spec === spec) return old;
    this.#pixels = pixels;
    this.#spec = spec;
    const picture = this.pictureFor(spec, pixels);
    const source = this.#source;
    const crop = zoomInto(coverCrop(source, picture), look.zoom);
    return (this.#placement = {source, crop, picture, look});
  }
}
