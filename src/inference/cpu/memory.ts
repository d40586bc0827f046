/** Memory that is shared with assembly/index.ts, handed out piece by piece. */
import {AppError} from '../../domain/errors.ts';
import assembly from './assembly/index.ts?assembly';

type Call = (...args: number[]) => void;
type Assembly = Record<
  'shrinkRgba' | 'shrinkYuv' | 'pack' | 'unpack' | 'compare' | 'weigh' | 'blend',
  Call
>;

const compiled = new WebAssembly.Module(assembly);

export const aligned = (bytes: number) => 16 * Math.ceil(bytes / 16);

export class Memory {
  readonly #memory = new WebAssembly.Memory({initial: 1});
  readonly assembly: Assembly;
  #used = 0;

  constructor() {
    const {exports} = new WebAssembly.Instance(compiled, {env: {memory: this.#memory}});
    this.assembly = exports as unknown as Assembly;
  }

  /** What there is until more is taken: arrays on it are empty afterwards. */
  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  /** Room for so many bytes, all 0, and those that are read or written beyond them. @throws OutOfMemory */
  take(bytes: number): number {
    const start = this.#used;
    this.#used = start + aligned(bytes) + 16;
    const missing = this.#used - this.buffer.byteLength;
    try {
      if (missing > 0) this.#memory.grow(Math.ceil(missing / 65536));
    } catch (error) {
      throw new AppError('OutOfMemory', String(error), {cause: error});
    }
    return start;
  }
}
