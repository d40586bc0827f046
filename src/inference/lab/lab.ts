/**
 * Runs the studies of the page that explains the networks. Its pictures are small and it always
 * computes on the CPU, on plain arrays, whatever paints the stage: so each number and each layer can
 * be looked at, and the stage's own path stays as lean as it is.
 */
import {AppError} from '../../domain/errors.ts';
import {
  coverCrop,
  marginFor,
  mirroredIndices,
  withMargin,
  workingSize,
  type Size,
} from '../../domain/geometry.ts';
import {groundOf, lay} from '../../domain/ground.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Finding, Findings, Trial, Volume} from '../../domain/study.ts';
import {pixelsOf, Planes} from '../cpu/planes.ts';
import {Generator} from '../generator.ts';
import type {Runtime, Tensor} from '../ort.ts';
import {remargin} from '../view/planes.ts';
import {exposeLayers, layersOf} from './layers.ts';

type Fetch = (network: GeneratorSpec) => Promise<ArrayBuffer>;

/** A session for the lab, and which of its outputs are layers. */
interface Specimen {
  readonly network: Generator;
  readonly layers: readonly string[];
}

export class Lab {
  readonly #runtime: Runtime;
  readonly #fetch: Fetch;
  readonly #specimens = new Map<string, Promise<Specimen>>();
  readonly #canvas = new OffscreenCanvas(1, 1);

  /** @param fetch gives a network's verified weights */
  constructor(runtime: Runtime, fetch: Fetch) {
    this.#runtime = runtime;
    this.#fetch = fetch;
  }

  /**
   * Runs `trials` on `frame`, which it closes, at about `pixels` pixels.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory
   */
  async study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings> {
    const x = this.#see(frame, pixels);
    const found: Record<string, Finding> = {};
    for (const [name, trial] of Object.entries(trials)) {
      const on = trial.on === undefined ? x : found[trial.on]?.result;
      if (!on) throw new AppError('Unknown', `${name} needs ${trial.on ?? 'x'} first`);
      found[name] = await this.#run(trial, on);
    }
    return {x, trials: found};
  }

  /** Frees all sessions. */
  async close(): Promise<void> {
    const specimens = [...this.#specimens.values()];
    this.#specimens.clear();
    for (const specimen of specimens) {
      await specimen.then(({network}) => network.release()).catch(() => undefined);
    }
  }

  #see(frame: VideoFrame, pixels: number): Volume {
    try {
      const source = {width: frame.displayWidth, height: frame.displayHeight};
      // Sides of multiples of 8 suit every network of ours, with its margin.
      const {width, height} = workingSize(source, pixels, {multiple: 8, margin: 0});
      const {x, y, width: w, height: h} = coverCrop(source, {width, height});
      this.#canvas.width = width;
      this.#canvas.height = height;
      const sketch = this.#canvas.getContext('2d', {alpha: false, willReadFrequently: true});
      if (!sketch) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
      sketch.imageSmoothingQuality = 'medium';
      sketch.drawImage(frame, x, y, w, h, 0, 0, width, height);
      const planes = new Planes({width, height});
      const borders = {
        width,
        columns: mirroredIndices(width, 0),
        rows: mirroredIndices(height, 0),
      };
      const {data: bytes} = sketch.getImageData(0, 0, width, height);
      planes.pack(pixelsOf(bytes), borders, [0, 1]);
      return {width, height, channels: 3, data: planes.original.slice()};
    } finally {
      frame.close();
    }
  }

  async #run({network: spec, withLayers = false}: Trial, on: Volume): Promise<Finding> {
    const {network, layers} = await this.#specimen(spec, withLayers);
    const margin = marginFor(on, spec);
    if (margin === undefined) throw new AppError('GeneratorFailed', 'the sizes do not fit');
    const results = await network.runAll(this.#inputFor(on, margin, spec));
    const volume = (name: string) => asVolume(results[name]);
    const result = volume(spec.output);
    return {
      result: result.channels === 3 ? picture(result, margin, spec, on) : result,
      layers: Object.fromEntries(layers.map((name) => [name, volume(name)])),
    };
  }

  #inputFor(on: Volume, margin: number, spec: GeneratorSpec): Tensor {
    const size = withMargin(on, margin);
    const data = new Float32Array(3 * size.width * size.height);
    remargin({data: on.data, margin: 0, range: [0, 1]}, {data, margin, range: spec.range}, on);
    if (spec.ground) lay(data, groundOf(spec, size, {x: -margin, y: -margin}));
    return new this.#runtime.ort.Tensor('float32', data, [1, 3, size.height, size.width]);
  }

  #specimen(spec: GeneratorSpec, withLayers: boolean): Promise<Specimen> {
    const key = `${spec.file} ${withLayers}`;
    const known = this.#specimens.get(key);
    if (known) return known;
    const specimen = this.#prepare(spec, withLayers);
    this.#specimens.set(key, specimen);
    // What failed may work later: the network may be there again.
    specimen.catch(() => this.#specimens.delete(key));
    return specimen;
  }

  async #prepare(spec: GeneratorSpec, withLayers: boolean): Promise<Specimen> {
    if (spec.precision !== 'f32') throw new AppError('GeneratorFailed', 'only f32 can be studied');
    const weights = await this.#fetch(spec);
    const model = new Uint8Array(weights);
    const layers = withLayers ? layersOf(model).filter((name) => name !== spec.output) : [];
    const open = layers.length > 0 ? exposeLayers(model, layers).buffer : weights;
    const options = {executionProviders: ['wasm']};
    return {network: await Generator.create(spec, open, this.#runtime, options), layers};
  }
}

/** @throws GeneratorFailed when it is not [1, c, h, w] in f32 */
function asVolume(tensor: Tensor | undefined): Volume {
  const [, channels, height, width] = tensor?.dims ?? [];
  const data = tensor?.data;
  if (!channels || !height || !width || !(data instanceof Float32Array)) {
    throw new AppError('GeneratorFailed', `a layer of shape ${tensor?.dims.join() ?? 'none'}`);
  }
  return {width, height, channels, data};
}

/** A network's picture of `size` without its margin, its values brought to 0…1. */
function picture({data}: Volume, margin: number, {range}: GeneratorSpec, size: Size): Volume {
  const {width, height} = size;
  const cropped = new Float32Array(3 * width * height);
  remargin({data, margin, range}, {data: cropped, margin: 0, range: [0, 1]}, size);
  return {width, height, channels: 3, data: cropped};
}
