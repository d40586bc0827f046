/**
 * Everything that can go wrong, by name. An error crosses the thread as name and message only
 * (Comlink keeps no more), so errors are told apart by `name`, as DOMExceptions are.
 */

/** The one thing the user can do about an error. */
export type WayOut = 'retry' | 'reload' | 'choose-style';

interface Explanation {
  /** What happened, and what to do about it. */
  readonly sentence: string;
  readonly wayOut: WayOut;
}

const explanations = {
  CameraDenied: {
    sentence:
      'Cyclelens may not use the camera. Allow it in the browser’s site settings, then try again.',
    wayOut: 'retry',
  },
  CameraMissing: {
    sentence: 'No camera was found. Connect one, then try again.',
    wayOut: 'retry',
  },
  CameraBusy: {
    sentence: 'Another app is using the camera. Close it there, then try again.',
    wayOut: 'retry',
  },
  CameraLost: {
    sentence: 'The camera went away. Connect it or allow it again, then go on.',
    wayOut: 'retry',
  },
  BrowserTooOld: {
    sentence:
      'This browser lacks WebAssembly SIMD, video frames or offscreen canvas. Please update it.',
    wayOut: 'reload',
  },
  RuntimeUnavailable: {
    sentence: 'The painting engine could not be downloaded. Check the connection, then try again.',
    wayOut: 'retry',
  },
  WeightsUnavailable: {
    sentence: 'This style could not be downloaded. Check the connection, then try again.',
    wayOut: 'retry',
  },
  WeightsCorrupt: {
    sentence: 'This style arrived damaged twice and was not used. Try again, or pick another.',
    wayOut: 'retry',
  },
  ManifestInvalid: {
    sentence: 'The list of styles could not be read. Reload to fetch it again.',
    wayOut: 'reload',
  },
  GeneratorFailed: {
    sentence: 'This style does not run on this device. Pick another one.',
    wayOut: 'choose-style',
  },
  OutOfMemory: {
    sentence: 'The device ran out of memory. Close other tabs, then try again.',
    wayOut: 'retry',
  },
  DeviceLost: {
    sentence: 'The graphics processor keeps dropping out. Go on without it?',
    wayOut: 'retry',
  },
  WorkerCrashed: {
    sentence: 'The painting engine stopped unexpectedly. Start it again.',
    wayOut: 'retry',
  },
  Unknown: {
    sentence: 'Something unexpected went wrong. Try again.',
    wayOut: 'retry',
  },
} as const satisfies Record<string, Explanation>;

export type ErrorName = keyof typeof explanations;

/** An error with a name of the table; `message` and `cause` are for the console. */
export class AppError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string = name, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

const isNamed = (name: unknown): name is ErrorName =>
  typeof name === 'string' && Object.hasOwn(explanations, name);

/** The name of `error` in the table, `Unknown` where it has none. */
export function nameOf(error: unknown): ErrorName {
  const name = error instanceof Error ? error.name : undefined;
  return isNamed(name) ? name : 'Unknown';
}

/** What to tell the user about an error. */
export const explain = (name: ErrorName): Explanation => explanations[name];

/** Whether `error` only says that a newer request took over: that is silence, not a fault. */
export const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
