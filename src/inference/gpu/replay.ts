/**
 * The runtime's work for one lane, recorded once and replayed with each frame: handing over a frame of an M then takes
 * 0.5 ms of the worker's time instead of 11 (23 dispatches, Chromium 156, software adapter). A recording knows one shape, one input
 * and one output, so it is made once a lane has lasted; and since not all replay right
 * (https://github.com/microsoft/onnxruntime/issues/29594), it is held against plain runs, to the last bit.
 */
import type {Generator} from '../generator.ts';
import type {Tensor} from '../ort.ts';
import type {Lane} from './lane.ts';

/** Between two looks while live, in milliseconds. */
const restMs = 60_000;

export class Replay {
  readonly #device: GPUDevice;
  readonly #plain: Generator;
  readonly #recorded: Generator;
  readonly #lane: Lane;
  readonly y: Tensor;
  #lookedAt = performance.now();

  private constructor(
    device: GPUDevice,
    plain: Generator,
    recorded: Generator,
    lane: Lane,
    y: Tensor,
  ) {
    this.#device = device;
    this.#plain = plain;
    this.#recorded = recorded;
    this.#lane = lane;
    this.y = y;
  }

  /**
   * Records what `plain` does with `lane`, whose x holds a picture, and leaves x all zero.
   * @returns nothing where that is not possible, or comes out different
   */
  static async record(
    device: GPUDevice,
    plain: Generator,
    lane: Lane,
  ): Promise<Replay | undefined> {
    try {
      const recorded = await plain.record();
      if (!recorded) return undefined;
      // The output has to be the runtime's own: with one of ours the second run throws in onnxruntime-web 1.30.
      const y = await recorded.run(lane.x);
      const replay = new Replay(device, plain, recorded, lane, y);
      const isRecorded = await replay.#agrees(y);
      const encoder = device.createCommandEncoder({label: 'another picture'});
      encoder.clearBuffer(lane.xBuffer);
      device.queue.submit([encoder.finish()]);
      if (isRecorded && (await replay.holds())) return replay;
      console.warn('GPU', 'a recording of a generator differs: not used');
    } catch (error) {
      console.warn('GPU', 'a generator cannot be recorded', error);
    }
    await plain.unrecord();
    return undefined;
  }

  /** The output's buffer: the same with each run. */
  get yBuffer(): GPUBuffer {
    return this.y.gpuBuffer;
  }

  /** x → y. @throws GeneratorFailed, OutOfMemory */
  async run(): Promise<void> {
    await this.#recorded.run(this.#lane.x);
  }

  /** Frees the recording; what it gave last is gone with it. */
  release(): Promise<void> {
    return this.#plain.unrecord();
  }

  /** Whether it is time to look. */
  get isDue(): boolean {
    return performance.now() - this.#lookedAt >= restMs;
  }

  /** Whether a replay still gives what a plain run gives. @throws as a run does */
  async holds(): Promise<boolean> {
    this.#lookedAt = performance.now();
    return this.#agrees(await this.#recorded.run(this.#lane.x));
  }

  async #agrees(y: Tensor): Promise<boolean> {
    const {x, y: wanted, yBuffer} = this.#lane;
    await this.#plain.run(x, wanted);
    const [a, b] = await Promise.all([this.#read(yBuffer), this.#read(y.gpuBuffer)]);
    return a.every((word, at) => word === b[at]);
  }

  /** The values that a buffer of y's kind begins with; what follows them may be anything. */
  async #read(source: GPUBuffer): Promise<Uint32Array> {
    const {y, precision} = this.#lane;
    const size = 4 * (precision === 'f16' ? y.size >> 1 : y.size);
    const staging = this.#device.createBuffer({
      label: 'a look at a painting',
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    const encoder = this.#device.createCommandEncoder({label: staging.label});
    encoder.copyBufferToBuffer(source, 0, staging, 0, size);
    this.#device.queue.submit([encoder.finish()]);
    await staging.mapAsync(1 /* GPUMapMode.READ */);
    const words = new Uint32Array(staging.getMappedRange().slice(0));
    staging.destroy();
    return words;
  }
}
