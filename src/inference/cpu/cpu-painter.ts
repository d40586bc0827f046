/**
 * Paints frames on one canvas with the CPU: the frame's pixels are copied and made fewer, the generator runs, and
 * the result is put on the canvas. All that is allocated for a frame is the tensor that the runtime returns.
 */
import {AppError} from '../../domain/errors.ts';
import {mirroredIndices, sameSize, withMargin, type Size} from '../../domain/geometry.ts';
import {groundOf, lay} from '../../domain/ground.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Painter, Placement} from '../backend.ts';
import type {Generator} from '../generator.ts';
import type {Runtime, Tensor} from '../ort.ts';
import {viewOf, type ActiveView} from '../view/active-view.ts';
import type {CpuView} from '../view/cpu-view.ts';
import {newStages, type Stages} from '../stages.ts';
import {keptShare} from '../steadiness.ts';
import {FrameReader} from './frame-reader.ts';
import {Planes, type Borders} from './planes.ts';
import {Steadier} from './steadier.ts';

/** Everything whose size follows from the picture's size. */
interface Lane {
  readonly picture: Size;
  readonly margin: number;
  readonly borders: Borders;
  readonly planes: Planes;
  /** Of the original's planes. */
  readonly x: Tensor;
  readonly waves: GeneratorSpec['ground'];
  readonly ground: Float32Array | undefined;
  /** What the network sees: x, on its ground if it has one. */
  readonly seen: Tensor;
  readonly painted: ImageData;
  readonly steadier: Steadier;
}

/** Fetched when the first view is shown. */
const loadView = () => import('../view/cpu-view.ts');

export class CpuPainter implements Painter {
  readonly #runtime: Runtime;
  readonly #canvas: OffscreenCanvas;
  readonly #stage: OffscreenCanvasRenderingContext2D;
  readonly #reader = new FrameReader();
  readonly #stages = newStages();
  view: ActiveView | undefined;
  #lane: Lane | undefined;
  /** Made the picture that stands on the canvas, if a painting alone is there. */
  #painter: Generator | undefined;
  #viewer: CpuView | undefined;

  /** @throws BrowserTooOld when the canvas has no 2D context */
  constructor(canvas: OffscreenCanvas, runtime: Runtime) {
    // In main memory, where the pixels come from.
    const stage = canvas.getContext('2d', {alpha: false, willReadFrequently: true});
    if (!stage) throw new AppError('BrowserTooOld', 'no 2D context on OffscreenCanvas');
    this.#canvas = canvas;
    this.#stage = stage;
    this.#runtime = runtime;
  }

  async paint(
    frame: VideoFrame,
    generator: Generator,
    placement: Placement,
    onPresented: () => void,
  ): Promise<Stages> {
    const stages = this.#stages;
    stages.start = performance.now();
    stages.picture = placement.picture;
    const {picture, look} = placement;
    const {margin, range} = generator.spec;
    const lane = this.#prepare(picture, generator.spec);
    const pixels = await this.#reader.read(frame, placement).finally(() => frame.close());
    lane.planes.pack(pixels, lane.borders, range);
    const original = lane.x.data as Float32Array;
    if (lane.ground) lay(original, lane.ground, lane.seen.data as Float32Array);
    stages.packed = performance.now();
    const y = await generator.run(lane.seen);
    const painted = y.data as Float32Array;
    const active = viewOf(this.view, generator.spec);
    const viewer = active && (this.#viewer ??= new (await loadView()).CpuView(this.#runtime));
    const planes = (data: Float32Array) => ({data, margin, range});
    const seen = active && {
      x: planes(original),
      painted: planes(painted),
      picture,
      mirror: look.mirror,
    };
    stages.reading = seen && (await viewer?.follow(seen, active));
    stages.run = performance.now();
    const keep = keptShare(look.steadiness);
    const isSteadied = !viewer && keep > 0;
    if (generator !== this.#painter) lane.steadier.reset();
    if (!viewer) lane.planes.painted.set(painted);
    if (isSteadied) lane.steadier.steady(range, keep);
    this.#painter = isSteadied ? generator : undefined;
    if (!viewer) lane.planes.unpack({picture, margin, range, look});
    const image = viewer ? viewer.draw() : lane.painted;
    if (!sameSize(this.#canvas, image)) {
      this.#canvas.width = image.width;
      this.#canvas.height = image.height;
    }
    this.#stage.putImageData(image, 0, 0);
    onPresented();
    return stages;
  }

  isLonger(): boolean {
    return false;
  }

  /** There is no work that goes on by itself. */
  done(): Promise<void> {
    return Promise.resolve();
  }

  /** What a shape needs; kept until another shape, or another ground, comes. */
  #prepare(picture: Size, spec: GeneratorSpec): Lane {
    const {margin, ground: waves} = spec;
    const old = this.#lane;
    const isSame = old && sameSize(old.picture, picture) && old.margin === margin;
    if (isSame && old.waves === waves) return old;
    const planes = new Planes(withMargin(picture, margin));
    const steadier = new Steadier(planes);
    const x = makeInput(this.#runtime, picture, margin, planes.original);
    const ground = waves && groundOf(spec, planes.size, {x: -margin, y: -margin});
    return (this.#lane = {
      picture,
      margin,
      borders: {
        width: picture.width,
        columns: mirroredIndices(picture.width, margin),
        rows: mirroredIndices(picture.height, margin),
      },
      planes,
      x,
      waves,
      ground,
      seen: ground ? makeInput(this.#runtime, picture, margin) : x,
      painted: new ImageData(planes.rgbaOf(picture), picture.width),
      steadier,
    });
  }
}

/** A tensor for `picture` and its margin, NCHW [1, 3, h, w], of `planes` or all zero. */
export function makeInput(
  {ort}: Runtime,
  picture: Size,
  margin: number,
  planes?: Float32Array<ArrayBuffer>,
): Tensor {
  const {width, height} = withMargin(picture, margin);
  const data = planes ?? new Float32Array(3 * width * height);
  return new ort.Tensor('float32', data, [1, 3, height, width]);
}
