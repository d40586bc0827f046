/**
 * A style pack or a bare generator that the user brings: read, tried on the current frame, and kept only
 * when the user says so. All of it is in a worker of its own, until it is kept or put away.
 */
import {signal} from '@preact/signals-core';
import type {PackDescription} from '../../domain/pack.ts';
import type {Refusal} from '../../domain/refusal.ts';
import type {BackendKind} from '../../inference/api.ts';
import type {Choices, FoundGenerator, FoundPack, Trial} from '../../inference/intake/api.ts';
import {IntakeWorker} from './intake-worker.ts';

/** What an arrival needs of the studio. */
export interface Host {
  /** A picture to try on. */
  frame(): Promise<VideoFrame>;
  readonly backend: BackendKind | 'auto';
  /** Ids that are taken: by styles of the app, and by the user's own. */
  readonly shippedIds: readonly string[];
  readonly ownIds: readonly string[];
}

export class Arrival {
  readonly fileName: string;
  readonly found = signal<FoundPack | FoundGenerator | undefined>(undefined);
  readonly trial = signal<Trial | undefined>(undefined);
  readonly refusal = signal<Refusal | undefined>(undefined);
  readonly isTrying = signal(false);
  /** Name of a bare generator; the user may give it another. */
  readonly title = signal('');

  readonly #worker = new IntakeWorker();
  readonly #host: Host;

  constructor(file: File, host: Host) {
    this.#host = host;
    this.fileName = file.name;
    const stem = file.name
      .replace(/\.\w+$/, '')
      .replaceAll(/[_-]+/g, ' ')
      .trim();
    this.title.value = stem.slice(0, 60) || 'Own style';
    void this.#read(file);
  }

  /** Tries again, as the user says it is to be run. */
  async try(choices?: Choices): Promise<void> {
    this.isTrying.value = true;
    try {
      const answer = await this.#worker.try(await this.#host.frame(), this.#host.backend, choices);
      if (answer.kind === 'refused') this.#refuse(answer.reason, answer.detail);
      else this.trial.value = answer;
    } catch (error) {
      this.#refuse('does-not-run', String(error));
    } finally {
      this.isTrying.value = false;
    }
  }

  /** Keeps it on this device; nothing where the browser would not. */
  async keep(): Promise<PackDescription | undefined> {
    const title = this.title.value.trim() || 'Own style';
    const answer = await this.#worker.keep({id: this.#freeId(), title});
    if ('format' in answer) return answer;
    this.#refuse(answer.reason, answer.detail);
    return undefined;
  }

  /** Lets go of the file. */
  close(): void {
    this.#worker.close();
  }

  async #read(file: File): Promise<void> {
    const isPack = !file.name.toLowerCase().endsWith('.onnx');
    const answer = await this.#worker.read(file, isPack);
    if (answer.kind === 'refused') {
      this.#refuse(answer.reason, answer.detail);
      return;
    }
    this.found.value = answer;
    await this.try();
  }

  #refuse(reason: Refusal, detail: string): void {
    console.warn(this.fileName, reason, detail);
    this.refusal.value = reason;
  }

  /** An id that no style of the app has; a pack that comes again takes its own place. */
  #freeId(): string {
    const {shippedIds, ownIds} = this.#host;
    const found = this.found.value;
    if (found?.kind === 'pack') {
      const {id} = found.description.style;
      return shippedIds.includes(id) ? `${id.slice(0, 36)}-own` : id;
    }
    const words = this.title.value
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-');
    const stem = words.replaceAll(/^-+|-+$/g, '').slice(0, 30) || 'own';
    const taken = new Set([...shippedIds, ...ownIds]);
    for (let i = 1; ; i++) {
      const id = i === 1 ? stem : `${stem}-${i}`;
      if (!taken.has(id)) return id;
    }
  }
}
