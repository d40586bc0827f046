/**
 * Everything that crosses between page and worker, types only. The page starts a worker, opens it
 * with a canvas, loads a generator and then hands it one frame at a time.
 */
import type {Size} from '../domain/geometry.ts';
import type {Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Findings, Trial} from '../domain/study.ts';
import type {View} from '../domain/view.ts';

export type BackendKind = 'webgpu' | 'wasm';

/** Why a backend was chosen. */
export type BackendReason =
  /** A graphics processor is there and works. */
  | 'gpu'
  /** The caller insisted. */
  | 'asked'
  /** The browser has no WebGPU. */
  | 'no-webgpu'
  /** WebGPU found no graphics processor that it may use. */
  | 'no-adapter'
  /** The only adapter is emulated in software. */
  | 'software'
  /** WebGPU is there but did not start. */
  | 'broken'
  /** The graphics processor kept dropping out. */
  | 'dropped';

export interface OpenOptions {
  /** Absolute URL of the folder that holds the generators, with a slash at its end. */
  readonly modelsUrl: string;
  /** Insists on a backend; `auto` tries WebGPU on a real GPU, then WebAssembly. */
  readonly backend: BackendKind | 'auto';
  /** Why `backend` is not `auto`. */
  readonly why?: BackendReason | undefined;
}

/** What the worker found when it was opened. */
export interface Capabilities {
  readonly backend: BackendKind;
  /** The GPU's or CPU's name as far as the browser tells. */
  readonly device: string;
  readonly why: BackendReason;
  /** Threads of the WebAssembly backend. */
  readonly threads: number;
}

/** Figures of one painted frame; durations in milliseconds. */
export interface FrameStats {
  readonly picture: Size;
  readonly packMs: number;
  readonly runMs: number;
  readonly presentMs: number;
  /** From taking the frame to the end of the GPU's work on it. */
  readonly frameMs: number;
  /**
   * The view's number, as of a frame not long ago: the mean cycle error of 255, or how the critic
   * scores, 0 like what is made and 1 like what is real.
   */
  readonly reading?: number | undefined;
}

export type StylizerEvent =
  /** Bytes of the runtime or of a generator's weights that have arrived. */
  | {
      readonly type: 'progress';
      readonly file: string;
      readonly loaded: number;
      readonly total: number;
    }
  /** The GPU device is gone; painting goes on by itself after `device-restored`. */
  | {readonly type: 'device-lost'; readonly reason: string}
  | {readonly type: 'device-restored'}
  /** The device could not be rebuilt: only a new worker helps. */
  | {readonly type: 'device-failed'; readonly reason: string};

export interface StylizerApi {
  /**
   * Chooses the backend by trying, and takes the canvas for good. `onEvent` is the one callback.
   * @throws BrowserTooOld, RuntimeUnavailable
   */
  open(
    canvas: OffscreenCanvas,
    options: OpenOptions,
    onEvent: (event: StylizerEvent) => void,
  ): Promise<Capabilities>;
  /**
   * Fetches, verifies and warms up a generator while the one before goes on painting, then swaps.
   * The latest call wins; an older one rejects with AbortError.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory
   */
  load(generator: GeneratorSpec): Promise<void>;
  /** Paints a frame, which it owns and closes; resolves when the next one may come. */
  paint(frame: VideoFrame): Promise<FrameStats>;
  /**
   * A frame, which it owns, as a small square WebP painted by a generator whose weights are on this
   * device; nothing is fetched for it, and none is painted where that would take too long.
   */
  preview(generator: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined>;
  /** Whether a generator's weights are on this device, whole. */
  isHere(generator: GeneratorSpec): Promise<boolean>;
  /** Brings weights onto this device for later. @throws WeightsUnavailable, WeightsCorrupt */
  fetch(generator: GeneratorSpec): Promise<void>;
  /** Takes weights off this device; the generator that paints goes on. */
  forget(generator: GeneratorSpec): Promise<void>;
  /** The next picture that is painted, as a PNG; waits until one is painted. */
  snap(): Promise<Blob>;
  /**
   * Fetches the network that `view` needs and shows the view from then on; none shows the painting
   * alone. The latest call wins; an older one rejects with AbortError.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory
   */
  show(view: View | undefined): Promise<void>;
  /**
   * Runs `trials`, by name and in their order, on a frame, which it owns, at about `pixels` pixels.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory
   */
  study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings>;
  /** Takes effect with the next frame. */
  adjust(look: Look): void;
}
