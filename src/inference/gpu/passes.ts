/**
 * Our two passes around the network, with their pipelines and uniforms. Pipelines are compiled
 * ahead for one element type; bind groups are kept as long as their buffers live, except the one
 * that holds the frame, since an external texture is valid for one submission only.
 */
import {withMargin} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Placement} from '../backend.ts';
import {packShader, presentShader, type Import} from './shaders.ts';

const workgroup = 8;

/** Sizes of the uniforms, laid out as in the shaders. */
const packBytes = 40;
const presentBytes = 40;

/** Samples per side of a pixel when the frame is `ratio` times larger than the picture. */
const tapsFor = (ratio: number) => Math.min(4, Math.max(1, Math.round(ratio)));

export class Passes {
  readonly #device: GPUDevice;
  readonly #import: Import;
  readonly #pack: GPUComputePipeline;
  readonly #present: GPURenderPipeline;
  readonly #linear: GPUSampler;
  readonly #packUniforms: GPUBuffer;
  readonly #presentUniforms: GPUBuffer;

  private constructor(
    device: GPUDevice,
    by: Import,
    pack: GPUComputePipeline,
    present: GPURenderPipeline,
  ) {
    this.#device = device;
    this.#import = by;
    this.#pack = pack;
    this.#present = present;
    this.#linear = device.createSampler({label: 'frame', magFilter: 'linear', minFilter: 'linear'});
    const uniforms = (label: string, size: number) =>
      device.createBuffer({label, size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST});
    this.#packUniforms = uniforms('pack placement', packBytes);
    this.#presentUniforms = uniforms('present placement', presentBytes);
  }

  /** Compiles both passes for tensors of `precision` and a canvas of `format`. */
  static async compile(
    device: GPUDevice,
    by: Import,
    precision: GeneratorSpec['precision'],
    format: GPUTextureFormat,
  ): Promise<Passes> {
    const module = (label: string, code: string) => device.createShaderModule({label, code});
    const present = module('present', presentShader(precision));
    const [packPipeline, presentPipeline] = await Promise.all([
      device.createComputePipelineAsync({
        label: 'pack',
        layout: 'auto',
        compute: {module: module('pack', packShader(precision, by))},
      }),
      device.createRenderPipelineAsync({
        label: 'present',
        layout: 'auto',
        vertex: {module: present},
        fragment: {module: present, targets: [{format}]},
      }),
    ]);
    return new Passes(device, by, packPipeline, presentPipeline);
  }

  /** Says where the next frames' pixels go. */
  place(frame: VideoFrame, {crop, picture, look}: Placement, spec: GeneratorSpec): void {
    const {displayWidth, displayHeight} = frame;
    const pack = new ArrayBuffer(packBytes);
    new Float32Array(pack, 0, 4).set([
      crop.x / displayWidth,
      crop.y / displayHeight,
      crop.width / displayWidth,
      crop.height / displayHeight,
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
    this.#device.queue.writeBuffer(this.#presentUniforms, 0, present);
  }

  /** Submits frame → `tensor`; the frame must stay open until this returns. */
  pack(source: VideoFrame | GPUTexture, tensor: GPUBuffer, placement: Placement, margin: number) {
    const resource =
      this.#import === 'external'
        ? this.#device.importExternalTexture({label: 'frame', source: source as VideoFrame})
        : (source as GPUTexture).createView();
    const bindGroup = this.#device.createBindGroup({
      label: 'pack',
      layout: this.#pack.getBindGroupLayout(0),
      entries: [resource, this.#linear, {buffer: this.#packUniforms}, {buffer: tensor}].map(
        (resource, binding) => ({binding, resource}),
      ),
    });
    const {width, height} = withMargin(placement.picture, margin);
    const encoder = this.#device.createCommandEncoder({label: 'pack'});
    const pass = encoder.beginComputePass({label: 'pack'});
    pass.setPipeline(this.#pack);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(Math.ceil(width / workgroup), Math.ceil(height / workgroup));
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  /** What `present` needs to read both tensors; good for as long as their buffers live. */
  bindPresent(original: GPUBuffer, painted: GPUBuffer): GPUBindGroup {
    return this.#device.createBindGroup({
      label: 'present',
      layout: this.#present.getBindGroupLayout(0),
      entries: [this.#presentUniforms, original, painted].map((buffer, binding) => ({
        binding,
        resource: {buffer},
      })),
    });
  }

  /** Submits tensors → `canvas`. */
  present(bindGroup: GPUBindGroup, canvas: GPUTexture): void {
    const encoder = this.#device.createCommandEncoder({label: 'present'});
    const pass = encoder.beginRenderPass({
      label: 'present',
      colorAttachments: [{view: canvas.createView(), loadOp: 'clear', storeOp: 'store'}],
    });
    pass.setPipeline(this.#present);
    pass.setBindGroup(0, bindGroup);
    pass.draw(3);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Frees the uniforms. */
  destroy(): void {
    this.#packUniforms.destroy();
    this.#presentUniforms.destroy();
  }
}
