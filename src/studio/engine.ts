/**
 * The page's end of the worker: starts it, wraps it, and makes its death an error. Once a worker
 * has crashed or hangs, each call rejects with WorkerCrashed and a new engine is needed, with a new
 * canvas, since a canvas can be transferred only once.
 */
import {proxy, transfer, wrap, type Remote} from 'comlink';
import {AppError, nameOf, type ErrorName} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Findings, Trial} from '../domain/study.ts';
import type {View} from '../domain/view.ts';
import type {
  Capabilities,
  FrameStats,
  OpenOptions,
  StillResult,
  StillWish,
  StylizerApi,
  StylizerEvent,
  Terms,
} from '../inference/api.ts';
import {Watchdog} from './watchdog.ts';

export class Engine {
  readonly #worker = new Worker(new URL('../inference/worker.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens',
  });
  readonly #api: Remote<StylizerApi> = wrap<StylizerApi>(this.#worker);
  /** Calls that wait for an answer. */
  readonly #pending = new Set<(error: unknown) => void>();
  readonly #watchdog = new Watchdog();
  /** File of the network behind the view that was asked for last. */
  #viewed: string | undefined;
  /** Calls under way that may compile. */
  #compiling = 0;
  /** Those of them that may keep the worker from its messages for long: a still's tile, a study. */
  #lengthy = 0;
  #death: AppError | undefined;
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
    const onNews = (event: StylizerEvent) => {
      // Another size may compile.
      if (event.type === 'device-lost' || event.type === 'plan') this.#watchdog.unsettle();
      onEvent(event);
    };
    const lifeline = crypto.randomUUID();
    const opened = this.#api.open(
      transfer(offscreen, [offscreen]),
      {...options, lifeline},
      proxy(onNews),
    );
    // A worker that ends without a word, even while it compiles, lets its lock go.
    const onEnd = () => this.#crash('the worker ended');
    opened.then(() => navigator.locks.request(lifeline, onEnd)).catch(() => undefined);
    return this.#orCrash(opened);
  }

  load(generator: GeneratorSpec): Promise<void> {
    const loading = this.#compile(this.#api.load(generator));
    void this.#watchdog
      .listen(
        loading,
        generator.gmacs,
        () => this.#lengthy > 0,
        () => this.#orCrash(this.#api.ping()),
        () => this.#crash('it hangs while it makes a network ready'),
      )
      .catch(() => undefined);
    return loading;
  }

  /** Hands `frame` over; the page must not touch it any more. */
  async paint(frame: VideoFrame): Promise<FrameStats> {
    try {
      return await this.#watchdog.watch(
        this.#orCrash(this.#api.paint(transfer(frame, [frame]))),
        this.#compiling > 0,
        () => this.#crash('a frame took too long'),
      );
    } catch (error) {
      // A heap that is full or broken does not mend: a fresh worker has a fresh one.
      const name = nameOf(error);
      if (name === 'WorkerCrashed' || name === 'OutOfMemory') this.#crash(String(error), name);
      throw error;
    }
  }

  preview(generator: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined> {
    return this.#compile(this.#api.preview(generator, transfer(frame, [frame])));
  }

  isHere(generator: GeneratorSpec): Promise<boolean> {
    return this.#orCrash(this.#api.isHere(generator));
  }

  fetch(generator: GeneratorSpec): Promise<void> {
    return this.#orCrash(this.#api.fetch(generator));
  }

  forget(generator: GeneratorSpec): Promise<void> {
    return this.#orCrash(this.#api.forget(generator));
  }

  /** Hands `frame` over. */
  still(wish: StillWish, frame: VideoFrame): Promise<StillResult> {
    return this.#takeTime(this.#api.still(wish, transfer(frame, [frame])));
  }

  cancelStill(id: number): void {
    void this.#orCrash(this.#api.cancelStill(id)).catch(() => undefined);
  }

  show(view: View | undefined): Promise<void> {
    const call = this.#api.show(view);
    const isCompiled = view?.network.file === this.#viewed;
    this.#viewed = view?.network.file;
    return isCompiled ? this.#orCrash(call) : this.#compile(call);
  }

  study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings> {
    return this.#takeTime(this.#api.study(transfer(frame, [frame]), trials, pixels));
  }

  picture(clip?: Size): Promise<Size> {
    return this.#orCrash(this.#api.picture(clip));
  }

  /** Hands `taker` over. */
  relay(clip?: Size, taker?: MessagePort): Promise<void> {
    return this.#orCrash(this.#api.relay(clip, taker && transfer(taker, [taker])));
  }

  /** Hands `frame` over. */
  paintClip(frame: VideoFrame, clip: Size): Promise<VideoFrame> {
    return this.#orCrash(this.#api.paintClip(transfer(frame, [frame]), clip));
  }

  adjust(look: Look): void {
    this.#watchdog.unsettle();
    void this.#orCrash(this.#api.adjust(look)).catch(() => undefined);
  }

  /** Whether every call has been answered. */
  get isIdle(): boolean {
    return this.#pending.size === 0;
  }

  govern(terms: Terms): void {
    void this.#orCrash(this.#api.govern(terms)).catch(() => undefined);
  }

  /** Ends the worker; calls under way reject. */
  close(): void {
    this.#crash('closed');
  }

  async #compile<T>(call: Promise<T>): Promise<T> {
    this.#compiling++;
    try {
      return await this.#orCrash(call);
    } finally {
      this.#compiling--;
      this.#watchdog.unsettle();
    }
  }

  async #takeTime<T>(call: Promise<T>): Promise<T> {
    this.#lengthy++;
    try {
      return await this.#compile(call);
    } finally {
      this.#lengthy--;
    }
  }

  /**
   * The call's result, or WorkerCrashed. Not a race with `crashed`: that would hang one more reaction
   * on it with each frame, for as long as the worker lives.
   */
  #orCrash<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      void call.then(resolve, reject).finally(() => this.#pending.delete(reject));
      if (this.#death) reject(this.#death);
    });
  }

  #crash(reason: string, name: ErrorName = 'WorkerCrashed'): void {
    if (this.#death) return;
    this.#worker.terminate();
    this.#death = new AppError(name, reason);
    // First what is to come instead, then those who will ask for it.
    this.#fail(this.#death);
    for (const reject of this.#pending) reject(this.#death);
  }
}
