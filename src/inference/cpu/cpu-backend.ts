/** Painting on the CPU with onnxruntime's WebAssembly provider. */
import {AppError} from '../../domain/errors.ts';
import type {BackendReason, Capabilities} from '../api.ts';
import type {Backend, RuntimeProgress} from '../backend.ts';
import {Generator} from '../generator.ts';
import {loadRuntime} from '../ort.ts';
import {proven} from '../proven.ts';
import {CpuPainter, makeInput} from './cpu-painter.ts';

/** Opens the backend. @throws RuntimeUnavailable */
export async function openCpuBackend(
  why: BackendReason,
  onProgress: RuntimeProgress,
): Promise<Backend> {
  const runtime = await loadRuntime('wasm', onProgress);
  const {threads} = runtime;
  const capabilities: Capabilities = {
    backend: 'wasm',
    device: `CPU × ${navigator.hardwareConcurrency}`,
    why,
    threads,
  };
  const createNetwork: Backend['createNetwork'] = (spec, weights) =>
    Generator.create(spec, weights, runtime, {executionProviders: ['wasm']});
  return {
    capabilities,
    runtime,
    createNetwork,
    lost: new Promise(() => undefined),
    createGenerator: async (spec, weights, picture, {isTimed} = {}) => {
      const generator = await createNetwork(spec, weights);
      return proven(generator, async () => {
        const x = makeInput(runtime, picture, spec.margin);
        const y = await generator.run(x);
        // The GPU's runtime finds this out by itself.
        if (y.dims.join() !== x.dims.join()) {
          throw new AppError('GeneratorFailed', `${x.dims.join('×')} became ${y.dims.join('×')}`);
        }
        if (isTimed) await generator.time(() => generator.run(x));
      });
    },
    createStillGenerator: (spec, weights) =>
      Generator.create(spec, weights, runtime, {
        executionProviders: ['wasm'],
        // An arena would grow by doubling, and stay.
        enableCpuMemArena: false,
      }),
    painterOn: (canvas) => new CpuPainter(canvas, runtime),
  };
}
