/** The passes of a view on the GPU, with their pipelines, uniforms and the one number read back. */
import type {Size} from '../../domain/geometry.ts';
import {withMargin} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {View} from '../../domain/view.ts';
import type {Lane} from '../gpu/lane.ts';
import {followShader, viewShader, type Precisions} from './shaders.ts';

/** How often a number is read, in milliseconds: faster cannot be read by people either. */
const readingMs = 200;

const layouts = ['grid', 'wipe', 'heat', 'critic'] as const satisfies View['layout'][];

/** Where everything lies in the buffers. */
export interface Places {
  readonly picture: Size;
  /** Values of the map. */
  readonly map: Size;
  /** Of what the generator saw and painted. */
  readonly margin: number;
  readonly range: GeneratorSpec['range'];
  /** Of what was painted. */
  readonly fold: number;
  /** Of the second network. */
  readonly back: Pick<GeneratorSpec, 'margin' | 'range'>;
  readonly mirror: boolean;
  readonly view: View;
}

/** The buffers that a view is made of. */
export interface Layers {
  readonly x: GPUBuffer;
  readonly painted: GPUBuffer;
  readonly back: GPUBuffer;
  readonly map: GPUBuffer;
}

/** Values of the map that are read as 0 and as 1. */
interface Scale {
  readonly zero: number;
  readonly one: number;
}

type Step = 'remargin' | 'differ' | 'average';

interface Pipelines {
  readonly steps: Readonly<Record<Step, GPUComputePipeline>>;
  readonly present: GPURenderPipeline;
}

export class ViewPasses {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #buffers;
  #written = '';
  #picture: Size = {width: 1, height: 1};
  #reading: number | undefined;
  #isReading = false;
  #readAt = -Infinity;

