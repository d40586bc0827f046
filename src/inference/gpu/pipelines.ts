/** Our two pipelines, compiled ahead for one element type and shared by all painters. */
import type {GeneratorSpec} from '../../domain/style.ts';
import {packShader, presentShader, type Import} from './shaders.ts';

export interface Pipelines {
  /** How frames come into `pack`. */
  readonly by: Import;
  /** Format of the canvas that `present` draws on. */
  readonly format: GPUTextureFormat;
  readonly pack: GPUComputePipeline;
  readonly present: GPURenderPipeline;
}

/** Compiles both passes for tensors of `precision`. */
export async function compilePipelines(
  device: GPUDevice,
  by: Import,
  precision: GeneratorSpec['precision'],
): Promise<Pipelines> {
  const format = navigator.gpu.getPreferredCanvasFormat();
  const module = (label: string, code: string) => device.createShaderModule({label, code});
  const presentModule = module('present', presentShader(precision));
  const [pack, present] = await Promise.all([
    device.createComputePipelineAsync({
      label: 'pack',
      layout: 'auto',
      compute: {module: module('pack', packShader(precision, by))},
    }),
    device.createRenderPipelineAsync({
      label: 'present',
      layout: 'auto',
      vertex: {module: presentModule},
      fragment: {module: presentModule, targets: [{format}]},
    }),
  ]);
  return {by, format, pack, present};
}
