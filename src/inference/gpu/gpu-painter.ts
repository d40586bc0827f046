/** Paints frames on one canvas: pack pass, generator, present pass, all on one queue in order. */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Size} from '../../domain/geometry.ts';
import type {Look} from '../../domain/look.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Painter, Placement} from '../backend.ts';
import type {Generator} from '../generator.ts';
import type {Runtime} from '../ort.ts';
import {viewOf, type ActiveView} from '../view/active-view.ts';
import type {GpuView} from '../view/gpu-view.ts';
import type {Precisions} from '../view/shaders.ts';
import {newStages, type Stages} from '../stages.ts';
import {FrameCopy} from './frame-import.ts';
import {destroyLane, makeLane, type Lane} from './lane.ts';
import {Passes} from './passes.ts';
import type {Pipelines} from './pipelines.ts';
import {Replay} from './replay.ts';

/** Finds the pipelines for tensors of a precision. */
export type PipelinesFor = (precision: GeneratorSpec['precision']) => Pipelines;

/** A lane with the passes that read and write it. */
interface Painting {
  readonly lane: Lane;
  readonly passes: Passes;
  generator: Generator;
  /** Painted by that generator so far. */
  frames: number;
  /** Runs in the generator's place once it has been recorded. */
  replay?: Replay | undefined;
}

/** A lane and its generator that lasted for so many frames are here to stay. */
const settledFrames = 60;

/** Fetched when the first view is shown. */
const loadView = () => import('../view/gpu-view.ts');

export class GpuPainter implements Painter {
  readonly #canvas: OffscreenCanvas;
  readonly #context: GPUCanvasContext;
  readonly #device: GPUDevice;
  readonly #runtime: Runtime;
  readonly #pipelinesFor: PipelinesFor;
  readonly #copy: FrameCopy;
  view: ActiveView | undefined;
  #painting: Painting | undefined;
  #viewer: GpuView | undefined;
  /** Made the picture that stands on the canvas, if a painting alone is there. */
  #painter: Generator | undefined;
  /** What the uniforms say. */
  #placed: Placement | undefined;
  /** Of the frame at work and of the one that is taken meanwhile. */
  #stages: [next: Stages, last: Stages] = [newStages(), newStages()];

  /** @throws BrowserTooOld when the canvas has no WebGPU context */
  constructor(
    canvas: OffscreenCanvas,
    device: GPUDevice,
    runtime: Runtime,
    pipelinesFor: PipelinesFor,
  ) {
    const context = canvas.getContext('webgpu' as OffscreenRenderingContextId);
    if (!(context instanceof GPUCanvasContext)) {
      throw new AppError('BrowserTooOld', 'no WebGPU context on OffscreenCanvas');
    }
    context.configure({device, format: pipelinesFor('f32').format, alphaMode: 'opaque'});
    this.#canvas = canvas;
    this.#context = context;
    this.#device = device;
    this.#runtime = runtime;
    this.#pipelinesFor = pipelinesFor;
    this.#copy = new FrameCopy(device);
  }

