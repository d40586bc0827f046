/** A view on the CPU: the second network runs on plain arrays, and the canvas is drawn from them. */
import {AppError} from '../../domain/errors.ts';
import {marginFor, sameSize, withMargin, type Size} from '../../domain/geometry.ts';
import {groundOf, lay} from '../../domain/ground.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {View} from '../../domain/view.ts';
import type {Runtime, Tensor} from '../ort.ts';
import type {ActiveView} from './active-view.ts';
import {canvasFor, drawView, type PatchMap, type Shown} from './draw.ts';
import {differ, remargin, type Planes} from './planes.ts';

/** What a frame gave: what the generator saw and painted, and how it is shown. */
export interface Painted {
  readonly x: Planes;
  readonly painted: Planes;
  readonly picture: Size;
  readonly mirror: boolean;
}

/** What the second network sees, and on which ground, for a shape. */
interface Room {
  readonly waves: GeneratorSpec['ground'];
  readonly ground: Float32Array | undefined;
  readonly input: Tensor;
}

/** Where a critic's score lies between what is made, 0, and what is real, 1. */
const asShare = (score: number, {scores: [made, real] = [0, 1]}: View) =>
  (score - made) / (real - made);

export class CpuView {
  readonly #runtime: Runtime;
  #room: Room | undefined;
  #map = new Float32Array(0);
  #image: ImageData | undefined;
  #shown: Shown | undefined;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /**
   * Runs the second network. @returns the mean cycle error of 255, or the critic's mean score
   * @throws GeneratorFailed when the network cannot see a picture of this size
   */
  async follow(frame: Painted, {view, network}: ActiveView): Promise<number> {
    const {picture, painted, x} = frame;
    const {range} = network.spec;
    const margin = marginFor(picture, network.spec);
    if (margin === undefined) throw new AppError('GeneratorFailed', 'the sizes do not fit');
    const {input, ground} = this.#inputFor(picture, margin, network.spec);
    const seen = input.data as Float32Array;
    remargin(painted, {data: seen, margin, range}, picture);
    if (ground) lay(seen, ground);
    const output = await network.run(input);
    const result = output.data as Float32Array;
    let map: PatchMap;
    let back = painted;
    let reading;
    if (view.layout === 'critic') {
      const [height = 1, width = 1] = output.dims.slice(-2);
      map = {width, height, data: result};
      reading = asShare(result.reduce((sum, score) => sum + score, 0) / result.length, view);
    } else {
      back = {data: result, margin, range};
      const pixels = picture.width * picture.height;
      if (this.#map.length !== pixels) this.#map = new Float32Array(pixels);
      reading = 255 * differ(x, back, this.#map, picture);
      map = {...picture, data: this.#map};
    }
    this.#shown = {...frame, back, map, view};
    return reading;
  }

  /** The canvas's pixels after the last `follow`. */
  draw(): ImageData {
    if (!this.#shown) throw new AppError('Unknown', 'draw before follow');
    const {picture, view} = this.#shown;
    const image = this.#imageFor(canvasFor(picture, view));
    drawView(this.#shown, image.data);
    return image;
  }

  #inputFor(picture: Size, margin: number, spec: GeneratorSpec): Room {
    const size = withMargin(picture, margin);
    const dims = [1, 3, size.height, size.width];
    const {waves, input} = this.#room ?? {};
    if (this.#room && input?.dims.join() === dims.join() && waves === spec.ground)
      return this.#room;
    const {Tensor} = this.#runtime.ort;
    return (this.#room = {
      waves: spec.ground,
      ground: spec.ground && groundOf(spec, size, {x: -margin, y: -margin}),
      input: new Tensor('float32', new Float32Array(3 * size.width * size.height), dims),
    });
  }

  #imageFor(size: Size): ImageData {
    if (this.#image && sameSize(this.#image, size)) return this.#image;
    return (this.#image = new ImageData(size.width, size.height));
  }
}
