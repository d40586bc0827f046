/**
 * A generator for stills in a worker of its own: it has cores of its own, the live picture waits for
 * none of its tiles, and its memory is free again when it goes.
 */
import {wrap, type Remote} from 'comlink';
import {AppError} from '../../domain/errors.ts';
import type {Size} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import type {PlanePainter} from '../generator.ts';
import type {StillRoom} from './still-door.ts';

export class StillWorker implements PlanePainter {
  readonly #worker = new Worker(new URL('./still-door.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens-still',
  });
  readonly #room: Remote<StillRoom> = wrap<StillRoom>(this.#worker);
  readonly #died = new Promise<never>((_, reject) => {
    this.#worker.addEventListener('error', ({message}) =>
      reject(new AppError('GeneratorFailed', message)),
    );
  });

  private constructor() {
    this.#died.catch(() => undefined);
  }

  /** @throws RuntimeUnavailable, GeneratorFailed, OutOfMemory */
  static async open(spec: GeneratorSpec, weights: ArrayBuffer): Promise<StillWorker> {
    const still = new StillWorker();
    try {
      await Promise.race([still.#room.open(spec, weights), still.#died]);
      return still;
    } catch (error) {
      await still.release();
      throw error;
    }
  }

  runPlanes(planes: Float32Array, size: Size): Promise<Float32Array> {
    return Promise.race([this.#room.runPlanes(planes, size), this.#died]);
  }

  release(): Promise<void> {
    this.#worker.terminate();
    return Promise.resolve();
  }
}
