/**
 * Painting on the CPU: a 2D canvas resizes the frame, onnxruntime's WebAssembly provider runs the
 * generator, and a second 2D canvas shows the result. One copy in, one copy out; all that is
 * allocated for a frame is the tensor that the runtime returns.
 */
import {AppError} from '../../domain/errors.ts';
import {mirroredIndices, sameSize, withMargin, type Size} from '../../domain/geometry.ts';
import type {BackendReason} from '../api.ts';
import type {Backend, Placement, RuntimeProgress, Stages} from '../backend.ts';
import {Generator} from '../generator.ts';
import {loadRuntime, type Runtime, type Tensor} from '../ort.ts';
import {pack, unpack, type Borders} from './planes.ts';

/** Everything whose size follows from the picture's size. */
interface Lane {
  readonly picture: Size;
  readonly margin: number;
  readonly borders: Borders;
  readonly x: Tensor;
  readonly painted: ImageData;
}

/** Opens the backend on `canvas`. @throws RuntimeUnavailable, BrowserTooOld */
export async function openCpuBackend(
  canvas: OffscreenCanvas,
  why: BackendReason,
  onProgress: RuntimeProgress,
): Promise<Backend> {
  return new CpuBackend(canvas, await loadRuntime('wasm', onProgress), why);
}

class CpuBackend implements Backend {
  readonly capabilities;
  readonly lost = new Promise<string>(() => undefined);
  readonly #runtime: Runtime;
  readonly #canvas: OffscreenCanvas;
  readonly #stage: OffscreenCanvasRenderingContext2D;
  readonly #scratch = new OffscreenCanvas(1, 1);
  readonly #sketch: OffscreenCanvasRenderingContext2D;
  #lane: Lane | undefined;

  constructor(canvas: OffscreenCanvas, runtime: Runtime, why: BackendReason) {
    // Both canvases stay in main memory: reading back from a GPU would cost more than it draws.
    const stage = canvas.getContext('2d', {alpha: false, willReadFrequently: true});
    const sketch = this.#scratch.getContext('2d', {alpha: false, willReadFrequently: true});
    if (!stage || !sketch) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    this.#canvas = canvas;
    this.#stage = stage;
    this.#sketch = sketch;
    this.#runtime = runtime;
    const {threads} = runtime;
    const cores = navigator.hardwareConcurrency;
    this.capabilities = {backend: 'wasm' as const, device: `${cores}-core CPU`, why, threads};
  }

  async createGenerator(spec: Generator['spec'], weights: ArrayBuffer, picture: Size) {
    const generator = await Generator.create(spec, weights, this.#runtime, {
      executionProviders: ['wasm'],
    });
    const lane = this.#makeLane(picture, spec.margin);
    await generator.run(lane.x);
    return generator;
  }

  async paint(
    frame: VideoFrame,
    generator: Generator,
    placement: Placement,
    onPresented: () => void,
  ): Promise<Stages> {
    const start = performance.now();
    const {picture, crop, look} = placement;
    const {margin, range} = generator.spec;
    let lane = this.#lane;
    if (!lane || !sameSize(lane.picture, picture) || lane.margin !== margin) {
      lane = this.#lane = this.#makeLane(picture, margin);
      this.#scratch.width = picture.width;
      this.#scratch.height = picture.height;
      this.#sketch.imageSmoothingQuality = 'medium';
    }
    const {width, height} = picture;
    try {
      const {x, y, width: w, height: h} = crop;
      this.#sketch.drawImage(frame, x, y, w, h, 0, 0, width, height);
    } finally {
      frame.close();
    }
    const pixels = this.#sketch.getImageData(0, 0, width, height).data;
    pack(pixels, lane.x.data as Float32Array, lane.borders, range);
    const packed = performance.now();
    const y = await generator.run(lane.x);
    const run = performance.now();
    const [original, painted] = [lane.x.data as Float32Array, y.data as Float32Array];
    unpack(original, painted, lane.painted.data, {picture, margin, range, look});
    if (!sameSize(this.#canvas, picture)) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#stage.putImageData(lane.painted, 0, 0);
    onPresented();
    return {start, packed, run, presented: performance.now()};
  }

  #makeLane(picture: Size, margin: number): Lane {
    const {Tensor} = this.#runtime.ort;
    const {width, height} = withMargin(picture, margin);
    return {
      picture,
      margin,
      borders: {
        width: picture.width,
        columns: mirroredIndices(picture.width, margin),
        rows: mirroredIndices(picture.height, margin),
      },
      x: new Tensor('float32', new Float32Array(3 * width * height), [1, 3, height, width]),
      painted: new ImageData(picture.width, picture.height),
    };
  }
}
