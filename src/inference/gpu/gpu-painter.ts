/** Paints frames on one canvas: pack pass, generator, present pass, all on one queue in order. */
import {AppError} from '../../domain/errors.ts';
import {sameSize, type Size} from '../../domain/geometry.ts';
import type {Look} from '../../domain/look.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Painter, Placement, Stages} from '../backend.ts';
import type {Generator} from '../generator.ts';
import type {Runtime} from '../ort.ts';
import {viewOf, type ActiveView} from '../view/active-view.ts';
import type {GpuView} from '../view/gpu-view.ts';
import {FrameCopy} from './frame-import.ts';
import {destroyLane, makeLane, type Lane} from './lane.ts';
import {Passes} from './passes.ts';
import type {Import} from './shaders.ts';

/** A lane with the passes that read and write it. */
interface Painting extends Lane {
  readonly passes: Passes;
  readonly presentGroup: GPUBindGroup;
}

/** Fetched when the first view is shown. */
const loadView = () => import('../view/gpu-view.ts');

export class GpuPainter implements Painter {
  readonly #canvas: OffscreenCanvas;
  readonly #context: GPUCanvasContext;
  readonly #device: GPUDevice;
  readonly #runtime: Runtime;
  readonly #import: Import;
  readonly #copy: FrameCopy;
  readonly #format = navigator.gpu.getPreferredCanvasFormat();
  view: ActiveView | undefined;
  #painting: Painting | undefined;
  #viewer: GpuView | undefined;
  #placed = '';

  /** @throws BrowserTooOld when the canvas has no WebGPU context */
  constructor(canvas: OffscreenCanvas, device: GPUDevice, runtime: Runtime, by: Import) {
    const context = canvas.getContext('webgpu' as OffscreenRenderingContextId);
    if (!(context instanceof GPUCanvasContext)) {
      throw new AppError('BrowserTooOld', 'no WebGPU context on OffscreenCanvas');
    }
    context.configure({device, format: this.#format, alphaMode: 'opaque'});
    this.#canvas = canvas;
    this.#context = context;
    this.#device = device;
    this.#runtime = runtime;
    this.#import = by;
    this.#copy = new FrameCopy(device);
  }

  async paint(
    frame: VideoFrame,
    generator: Generator,
    placement: Placement,
    onPresented: () => void,
  ): Promise<Stages> {
    const start = performance.now();
    const {spec} = generator;
    let painting;
    try {
      painting = await this.#prepare(placement.picture, spec);
      this.#place(painting, frame, placement, spec);
      const source = this.#import === 'external' ? frame : await this.#copy.copy(frame);
      painting.passes.pack(source, painting.xBuffer, placement, spec.margin);
    } finally {
      frame.close();
    }
    const packed = performance.now();
    await generator.run(painting.x, painting.y);
    const viewer = await this.#follow(painting, placement.look, spec);
    const run = performance.now();
    this.#resize(viewer?.canvas ?? placement.picture);
    const canvas = this.#context.getCurrentTexture();
    if (viewer) viewer.present(canvas);
    else painting.passes.present(painting.presentGroup, canvas);
    onPresented();
    await this.#device.queue.onSubmittedWorkDone();
    return {start, packed, run, presented: performance.now(), reading: viewer?.reading};
  }

  /** Runs what a view needs behind the generator, if one is shown. */
  async #follow({xBuffer, yBuffer, picture}: Lane, {mirror}: Look, spec: GeneratorSpec) {
    const active = viewOf(this.view, spec);
    if (this.#viewer && this.#viewer.precision !== (active && spec.precision)) {
      this.#viewer.destroy();
      this.#viewer = undefined;
    }
    if (!active) return undefined;
    this.#viewer ??= await (
      await loadView()
    ).GpuView.compile(this.#device, this.#runtime, spec.precision, this.#format);
    await this.#viewer.follow({spec, picture, mirror, x: xBuffer, painted: yBuffer}, active);
    return this.#viewer;
  }

  /** Passes and tensors for a shape; kept until another shape comes. */
  async #prepare(picture: Size, spec: GeneratorSpec): Promise<Painting> {
    const old = this.#painting;
    const {margin, precision} = spec;
    const keepsPasses = old?.precision === precision;
    if (keepsPasses && sameSize(old.picture, picture) && old.margin === margin) return old;
    const passes = keepsPasses
      ? old.passes
      : await Passes.compile(this.#device, this.#import, precision, this.#format);
    const lane = makeLane(this.#device, this.#runtime, picture, spec);
    const presentGroup = passes.bindPresent(lane.xBuffer, lane.yBuffer);
    if (old) destroyLane(old);
    if (!keepsPasses) old?.passes.destroy();
    this.#placed = '';
    return (this.#painting = {...lane, passes, presentGroup});
  }

  /** Writes the uniforms when something about them has changed. */
  #place({passes}: Painting, frame: VideoFrame, placement: Placement, spec: GeneratorSpec) {
    const {crop, look} = placement;
    const {displayWidth, displayHeight} = frame;
    const values = [crop, look, {displayWidth, displayHeight}, spec.range].map(Object.values);
    const key = values.join();
    if (key === this.#placed) return;
    passes.place(frame, placement, spec);
    this.#placed = key;
  }

  /** A new size blanks the canvas, so it must come in the same task as what is painted next. */
  #resize({width, height}: Size): void {
    if (sameSize(this.#canvas, {width, height})) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
  }
}
