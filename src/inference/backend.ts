/**
 * A backend makes generators and painters, which paint frames with them. A painter promises: the
 * frame is closed whatever happens; a paint resolves when all work for the picture has been handed
 * over and it stands on the canvas's next presentation, and `done` when that work has been done;
 * buffers are allocated once for a shape, and nothing for a frame. It does not promise that the first
 * paint at a new shape is quick, and it never falls back: `openBackend` decides once, by trying.
 */
import {AppError} from '../domain/errors.ts';
import type {Look} from '../domain/look.ts';
import type {Rect, Size} from '../domain/geometry.ts';
import type {Capabilities, OpenOptions} from './api.ts';
import type {Generator} from './generator.ts';
import type {Runtime} from './ort.ts';
import type {ActiveView} from './view/active-view.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Stages} from './stages.ts';
import {openCpuBackend} from './cpu/cpu-backend.ts';
import {openGpuBackend} from './gpu/gpu-backend.ts';
import {findDevice, type Found} from './gpu/device.ts';

/** Where a frame's pixels go. */
export interface Placement {
  /** Size of the frame. */
  readonly source: Size;
  /** Part of the frame that is shown, in the frame's pixels. */
  readonly crop: Rect;
  /** Size of the painted picture. */
  readonly picture: Size;
  readonly look: Look;
}

export interface Backend {
  readonly capabilities: Capabilities;
  readonly runtime: Runtime;
  /** Resolves with the reason when the device is gone; never on the CPU. */
  readonly lost: Promise<string>;
  /**
   * A session over `weights`, run once with the shape of `picture`, and then a few times more with a
   * look at the clock if it `isTimed`; in f16 if it `mayHalve`, and the GPU and the network can.
   * @throws GeneratorFailed, OutOfMemory
   */
  createGenerator(
    spec: GeneratorSpec,
    weights: ArrayBuffer,
    picture: Size,
    wish?: {readonly isTimed?: boolean; readonly mayHalve?: boolean},
  ): Promise<Generator>;
  /** A session over `weights` that has not run yet. @throws GeneratorFailed, OutOfMemory */
  createNetwork(spec: GeneratorSpec, weights: ArrayBuffer): Promise<Generator>;
  /**
   * A session over `weights` that takes and gives planes in main memory (`runPlanes`), not run yet.
   * @throws GeneratorFailed, OutOfMemory
   */
  createStillGenerator(spec: GeneratorSpec, weights: ArrayBuffer): Promise<Generator>;
  /** @throws BrowserTooOld when the canvas does not give the context that is needed */
  painterOn(canvas: OffscreenCanvas): Painter;
}

export interface Painter {
  /** Shown in place of the painting while its generator paints. */
  view: ActiveView | undefined;
  /**
   * Resolves with stages of which the last is still to come; one paint at a time.
   * @param placement the same object as long as nothing in it changes
   * @param onPresented called while the canvas holds the picture: a GPU's is blank afterwards
   * @throws GeneratorFailed, OutOfMemory
   */
  paint(
    frame: VideoFrame,
    generator: Generator,
    placement: Placement,
    onPresented: () => void,
  ): Promise<Stages>;
  /** Whether the next paint with `generator` has more to do than others. */
  isLonger(generator: Generator): boolean;
  /** Resolves when the work of all paints so far has been done. */
  done(): Promise<unknown>;
}

export type RuntimeProgress = (file: string, loaded: number, total: number) => void;

const hasSimd = () =>
  // The smallest module with a v128 instruction: i32.const 0, i8x16.splat, i8x16.popcnt.
  WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253,
      15, 253, 98, 11,
    ]),
  );

/**
 * The best backend that works here.
 * @throws BrowserTooOld, RuntimeUnavailable
 */
export async function openBackend(
  wanted: Pick<OpenOptions, 'backend' | 'why'>,
  onProgress: RuntimeProgress,
): Promise<Backend> {
  if (!hasSimd()) throw new AppError('BrowserTooOld', 'no WebAssembly SIMD');
  const found = await chooseDevice(wanted);
  return found.device
    ? openGpuBackend(found.device, found.why, onProgress)
    : openCpuBackend(found.why, onProgress);
}

async function chooseDevice({backend, why}: Pick<OpenOptions, 'backend' | 'why'>): Promise<Found> {
  if (backend === 'wasm') return {why: why ?? 'asked'};
  return findDevice({allowSoftware: backend === 'webgpu'});
}
