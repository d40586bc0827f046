/**
 * The page's end of a worker that makes one clip. It encodes beside the engine that paints, so that engines may
 * come and go while a clip is recorded.
 */
import {proxy, transfer, wrap, type Remote} from 'comlink';
import {AppError} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {Clip, ClipPlan, ClipsApi, FilePath} from '../inference/clips/api.ts';
import type {Engine} from './engine.ts';

export class ClipWorker {
  readonly #worker = new Worker(new URL('../inference/clips/clip-door.ts', import.meta.url), {
    type: 'module',
    name: 'cyclelens-clips',
  });
  readonly #api: Remote<ClipsApi> = wrap<ClipsApi>(this.#worker);
  #fail: (error: AppError) => void = () => undefined;
  /** Rejects with WorkerCrashed when the worker is dead. */
  readonly crashed = new Promise<never>((_, reject) => (this.#fail = reject));

  constructor() {
    this.crashed.catch(() => undefined);
    // A script that could not be fetched leaves no message.
    this.#worker.addEventListener('error', ({message = 'died'}: Partial<ErrorEvent>) =>
      this.#end(message),
    );
  }

  /** @throws RecordingUnsupported */
  plan(picture: Size): Promise<ClipPlan> {
    return this.#orCrash(this.#api.plan(picture));
  }

  /** @throws FileUnreadable */
  measure(clip: Blob): Promise<Size> {
    return this.#orCrash(this.#api.measure(clip));
  }

  /** Begins to record; the microphone's port goes over. @throws RecordingUnsupported */
  record(
    plan: ClipPlan,
    onFull: () => void,
    path?: FilePath,
    microphone?: MessagePort,
  ): Promise<void> {
    const sound = microphone && transfer(microphone, [microphone]);
    return this.#orCrash(this.#api.record(plan, proxy(onFull), path, sound));
  }

  /** Takes what `engine` paints from now on, at size `clip`. */
  async follow(engine: Engine, clip: Size): Promise<void> {
    const {port1, port2} = new MessageChannel();
    await this.#orCrash(this.#api.follow(transfer(port1, [port1])));
    await engine.relay(clip, port2);
  }

  pause(): void {
    void this.#api.pause();
  }

  resume(): void {
    void this.#api.resume();
  }

  /** @throws FileUnreadable when nothing was painted meanwhile */
  stop(): Promise<Clip> {
    return this.#orCrash(this.#api.stop());
  }

  /** @throws as ClipsApi.repaint does */
  repaint(
    clip: Blob,
    plan: ClipPlan,
    paint: (frame: VideoFrame) => Promise<VideoFrame>,
    onProgress: (painted: number, total: number) => void,
    path?: FilePath,
  ): Promise<Clip> {
    const send = async (frame: VideoFrame) => {
      const still = await paint(frame);
      return transfer(still, [still]);
    };
    return this.#orCrash(this.#api.repaint(clip, plan, proxy(send), proxy(onProgress), path));
  }

  giveUp(): void {
    void this.#api.giveUp();
  }

  /** @throws FileUnreadable without a frame */
  finish(grown: Blob): Promise<Clip> {
    return this.#orCrash(this.#api.finish(grown));
  }

  /** @throws FileUnreadable */
  animate(clip: Blob): Promise<Blob> {
    return this.#orCrash(this.#api.animate(clip));
  }

  /** Ends the worker; calls under way reject. */
  close(): void {
    this.#end('closed');
  }

  #orCrash<T>(call: Promise<T>): Promise<T> {
    return Promise.race([call, this.crashed]);
  }

  #end(reason: string): void {
    this.#worker.terminate();
    this.#fail(new AppError('WorkerCrashed', reason));
  }
}

/** Does one thing with a worker of its own. */
export async function withClipWorker<T>(work: (worker: ClipWorker) => Promise<T>): Promise<T> {
  const worker = new ClipWorker();
  try {
    return await work(worker);
  } finally {
    worker.close();
  }
}