  private constructor(device: GPUDevice, pipelines: Pipelines) {
    this.#device = device;
    this.#pipelines = pipelines;
    const {UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ} = GPUBufferUsage;
    const buffer = (label: string, size: number, usage: number) =>
      device.createBuffer({label, size, usage});
    this.#buffers = {
      follow: buffer('follow places', 40, UNIFORM | COPY_DST),
      present: buffer('view places', 64, UNIFORM | COPY_DST),
      mean: buffer('mean', 4, STORAGE | COPY_SRC),
      staging: buffer('mean, read', 4, MAP_READ | COPY_DST),
    };
  }

  /** Compiles them for tensors of `precisions` and a canvas of `format`. */
  static async compile(
    device: GPUDevice,
    precisions: Precisions,
    format: GPUTextureFormat,
  ): Promise<ViewPasses> {
    const follow = device.createShaderModule({label: 'follow', code: followShader(precisions)});
    const view = device.createShaderModule({label: 'view', code: viewShader(precisions)});
    const step = (entryPoint: Step) =>
      device.createComputePipelineAsync({
        label: entryPoint,
        layout: 'auto',
        compute: {module: follow, entryPoint},
      });
    const [remargin, differ, average, present] = await Promise.all([
      step('remargin'),
      step('differ'),
      step('average'),
      device.createRenderPipelineAsync({
        label: 'view',
        layout: 'auto',
        vertex: {module: view},
        fragment: {module: view, targets: [{format}]},
      }),
    ]);
    return new ViewPasses(device, {steps: {remargin, differ, average}, present});
  }

  /** The last number that was read. */
  get reading(): number | undefined {
    return this.#reading;
  }

  /** Says where everything lies, from the next pass on. */
  place({picture, map, margin, range, fold, back, mirror, view}: Places): void {
    this.#picture = picture;
    const ranges = [...range, ...back.range];
    const scores = view.scores ?? [0, 1];
    const sizes = [picture.width, picture.height, map.width, map.height];
    const words = [...sizes, margin, back.margin, Number(mirror), layouts.indexOf(view.layout)];
    const key = [...words, ...ranges, ...scores, view.at, fold].join();
    if (key === this.#written) return;
    this.#written = key;
    const follow = new ArrayBuffer(40);
    new Uint32Array(follow, 0, 4).set([picture.width, picture.height, margin, back.margin]);
    new Float32Array(follow, 16, 4).set(ranges);
    new Uint32Array(follow, 32, 2).set([map.width * map.height, fold]);
    const present = new ArrayBuffer(64);
    new Uint32Array(present, 0, 8).set(words);
    new Float32Array(present, 32, 7).set([...ranges, ...scores, view.at]);
    new Uint32Array(present, 60, 1).set([fold]);
    this.#device.queue.writeBuffer(this.#buffers.follow, 0, follow);
    this.#device.queue.writeBuffer(this.#buffers.present, 0, present);
  }

  /** Submits what was painted → the second network's input. */
  remargin(painted: GPUBuffer, {xBuffer, margin, ground}: Lane): void {
    const size = withMargin(this.#picture, margin);
    const {follow} = this.#buffers;
    this.#compute('remargin', size, {0: follow, 1: painted, 2: xBuffer, 6: ground});
  }

  /** Submits x and what came back → the map of their difference. */
  differ(x: GPUBuffer, {yBuffer}: Lane, map: GPUBuffer): void {
    this.#compute('differ', this.#picture, {0: this.#buffers.follow, 1: x, 3: yBuffer, 4: map});
  }

  /** Reads the mean of the map, as `scale` says, unless it was read a moment ago. */
  average(map: GPUBuffer, scale: Scale): void {
    if (this.#isReading || performance.now() - this.#readAt < readingMs) return;
    this.#isReading = true;
    this.#readAt = performance.now();
    const {follow, mean, staging} = this.#buffers;
    this.#compute('average', {width: 1, height: 1}, {0: follow, 4: map, 5: mean});
    const encoder = this.#device.createCommandEncoder({label: 'mean'});
    encoder.copyBufferToBuffer(mean, 0, staging, 0, 4);
    this.#device.queue.submit([encoder.finish()]);
    void this.#read(scale);
  }

  /** Submits a copy of the first `count` values of a map. */
  keep(map: GPUBuffer, copy: GPUBuffer, count: number): void {
    const encoder = this.#device.createCommandEncoder({label: 'map'});
    encoder.copyBufferToBuffer(map, 0, copy, 0, 4 * count);
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Submits the view → `canvas`. */
  present({x, painted, back, map}: Layers, canvas: GPUTexture): void {
    const encoder = this.#device.createCommandEncoder({label: 'view'});
    const pass = encoder.beginRenderPass({
      label: 'view',
      colorAttachments: [{view: canvas.createView(), loadOp: 'clear', storeOp: 'store'}],
    });
    const {present} = this.#pipelines;
    const buffers = {0: this.#buffers.present, 1: x, 2: painted, 3: back, 4: map};
    pass.setPipeline(present);
    pass.setBindGroup(0, this.#bind(present, buffers));
    pass.draw(3);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Frees the buffers. */
  destroy(): void {
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
  }

  #compute(step: Step, size: Size, buffers: Readonly<Record<number, GPUBuffer>>): void {
    const pipeline = this.#pipelines.steps[step];
    const encoder = this.#device.createCommandEncoder({label: step});
    const pass = encoder.beginComputePass({label: step});
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#bind(pipeline, buffers));
    pass.dispatchWorkgroups(Math.ceil(size.width / 8), Math.ceil(size.height / 8));
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  #bind(
    pipeline: GPUComputePipeline | GPURenderPipeline,
    buffers: Readonly<Record<number, GPUBuffer>>,
  ): GPUBindGroup {
    return this.#device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: Object.entries(buffers).map(([binding, buffer]) => ({
        binding: Number(binding),
        resource: {buffer},
      })),
    });
  }

  async #read({zero, one}: Scale): Promise<void> {
    const {staging} = this.#buffers;
    try {
      await staging.mapAsync(1 /* GPUMapMode.READ */);
      const [mean = NaN] = new Float32Array(staging.getMappedRange());
      this.#reading = (mean - zero) / (one - zero);
      staging.unmap();
    } catch {
      // The view was left, or the device lost: both bring new buffers.
    } finally {
      this.#isReading = false;
    }
  }
}
