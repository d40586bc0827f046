/** One network ready to run: its description and its session. */
import {AppError} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Golden} from './golden.ts';
import type {Ort, Runtime, Session, Tensor} from './ort.ts';
import {unfold} from './unfold.ts';

/** What was done to a network for its device. */
export interface Recast {
  /** Whether it computes in f16 what its description has in f32: `halve.ts`. */
  readonly isHalf?: boolean;
  /** How what it gives is folded, as `unfold.ts` says; 1 or absent: not at all. */
  readonly fold?: number;
}

export class Generator {
  readonly spec: GeneratorSpec;
  readonly #runtime: Runtime;
  readonly #session: Session;
  /** Inputs and outputs of the next run: the same objects with each frame. */
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor> = {};
  /** Time of a run after the first, in milliseconds; unknown until it has been taken. */
  warmMs = Infinity;
  readonly isHalf: boolean;
  /** Of what it takes and gives. */
  readonly precision: GeneratorSpec['precision'];
  readonly fold: number;
  /** What it is held against, where a GPU may be wrong. */
  golden: Golden | undefined;
  /** Makes the same once more, to be recorded. */
  twin: (() => Promise<Generator>) | undefined;
  #recorded: Generator | undefined;
  readonly #outputs: readonly string[];
  readonly #runInto = () => this.#session.run(this.#feeds, this.#fetches);
  readonly #runAnew = () => this.#session.run(this.#feeds, this.#outputs);

  private constructor(
    spec: GeneratorSpec,
    runtime: Runtime,
    session: Session,
    {isHalf = false, fold = 1}: Recast,
  ) {
    this.spec = spec;
    this.isHalf = isHalf;
    this.precision = isHalf ? 'f16' : spec.precision;
    this.fold = fold;
    this.#outputs = [spec.output];
    this.#runtime = runtime;
    this.#session = session;
  }

  /**
   * Makes the session. The int8 weights on the wire are dequantized here, once, into constants:
   * without `disable_quant_qdq` the DequantizeLinear nodes would stay and run with each frame.
   * @param recast what `weights` are already
   * @throws GeneratorFailed, OutOfMemory
   */
  static async create(
    spec: GeneratorSpec,
    weights: ArrayBuffer,
    runtime: Runtime,
    options: Ort.InferenceSession.SessionOptions,
    recast: Recast = {},
  ): Promise<Generator> {
    try {
      const session = await runtime.queue.add(() =>
        runtime.ort.InferenceSession.create(new Uint8Array(weights), {
          ...options,
          graphOptimizationLevel: 'all',
          extra: {session: {disable_quant_qdq: '1'}},
        }),
      );
      return new Generator(spec, runtime, session, recast);
    } catch (error) {
      throw asAppError(error);
    }
  }

  /**
   * Runs x → y, one run at a time. With `y`, a tensor of x's shape (or that folded) on the GPU, the result is written
   * there; without, it comes as a new tensor (in main memory the runtime would ignore a
   * preallocated one).
   * @throws GeneratorFailed, OutOfMemory
   */
  async run(x: Tensor, y?: Tensor): Promise<Tensor> {
    const {input, output} = this.spec;
    this.#feeds[input] = x;
    if (y) this.#fetches[output] = y;
    try {
      const results = await this.#runtime.queue.add(y ? this.#runInto : this.#runAnew);
      const result = results[output];
      if (!result) throw new Error(`no output named ${output}`);
      return result;
    } catch (error) {
      throw asAppError(error);
    }
  }

  /**
   * Notes what a run takes that is not the first: that one compiles.
   * @param run runs the generator and waits until the device is done
   */
  async time(run: () => Promise<unknown>): Promise<void> {
    for (let i = 0; i < 2; i++) {
      const start = performance.now();
      await run();
      this.warmMs = Math.min(this.warmMs, performance.now() - start);
    }
  }

  /** Runs x → everything that the network gives out, by name. @throws GeneratorFailed, OutOfMemory */
  async runAll(x: Tensor): Promise<Readonly<Record<string, Tensor | undefined>>> {
    try {
      return await this.#runtime.queue.add(() => this.#session.run({[this.spec.input]: x}));
    } catch (error) {
      throw asAppError(error);
    }
  }

  /**
   * Runs on planes in main memory, NCHW [1, 3, height, width], both ways.
   * @throws GeneratorFailed, OutOfMemory
   */
  async runPlanes(planes: Float32Array, size: Size): Promise<Float32Array> {
    const painted = await this.#runFolded(planes, size);
    return this.fold === 1 ? painted : unfold(painted, size, this.fold);
  }

  async #runFolded(planes: Float32Array, {width, height}: Size): Promise<Float32Array> {
    const {Tensor} = this.#runtime.ort;
    const dims = [1, 3, height, width];
    if (this.precision === 'f32') {
      const y = await this.run(new Tensor('float32', planes, dims));
      return (await y.getData(true)) as Float32Array;
    }
    // Wherever a GPU runs f16 and the browser is not older than 2025.
    const {Float16Array: Half} = globalThis as unknown as {
      Float16Array?: new (from: Float32Array) => never;
    };
    if (!Half) throw new AppError('GeneratorFailed', 'no Float16Array');
    const y = await this.run(new Tensor('float16', new Half(planes), dims));
    return Float32Array.from((await y.getData(true)) as unknown as ArrayLike<number>);
  }

  /**
   * The same once more, in a session that records its first run and replays it: always with the same input. There
   * is one at a time; where a runtime cannot there is none. @throws GeneratorFailed, OutOfMemory
   */
  async record(): Promise<Generator | undefined> {
    await this.unrecord();
    return (this.#recorded = await this.twin?.());
  }

  /** Frees the recording, if there is one. */
  async unrecord(): Promise<void> {
    const recorded = this.#recorded;
    this.#recorded = undefined;
    await recorded?.release();
  }

  /** Frees the session, and that of the recording, after the runs that are under way. */
  async release(): Promise<void> {
    try {
      await this.unrecord();
    } finally {
      await this.#runtime.queue.add(() => this.#session.release());
    }
  }
}

/** Whether WebAssembly trapped or gave up; the runtime passes some traps on as plain text. */
const isTrap = (error: unknown) =>
  error instanceof WebAssembly.RuntimeError ||
  /Aborted\(|unreachable|(memory|table index is) out of bounds/.test(String(error));

function asAppError(error: unknown): AppError {
  const message = String(error);
  if (/dynamically imported module|Failed to fetch/.test(message)) {
    return new AppError('RuntimeUnavailable', message, {cause: error});
  }
  // The runtime is broken off in the middle of something: nothing in its heap can be relied on.
  if (isTrap(error)) return new AppError('WorkerCrashed', message, {cause: error});
  const isMemory = /bad_alloc|out of memory|allocat|failed to grow/i.test(message);
  return new AppError(isMemory ? 'OutOfMemory' : 'GeneratorFailed', message, {cause: error});
}
