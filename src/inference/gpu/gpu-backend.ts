/**
 * Painting on the GPU with onnxruntime's native WebGPU provider, buffers of ours in and out; no pixel
 * comes back to the CPU. All work goes to one queue of one device, so that order is all the
 * synchronisation there is.
 */
import {AppError} from '../../domain/errors.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {BackendReason, Capabilities} from '../api.ts';
import type {Backend, RuntimeProgress} from '../backend.ts';
import {Generator, type Recast} from '../generator.ts';
import {loadRuntime} from '../ort.ts';
import {proven} from '../proven.ts';
import {nameOfDevice} from './device.ts';
import {probeImport} from './frame-import.ts';
import {GpuPainter, type PipelinesFor} from './gpu-painter.ts';
import {destroyLane, makeLane} from './lane.ts';
import {compilePipelines} from './pipelines.ts';

/** Weights above this size, in bytes, are not held to be loaded once more; what surrounds such a network hardly counts. */
const mostRecorded = 8 * 2 ** 20;

/** Opens the backend on `device`. @throws RuntimeUnavailable */
export async function openGpuBackend(
  device: GPUDevice,
  why: BackendReason,
  onProgress: RuntimeProgress,
): Promise<Backend> {
  const [runtime, pipelines] = await Promise.all([
    loadRuntime('webgpu', onProgress),
    compileAll(device),
  ]);
  const {threads} = runtime;
  const capabilities: Capabilities = {
    backend: 'webgpu',
    device: nameOfDevice(device),
    why,
    threads,
  };

  // preferredLayout is spelt out: the provider's real default is NHWC, which costs a network of ours
  // two transposes per normalisation.
  const executionProviders = [{name: 'webgpu', device, preferredLayout: 'NCHW'} as const];

  // What the GPU refuses it leaves undone without a word: only a new device paints right again.
  device.addEventListener('uncapturederror', ({error}) => {
    console.warn('GPU', error.message);
    device.destroy();
  });

  // Browsers that have the one without the other are older than 2025.
  const hasHalf = device.features.has('shader-f16') && 'Float16Array' in globalThis;
  const options = {executionProviders, preferredOutputLocation: 'gpu-buffer'} as const;

  async function createNetwork(spec: GeneratorSpec, weights: ArrayBuffer, recast: Recast = {}) {
    if (spec.precision === 'f16' && !hasHalf) {
      throw new AppError('GeneratorFailed', 'an f16 generator needs a GPU with shader-f16');
    }
    const generator = await Generator.create(spec, weights, runtime, options, recast);
    if (weights.byteLength <= mostRecorded) {
      const recorded = {...options, enableGraphCapture: true};
      generator.twin = () => Generator.create(spec, weights, runtime, recorded, recast);
    }
    return generator;
  }

  const createGenerator: Backend['createGenerator'] = async (spec, weights, picture, wish = {}) => {
    const {isTimed, mayHalve} = wish;
    const tried = (generator: Generator) =>
      proven(generator, async () => {
        const lane = makeLane(device, runtime, picture, spec.margin, generator);
        try {
          const run = async () => {
            await generator.run(lane.x, lane.y);
            await device.queue.onSubmittedWorkDone();
          };
          await run();
          if (isTimed) await generator.time(run);
        } finally {
          destroyLane(lane);
        }
      });
    const {recasts} = await import('./recasts.ts');
    for (const {data, ...recast} of recasts(spec, weights, hasHalf && mayHalve)) {
      try {
        return await tried(await createNetwork(spec, data, recast));
      } catch (error) {
        console.warn('not recast', recast, error);
      }
    }
    return tried(await createNetwork(spec, weights));
  };

  return {
    capabilities,
    runtime,
    createNetwork,
    lost: device.lost.then(({reason, message}) => `${reason}: ${message}`),
    createGenerator,
    createStillGenerator: (spec, weights) =>
      Generator.create(spec, weights, runtime, {executionProviders}),
    painterOn: (canvas) => new GpuPainter(canvas, device, runtime, pipelines),
  };
}

/** Pipelines for all precisions of the device, compiled beside the runtime's download. */
async function compileAll(device: GPUDevice): Promise<PipelinesFor> {
  const by = await probeImport(device);
  const hasF16 = device.features.has('shader-f16');
  const [f32, f16] = await Promise.all([
    compilePipelines(device, by, 'f32'),
    hasF16 ? compilePipelines(device, by, 'f16') : undefined,
  ]);
  return (precision) => (precision === 'f16' && f16 ? f16 : f32);
}