  async paint(
    frame: VideoFrame,
    generator: Generator,
    placement: Placement,
    onPresented: () => void,
  ): Promise<Stages> {
    await this.#settle(generator);
    const stages = this.#stages[0];
    this.#stages.reverse();
    stages.start = performance.now();
    stages.picture = placement.picture;
    const {by} = this.#pipelinesFor(generator.precision);
    let painting;
    try {
      const source = by === 'external' ? frame : await this.#copy.copy(frame);
      painting = this.#prepare(placement, generator);
      if (generator !== this.#painter) painting.passes.forget();
      painting.passes.pack(source);
    } finally {
      frame.close();
    }
    stages.packed = performance.now();
    const {lane, replay} = painting;
    await (replay ? replay.run() : generator.run(lane.x, lane.y));
    const viewer = await this.#follow(painting, placement.look);
    stages.run = performance.now();
    stages.reading = viewer?.reading;
    this.#resize(viewer?.canvas ?? placement.picture);
    const canvas = this.#context.getCurrentTexture();
    if (viewer) viewer.present(canvas);
    else painting.passes.present(canvas);
    this.#painter = viewer ? undefined : generator;
    onPresented();
    return stages;
  }

  isLonger(generator: Generator): boolean {
    const {generator: same, frames, replay} = this.#painting ?? {};
    return same === generator && (frames === settledFrames || Boolean(replay?.isDue));
  }

  done(): Promise<unknown> {
    return this.#device.queue.onSubmittedWorkDone();
  }

  /** Has the runtime record what lasts, and looks now and then whether a recording still holds. */
  async #settle(generator: Generator): Promise<void> {
    const painting = this.#painting;
    if (painting?.generator !== generator) return;
    if (painting.replay?.isDue && !(await painting.replay.holds())) await unrecord(painting);
    if (painting.frames++ !== settledFrames) return;
    painting.replay = await Replay.record(this.#device, generator, painting.lane);
    if (!painting.replay) return;
    painting.passes.show(painting.replay.yBuffer);
    performance.mark('cl:recorded');
  }

  /** Runs what a view needs behind the generator, if one is shown. */
  async #follow({lane, replay, generator}: Painting, {mirror}: Look) {
    const {spec, precision} = generator;
    const active = viewOf(this.view, spec);
    const precisions = active && ([precision, active.network.precision] as const);
    if (this.#viewer && this.#viewer.precisions.join() !== precisions?.join()) {
      this.#viewer.destroy();
      this.#viewer = undefined;
    }
    if (!active || !precisions) return undefined;
    this.#viewer ??= await this.#openView(precisions);
    const {picture, fold, plain: x} = lane;
    const painted = (replay ?? lane).yBuffer;
    await this.#viewer.follow({spec, picture, mirror, x, painted, fold}, active);
    return this.#viewer;
  }

  async #openView(precisions: Precisions): Promise<GpuView> {
    const {GpuView} = await loadView();
    const {format} = this.#pipelinesFor(precisions[0]);
    return GpuView.compile(this.#device, this.#runtime, precisions, format);
  }

  /** Tensors and passes for a shape, kept until another shape comes, told where pixels go. */
  #prepare(placement: Placement, generator: Generator): Painting {
    const {spec, precision} = generator;
    let painting = this.#painting;
    if (painting && painting.generator !== generator) {
      void unrecord(painting).catch(console.warn);
      painting.generator = generator;
      painting.frames = 0;
    }
    if (!painting || !fits(painting.lane, placement.picture, generator)) {
      const old = painting;
      const lane = makeLane(this.#device, this.#runtime, placement.picture, spec.margin, generator);
      const passes = new Passes(this.#device, this.#pipelinesFor(precision), lane);
      painting = {lane, passes, generator, frames: 0};
      this.#painting = painting;
      this.#placed = undefined;
      if (old) {
        void unrecord(old).catch(console.warn);
        destroyLane(old.lane);
        old.passes.destroy();
      }
    }
    if (placement !== this.#placed) painting.passes.place(placement, generator);
    this.#placed = placement;
    return painting;
  }

  /** A new size blanks the canvas, so it must come in the same task as what is painted next. */
  #resize(picture: Size): void {
    if (sameSize(this.#canvas, picture)) return;
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
  }
}

/** Goes on without the recording. */
async function unrecord(painting: Painting): Promise<void> {
  const {replay, passes, lane} = painting;
  if (!replay) return;
  painting.replay = undefined;
  passes.show(lane.yBuffer);
  await replay.release();
}

const fits = (lane: Lane, picture: Size, {spec, precision, fold}: Generator) =>
  sameSize(lane.picture, picture) &&
  lane.margin === spec.margin &&
  lane.spec.ground === spec.ground &&
  lane.precision === precision &&
  lane.fold === fold;
