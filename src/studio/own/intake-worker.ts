/**
 * The page's end of the worker that lets files in. Each call has its time: a worker that hangs or dies
 * is ended, and the file it had is turned away.
 */
import {transfer, wrap, type Remote} from 'comlink';
import {AppError} from '../../domain/errors.ts';
import type {Style} from '../../domain/style.ts';
import type {BackendKind} from '../../inference/api.ts';
import type {
  Choices,
  IntakeApi,
  Kept,
  Naming,
  Reading,
  Refused,
  Tried,
} from '../../inference/intake/api.ts';

/** Reading checks hashes and a graph; trying may compile a large network on a slow device. */
const limitsMs = {read: 20_000, try: 120_000, keep: 60_000, pack: 60_000};

export class IntakeWorker {
  readonly #worker = new Worker(new URL('../../inference/intake/door.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens-intake',
  });
  readonly #api: Remote<IntakeApi> = wrap<IntakeApi>(this.#worker);

  read(file: Blob, isPack: boolean) {
    return this.#within<Reading>(limitsMs.read, this.#api.read(file, isPack));
  }

  try(frame: VideoFrame, backend: BackendKind | 'auto', choices?: Choices) {
    return this.#within<Tried>(
      limitsMs.try,
      this.#api.try(transfer(frame, [frame]), backend, choices),
    );
  }

  keep(naming: Naming) {
    return this.#within<Kept>(limitsMs.keep, this.#api.keep(naming));
  }

  /** @throws WeightsUnavailable, WeightsCorrupt, Unknown when the worker hangs or dies */
  async pack(style: Style, modelsUrl: string, card: string | undefined): Promise<Blob> {
    const answer = await this.#within<Blob>(limitsMs.pack, this.#api.pack(style, modelsUrl, card));
    if (answer instanceof Blob) return answer;
    throw new AppError('Unknown', answer.detail);
  }

  close(): void {
    this.#worker.terminate();
  }

  /** The call's answer, or that the worker hangs. */
  #within<T>(ms: number, call: Promise<T>): Promise<T | Refused> {
    return new Promise((resolve, reject) => {
      const giveUp = (detail: string) => {
        this.close();
        resolve({kind: 'refused', reason: 'hangs', detail});
      };
      const timer = setTimeout(() => giveUp(`no answer within ${ms} ms`), ms);
      // A script that could not be fetched leaves no message.
      const onError = ({message = 'died'}: Partial<ErrorEvent>) => giveUp(message);
      this.#worker.addEventListener('error', onError);
      void call.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        this.#worker.removeEventListener('error', onError);
      });
    });
  }
}
