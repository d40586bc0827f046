/**
 * Everything that can go wrong, by name. An error crosses the thread as name and message only
 * (Comlink keeps no more), so errors are told apart by `name`, as DOMExceptions are.
 */

/** The one thing the user can do about an error. */
export type WayOut = 'retry' | 'reload' | 'save';

const waysOut = {
  CameraDenied: 'retry',
  CameraMissing: 'retry',
  CameraBusy: 'retry',
  /** It was unplugged, or its permission was taken back. */
  CameraLost: 'retry',
  /** No WebAssembly SIMD, no VideoFrame or no OffscreenCanvas. */
  BrowserTooOld: 'reload',
  /** The runtime's wasm did not arrive. */
  RuntimeUnavailable: 'retry',
  WeightsUnavailable: 'retry',
  /** The weights arrived twice with a wrong hash. */
  WeightsCorrupt: 'retry',
  ManifestInvalid: 'reload',
  /** The runtime refuses the network, or its run failed. */
  GeneratorFailed: 'retry',
  FileUnreadable: 'retry',
  /** A picture could not be painted at full size; the one on the screen is kept. */
  StillFailed: 'retry',
  /** It has more bytes or pixels than a device can be trusted to hold. */
  FileTooLarge: 'retry',
  /** The disk, or the origin's share of it, is full. */
  StorageFull: 'save',
  /** The browser did not let a picture be kept, for another reason. */
  NotKept: 'save',
  /** Clips are then recorded without sound. */
  MicrophoneDenied: 'retry',
  /** No encoder for the painted picture. */
  RecordingUnsupported: 'retry',
  OutOfMemory: 'retry',
  DeviceLost: 'retry',
  WorkerCrashed: 'retry',
  Unknown: 'retry',
} as const satisfies Record<string, WayOut>;

export type ErrorName = keyof typeof waysOut;

/** An error with a name of the table; `message` and `cause` are for the console. */
export class AppError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string = name, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

const isNamed = (name: unknown): name is ErrorName =>
  typeof name === 'string' && Object.hasOwn(waysOut, name);

/** The name of `error` in the table, `Unknown` where it has none. */
export function nameOf(error: unknown): ErrorName {
  const name = error instanceof Error ? error.name : undefined;
  return isNamed(name) ? name : 'Unknown';
}

/** What the user can do about an error. */
export const wayOutOf = (name: ErrorName): WayOut => waysOut[name];

/** Whether `error` only says that a newer request took over: that is silence, not a fault. */
export const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
