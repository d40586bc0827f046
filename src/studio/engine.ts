/**
 * The page's end of the worker: starts it, wraps it, and makes its death an error. Once a worker
 * has crashed or hangs, each call rejects with WorkerCrashed and a new engine is needed, with a new
 * canvas, since a canvas can be transferred only once.
 */
import {proxy, transfer, wrap, type Remote} from 'comlink';
import {AppError} from '../domain/errors.ts';
import type {Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {
  Capabilities,
  FrameStats,
  OpenOptions,
  StylizerApi,
  StylizerEvent,
} from '../inference/api.ts';

/** A paint that takes longer than this never ends. A first one may compile for seconds. */
const hangMs = 30_000;

export class Engine {
  readonly #worker = new Worker(new URL('../inference/worker.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens',
  });
  readonly #api: Remote<StylizerApi> = wrap<StylizerApi>(this.#worker);
  #fail: (error: AppError) => void = () => undefined;
  /** Rejects when the worker is dead. */
  readonly crashed = new Promise<never>((_, reject) => (this.#fail = reject));

  constructor() {
    this.crashed.catch(() => undefined);
    this.#worker.addEventListener('error', (event) => this.#crash(event.message));
    this.#worker.addEventListener('messageerror', () => this.#crash('unreadable message'));
  }

  open(
    canvas: HTMLCanvasElement,
    options: OpenOptions,
    onEvent: (event: StylizerEvent) => void,
  ): Promise<Capabilities> {
    const offscreen = canvas.transferControlToOffscreen();
    return this.#orCrash(this.#api.open(transfer(offscreen, [offscreen]), options, proxy(onEvent)));
  }

  load(generator: GeneratorSpec): Promise<void> {
    return this.#orCrash(this.#api.load(generator));
  }

  /** Hands `frame` over; the page must not touch it any more. */
  async paint(frame: VideoFrame): Promise<FrameStats> {
    const watchdog = setTimeout(() => this.#crash('a frame took too long'), hangMs);
    try {
      return await this.#orCrash(this.#api.paint(transfer(frame, [frame])));
    } finally {
      clearTimeout(watchdog);
    }
  }

  preview(generator: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined> {
    return this.#orCrash(this.#api.preview(generator, transfer(frame, [frame])));
  }

  snap(): Promise<Blob> {
    return this.#orCrash(this.#api.snap());
  }

  adjust(look: Look): void {
    void this.#orCrash(this.#api.adjust(look)).catch(() => undefined);
  }

  /** Ends the worker; calls under way reject. */
  close(): void {
    this.#crash('closed');
  }

  #orCrash<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.crashed]);
  }

  #crash(reason: string): void {
    this.#worker.terminate();
    this.#fail(new AppError('WorkerCrashed', reason));
  }
}
