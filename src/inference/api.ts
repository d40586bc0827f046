/**
 * Everything that crosses between page and worker, types only. The page starts a worker, opens it
 * with a canvas, loads a generator and then hands it one frame at a time.
 */
import type {Size} from '../domain/geometry.ts';
import type {Look, Quality} from '../domain/look.ts';
import type {Rate} from '../domain/rate.ts';
import type {GeneratorSpec, Tier, TierCosts} from '../domain/style.ts';
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
  | 'dropped'
  /** The graphics processor computes something else than the processor. */
  | 'wrong';

export interface OpenOptions {
  /** Absolute URL of the folder that holds the generators, with a slash at its end. */
  readonly modelsUrl: string;
  /** Insists on a backend; `auto` tries WebGPU on a real GPU, then WebAssembly. */
  readonly backend: BackendKind | 'auto';
  /** Why `backend` is not `auto`. */
  readonly why?: BackendReason | undefined;
  /** What governors learnt on this device, by the device's name. */
  readonly speeds?: Readonly<Record<string, number>> | undefined;
  /** Name of a Web Lock that the worker holds as long as it lives: whoever waits for it learns of its end. */
  readonly lifeline?: string | undefined;
}

/** What the governor has to hold to. */
export interface Terms {
  readonly rate: Rate;
  /** A side that the user fixed. */
  readonly quality: Quality;
  /** The tiers that the style has. */
  readonly tiers: TierCosts;
  /** Spares battery and heat. */
  readonly isSaving: boolean;
  /** The picture's size has to stay. */
  readonly isRecording: boolean;
}

/** What a plan comes from. */
export type PlanReason =
  | 'starting'
  /** The rate is held. */
  | 'holding'
  /** Less detail, to hold the rate. */
  | 'lowered'
  /** More detail: there was time to spare. */
  | 'raised'
  /** The user chose the size. */
  | 'fixed'
  /** Battery and heat are spared. */
  | 'saving'
  /** Too slow, but a recording needs its size. */
  | 'recording'
  /** Too slow even for the least that there is. */
  | 'too-slow';

/** How the governor wants frames painted. */
export interface Plan {
  readonly tier: Tier;
  /** Side of the square whose area is painted, in pixels. */
  readonly side: number;
  /** Frames a second that it holds. */
  readonly rate: number;
  readonly reason: PlanReason;
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

/** A file format for pictures, as canvases encode it; a browser may only know PNG. */
export interface PictureFormat {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  /** 0…1, where the format loses something. */
  readonly quality?: number;
}

/** A frame to be painted at the camera's own size. */
export interface StillWish {
  /** Told apart by this in `progress` events and by `cancelStill`. */
  readonly id: number;
  readonly spec: GeneratorSpec;
  readonly look: Look;
  readonly format: PictureFormat;
  /** Whether what the camera saw is wanted, too. */
  readonly withOriginal: boolean;
  /** Pixels of a tile, at most. */
  readonly tilePixels?: number | undefined;
}

/** A still that is painted. */
export interface StillResult {
  readonly painted: Blob;
  /** A small WebP of it, or PNG where the browser knows no WebP. */
  readonly thumbnail: Blob;
  readonly original?: Blob | undefined;
  readonly size: Size;
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
  /** How much of a still is painted, 0…1. */
  | {readonly type: 'still'; readonly id: number; readonly share: number}
  /** The next frame may take as long as many: the governor decided, or says it again; `speed` is what it learnt of the device. */
  | {readonly type: 'plan'; readonly plan: Plan; readonly speed: number}
  /** The GPU device is gone; painting goes on by itself after `device-restored`. */
  | {readonly type: 'device-lost'; readonly reason: string}
  | {readonly type: 'device-restored'}
  /** The device could not be rebuilt: only a new worker helps. */
  | {readonly type: 'device-failed'; readonly reason: string; readonly why: BackendReason};

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
  /** Whether a generator's weights are on this device. */
  isHere(generator: GeneratorSpec): Promise<boolean>;
  /** Brings weights onto this device for later. @throws WeightsUnavailable, WeightsCorrupt */
  fetch(generator: GeneratorSpec): Promise<void>;
  /** Takes weights off this device; the generator that paints goes on. */
  forget(generator: GeneratorSpec): Promise<void>;
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
  /**
   * Paints a frame, which it owns, at the camera's own size, by tiles and between live frames.
   * @throws WeightsUnavailable, WeightsCorrupt, GeneratorFailed, OutOfMemory, AbortError
   */
  still(wish: StillWish, frame: VideoFrame): Promise<StillResult>;
  /** Gives up a still; one that is finished, or unknown, is no fault. */
  cancelStill(id: number): void;
  /** Resolves as soon as the worker comes to it: one that hangs never does. */
  ping(): void;
  /** Takes effect with the next frame. */
  adjust(look: Look): void;
  /** Size of what is painted now, or of what `paintClip` would make of a clip of that size. */
  picture(clip?: Size): Size;
  /**
   * From now on sends what is painted, as frames of size `clip` with the times at which they were filmed, to the
   * `PictureTaker` at the other end of `taker`; without one, to nobody any more.
   */
  relay(clip?: Size, taker?: MessagePort): void;
  /**
   * Paints a frame of a clip, which it owns, and shows it; resolves with it as a frame of size `clip`. Nothing else may
   * be painted meanwhile.
   * @throws GeneratorFailed, OutOfMemory
   */
  paintClip(frame: VideoFrame, clip: Size): Promise<VideoFrame>;
  /** The governor heeds these from now on, and says with an event what it plans. */
  govern(terms: Terms): void;
}
