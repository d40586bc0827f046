/**
 * Painting on the GPU: pack pass, generator on onnxruntime's native WebGPU provider with buffers of
 * ours in and out, present pass; no pixel comes back to the CPU. All work goes to one queue of one
 * device, so that order is all the synchronisation there is.
 */
import {AppError} from '../../domain/errors.ts';
import {sameSize, withMargin, type Size} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {BackendReason} from '../api.ts';
import type {Backend, Placement, RuntimeProgress, Stages} from '../backend.ts';
import {Generator} from '../generator.ts';
import {loadRuntime, type Runtime, type Tensor} from '../ort.ts';
import {nameOfDevice} from './device.ts';
import {FrameCopy, probeImport} from './frame-import.ts';
import {Passes} from './passes.ts';
import type {Import} from './shaders.ts';

/** The tensors of one shape, and what follows from them. */
interface Lane {
  readonly picture: Size;
  readonly margin: number;
  readonly precision: GeneratorSpec['precision'];
  readonly xBuffer: GPUBuffer;
  readonly yBuffer: GPUBuffer;
  readonly x: Tensor;
  readonly y: Tensor;
}

/** A lane with the passes that read and write it. */
interface Painting extends Lane {
  readonly passes: Passes;
  readonly presentGroup: GPUBindGroup;
}

/** Opens the backend on `canvas`. @throws RuntimeUnavailable, BrowserTooOld */
export async function openGpuBackend(
  canvas: OffscreenCanvas,
  device: GPUDevice,
  why: BackendReason,
  onProgress: RuntimeProgress,
): Promise<Backend> {
  const [runtime, by] = await Promise.all([loadRuntime('webgpu', onProgress), probeImport(device)]);
  const context = canvas.getContext('webgpu' as OffscreenRenderingContextId);
  if (!(context instanceof GPUCanvasContext))
    throw new AppError('BrowserTooOld', 'no WebGPU context on OffscreenCanvas');
  return new GpuBackend(canvas, context, device, runtime, by, why);
}

class GpuBackend implements Backend {
  readonly capabilities;
  readonly lost: Promise<string>;
  readonly #canvas: OffscreenCanvas;
  readonly #context: GPUCanvasContext;
  readonly #device: GPUDevice;
  readonly #runtime: Runtime;
  readonly #import: Import;
  readonly #copy: FrameCopy;
  readonly #format = navigator.gpu.getPreferredCanvasFormat();
  #painting: Painting | undefined;
  #placed = '';

  constructor(
    canvas: OffscreenCanvas,
    context: GPUCanvasContext,
    device: GPUDevice,
    runtime: Runtime,
    by: Import,
    why: BackendReason,
  ) {
    this.#canvas = canvas;
    this.#context = context;
    this.#device = device;
    this.#runtime = runtime;
    this.#import = by;
    this.#copy = new FrameCopy(device);
    context.configure({device, format: this.#format, alphaMode: 'opaque'});
    this.lost = device.lost.then(({reason, message}) => `${reason}: ${message}`);
    this.capabilities = {
      backend: 'webgpu' as const,
      device: nameOfDevice(device),
      why,
      threads: runtime.threads,
    };
  }

  async createGenerator(spec: GeneratorSpec, weights: ArrayBuffer, picture: Size) {
    if (spec.precision === 'f16' && !this.#device.features.has('shader-f16')) {
      throw new AppError('GeneratorFailed', 'an f16 generator needs a GPU with shader-f16');
    }
    const generator = await Generator.create(spec, weights, this.#runtime, {
      // preferredLayout is spelt out: the provider's real default is NHWC, which costs a network of
      // ours two transposes per normalisation.
      executionProviders: [{name: 'webgpu', device: this.#device, preferredLayout: 'NCHW'}],
      preferredOutputLocation: 'gpu-buffer',
    });
    const lane = this.#makeLane(picture, spec);
    try {
      await generator.run(lane.x, lane.y);
      await this.#device.queue.onSubmittedWorkDone();
      return generator;
    } finally {
      destroy(lane);
    }
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
    const run = performance.now();
    painting.passes.present(painting.presentGroup, this.#context.getCurrentTexture());
    onPresented();
    await this.#device.queue.onSubmittedWorkDone();
    return {start, packed, run, presented: performance.now()};
  }

  /** Passes and tensors for a shape; kept until another shape comes. */
  async #prepare(picture: Size, spec: GeneratorSpec): Promise<Painting> {
    const old = this.#painting;
    const {margin, precision} = spec;
    if (old && sameSize(old.picture, picture) && old.margin === margin) {
      if (old.precision === precision) return old;
    }
    const passes =
      old?.precision === precision
        ? old.passes
        : await Passes.compile(this.#device, this.#import, precision, this.#format);
    const lane = this.#makeLane(picture, spec);
    const presentGroup = passes.bindPresent(lane.xBuffer, lane.yBuffer);
    if (old) destroy(old);
    if (old && old.passes !== passes) old.passes.destroy();
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    this.#placed = '';
    return (this.#painting = {...lane, passes, presentGroup});
  }

  #place({passes}: Painting, frame: VideoFrame, placement: Placement, spec: GeneratorSpec) {
    const {crop, look} = placement;
    const {displayWidth, displayHeight} = frame;
    const values = [crop, look, {displayWidth, displayHeight}, spec.range].map(Object.values);
    const key = values.join();
    if (key === this.#placed) return;
    passes.place(frame, placement, spec);
    this.#placed = key;
  }

  #makeLane(picture: Size, {margin, precision}: GeneratorSpec): Lane {
    const {width, height} = withMargin(picture, margin);
    const size = 3 * width * height * (precision === 'f16' ? 2 : 4);
    const buffer = (label: string) =>
      this.#device.createBuffer({
        label,
        // A multiple of 16: the runtime's vectorised kernels bind whole vectors.
        size: Math.ceil(size / 16) * 16,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      });
    const tensor = (buffer: GPUBuffer) =>
      this.#runtime.ort.Tensor.fromGpuBuffer(buffer, {
        dataType: precision === 'f16' ? 'float16' : 'float32',
        dims: [1, 3, height, width],
      });
    const [xBuffer, yBuffer] = [buffer('x'), buffer('y')];
    const [x, y] = [tensor(xBuffer), tensor(yBuffer)];
    return {picture, margin, precision, xBuffer, yBuffer, x, y};
  }
}

function destroy({xBuffer, yBuffer}: Lane): void {
  xBuffer.destroy();
  yBuffer.destroy();
}
