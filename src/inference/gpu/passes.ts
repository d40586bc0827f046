/**
 * Our two passes around the network for the tensors of one shape, which steady the painting besides. All that can be is made once and
 * used for each frame; only what WebGPU wants new is new: the frame's texture with its bind group,
 * encoders, and the canvas's texture.
 */
import {withMargin} from '../../domain/geometry.ts';
import type {Placement} from '../backend.ts';
import type {Generator} from '../generator.ts';
import {keptShare, tileSide} from '../steadiness.ts';
import type {Lane} from './lane.ts';
import type {Pipelines} from './pipelines.ts';

/** Sizes of the uniforms, laid out as in the shaders. */
const packBytes = 40;
const presentBytes = 48;

/** Samples per side of a pixel when the frame is `ratio` times larger than the picture. */
const tapsFor = (ratio: number) => Math.min(4, Math.max(1, Math.round(ratio)));

export class Passes {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #packUniforms: GPUBuffer;
  readonly #presentUniforms: GPUBuffer;
  readonly #packLayout: GPUBindGroupLayout;
  readonly #presentEntries: GPUBindGroupEntry[];
  #presentGroup: GPUBindGroup;
  readonly #workgroups: readonly [x: number, y: number];
  readonly #frame: {label: string; source: VideoFrame | undefined} = {
    label: 'frame',
    source: undefined,
  };
  /** The first of the pack pass's bindings changes with each frame. */
  readonly #packEntries: GPUBindGroupEntry[];
  readonly #colour: {view: GPUTextureView | undefined; loadOp: GPULoadOp; storeOp: GPUStoreOp} = {
    view: undefined,
    loadOp: 'clear',
    storeOp: 'store',
  };
  readonly #renderPass = {label: 'present', colorAttachments: [this.#colour]};
  readonly #commands: GPUCommandBuffer[] = [];
  /** What the passes know of the frames before; all zero means nothing. */
  readonly #past: {
    readonly reference: GPUBuffer;
    readonly motion: GPUBuffer;
    readonly history: GPUBuffer;
  };
  #isNew = true;

  constructor(device: GPUDevice, pipelines: Pipelines, lane: Lane) {
    this.#device = device;
    this.#pipelines = pipelines;
    const uniforms = (label: string, size: number) =>
      device.createBuffer({label, size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST});
    this.#packUniforms = uniforms('pack placement', packBytes);
    this.#presentUniforms = uniforms('present placement', presentBytes);
    this.#packLayout = pipelines.pack.getBindGroupLayout(0);
    const linear = device.createSampler({
      label: 'frame',
      magFilter: 'linear',
      minFilter: 'linear',
    });
    const {width, height} = withMargin(lane.picture, lane.margin);
    this.#workgroups = [Math.ceil(width / tileSide), Math.ceil(height / tileSide)];
    const [across, down] = this.#workgroups;
    const storage = (label: string, floats: number) =>
      device.createBuffer({
        label,
        size: 4 * floats,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      });
    const reference = storage('reference', width * height);
    const motion = storage('motion', 1 + across * down);
    const history = storage('history', 3 * lane.picture.width * lane.picture.height);
    this.#past = {reference, motion, history};
    this.#packEntries = entriesOf([
      linear,
      linear,
      {buffer: this.#packUniforms},
      {buffer: lane.plain},
      {buffer: reference},
      {buffer: motion},
      // Nothing is written there without a ground; a buffer may not be bound twice.
      {buffer: lane.plain === lane.xBuffer ? lane.yBuffer : lane.xBuffer},
      {buffer: lane.ground},
    ]);
    this.#presentEntries = entriesOf([
      {buffer: this.#presentUniforms},
      {buffer: lane.plain},
      {buffer: lane.yBuffer},
      {buffer: motion},
      {buffer: history},
    ]);
    this.#presentGroup = this.#bindPresent();
  }

  /** Shows `painted` from now on, of the same shape as the lane's y. */
  show(painted: GPUBuffer): void {
    this.#presentEntries[2]!.resource = {buffer: painted};
    this.#presentGroup = this.#bindPresent();
  }

  /** Says where the next frames' pixels go. */
  place({source, crop, picture, look}: Placement, {spec, fold}: Generator): void {
    const pack = new ArrayBuffer(packBytes);
    new Float32Array(pack, 0, 4).set([
      crop.x / source.width,
      crop.y / source.height,
      crop.width / source.width,
      crop.height / source.height,
    ]);
    const taps = tapsFor(crop.width / picture.width);
    new Uint32Array(pack, 16, 4).set([picture.width, picture.height, spec.margin, taps]);
    new Float32Array(pack, 32, 2).set(spec.range);
    this.#device.queue.writeBuffer(this.#packUniforms, 0, pack);
    const present = new ArrayBuffer(presentBytes);
    const words = [picture.width, picture.height, spec.margin, Number(look.mirror)];
    new Uint32Array(present, 0, 4).set(words);
    new Float32Array(present, 16, 4).set([...spec.range, look.strength, look.split]);
    new Uint32Array(present, 32, 1).set([Number(look.keepColours)]);
    new Float32Array(present, 36, 1).set([keptShare(look.steadiness)]);
    new Uint32Array(present, 40, 1).set([fold]);
    this.#device.queue.writeBuffer(this.#presentUniforms, 0, present);
  }

  /** The next painting has nothing to do with those before. */
  forget(): void {
    this.#isNew = true;
  }

  /** Submits frame → tensor; the frame must stay open until this returns. */
  pack(source: VideoFrame | GPUTexture): void {
    const device = this.#device;
    this.#packEntries[0]!.resource = this.#bindable(source);
    const bindGroup = device.createBindGroup({
      label: 'pack',
      layout: this.#packLayout,
      entries: this.#packEntries,
    });
    const encoder = device.createCommandEncoder(packLabel);
    const {reference, motion} = this.#past;
    if (this.#isNew) encoder.clearBuffer(reference);
    this.#isNew = false;
    encoder.clearBuffer(motion, 0, 4);
    const pass = encoder.beginComputePass(packLabel);
    pass.setPipeline(this.#pipelines.pack);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(...this.#workgroups);
    pass.end();
    this.#submit(encoder);
  }

  /** Submits tensors → `canvas`. */
  present(canvas: GPUTexture): void {
    this.#colour.view = canvas.createView();
    const encoder = this.#device.createCommandEncoder(presentLabel);
    const pass = encoder.beginRenderPass(this.#renderPass as GPURenderPassDescriptor);
    pass.setPipeline(this.#pipelines.present);
    pass.setBindGroup(0, this.#presentGroup);
    pass.draw(3);
    pass.end();
    this.#submit(encoder);
  }

  /** Frees the buffers. */
  destroy(): void {
    for (const buffer of Object.values(this.#past)) buffer.destroy();
    this.#packUniforms.destroy();
    this.#presentUniforms.destroy();
  }

  #bindPresent(): GPUBindGroup {
    return this.#device.createBindGroup({
      label: 'present',
      layout: this.#pipelines.present.getBindGroupLayout(0),
      entries: this.#presentEntries,
    });
  }

  #bindable(source: VideoFrame | GPUTexture): GPUBindingResource {
    if ('createView' in source) return source.createView();
    this.#frame.source = source;
    const texture = this.#device.importExternalTexture(this.#frame as GPUExternalTextureDescriptor);
    this.#frame.source = undefined;
    return texture;
  }

  #submit(encoder: GPUCommandEncoder): void {
    this.#commands[0] = encoder.finish();
    this.#device.queue.submit(this.#commands);
  }
}

const packLabel = {label: 'pack'};
const presentLabel = {label: 'present'};

const entriesOf = (resources: GPUBindingResource[]): GPUBindGroupEntry[] =>
  resources.map((resource, binding) => ({binding, resource}));
