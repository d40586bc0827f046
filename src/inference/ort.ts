/**
 * The only file that imports onnxruntime-web. It picks the smallest build that the backend needs:
 * JSPI where the browser has it, else asyncify, and the plain build without WebGPU; all three hold
 * the same CPU kernels, the first two the same native WebGPU provider. Never the default entry: that
 * is JSEP, which is on its way out (https://github.com/microsoft/onnxruntime/pull/29716).
 */
import type * as Ort from 'onnxruntime-web/webgpu';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import {fetchAsset, type OnProgress} from './assets.ts';
import type {BackendKind} from './api.ts';
import {Queue} from './queue.ts';

export type {Ort};
export type Session = Ort.InferenceSession;
export type Tensor = Ort.Tensor;

/** A loaded runtime and the queue that every call into it goes through. */
export interface Runtime {
  readonly ort: typeof Ort;
  readonly queue: Queue;
  readonly threads: number;
}

type Build = 'jspi' | 'asyncify' | 'plain';

const urls: Record<Build, {wasm: string; mjs: string}> = {
  jspi: {wasm: jspiWasm, mjs: jspiMjs},
  asyncify: {wasm: asyncifyWasm, mjs: asyncifyMjs},
  plain: {wasm: plainWasm, mjs: plainMjs},
};

const importers: Record<Build, () => Promise<typeof Ort>> = {
  jspi: () => import('onnxruntime-web/jspi'),
  asyncify: () => import('onnxruntime-web/webgpu'),
  plain: () => import('onnxruntime-web/wasm'),
};

const chooseBuild = (backend: BackendKind): Build =>
  backend === 'wasm' ? 'plain' : 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';

/**
 * Threads for the CPU: one core is left to the page, but not the second of two, which shortens a frame by a third; beside
 * another busy program both numbers do about as well. One where the page is not isolated.
 */
const chooseThreads = () => {
  const cores = navigator.hardwareConcurrency;
  return self.crossOriginIsolated ? Math.min(4, cores, Math.max(2, cores - 1)) : 1;
};

/** One for the worker: who opens a lost device again is in the same heap as what still runs. */
const queue = new Queue();

/**
 * Loads the runtime that `backend` needs, its wasm verified by hash.
 * @throws RuntimeUnavailable, WeightsCorrupt
 */
export async function loadRuntime(
  backend: BackendKind,
  onProgress: (file: string, loaded: number, total: number) => void,
): Promise<Runtime> {
  const build = chooseBuild(backend);
  const {bytes, sha256, parts} = __RUNTIME_WASM__[build];
  const absolute = (url: string) => new URL(url, self.location.href).href;
  const report: OnProgress = (loaded) => onProgress('runtime', loaded, bytes);
  const [ort, wasmBinary] = await Promise.all([
    importers[build](),
    fetchAsset(
      {url: absolute(urls[build].wasm), bytes, sha256, parts},
      'RuntimeUnavailable',
      report,
    ),
  ]);
  const threads = backend === 'wasm' ? chooseThreads() : 1;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = wasmBinary;
  // The glue stays a file of its own: threads start from it, and a bundled one would start our
  // worker again instead. https://github.com/microsoft/onnxruntime/issues/22615
  ort.env.wasm.wasmPaths = {mjs: absolute(urls[build].mjs)};
  return {ort, threads, queue};
}
