/**
 * Where clips are asked for: starts, feeds and ends what `clips/` does, which is loaded when the first
 * clip is wanted.
 */
import {AppError} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {Clip, ClipPlan, ClipsApi, FilePath, Sound} from './api.ts';
import type {PaintFrame, Recorder} from './clips/index.ts';

const load = () => import('./clips/index.ts');

/** Now, in seconds of the wall clock. */
const now = () => (performance.timeOrigin + performance.now()) / 1000;

/** What clips need of the painting. */
export interface ClipHost {
  /** Size of what is painted now. */
  picture(): Size;
  /** Size to paint a whole clip of this size at. */
  clipPicture(clip: Size): Size;
  paintClip: PaintFrame;
  onRepainted(frames: number, total: number): void;
  /** The disk takes no more of what is recorded. */
  onDiskFull(): void;
}

export class ClipDesk implements ClipsApi {
  readonly #host: ClipHost;
  #recorder: Recorder | undefined;
  #microphone: MessagePort | undefined;
  #repainting = new AbortController();
  /** Resolves when the next frame of a clip may be painted. */
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;
  #isHeld = false;

  constructor(host: ClipHost) {
    this.#host = host;
  }

  /** A frame is presented: in this task `canvas` shows it. @param timestamp of the frame */
  take(canvas: OffscreenCanvas, timestamp: number): void {
    this.#recorder?.take(canvas, timestamp / 1e6);
  }

  async plan(clip?: Blob): Promise<ClipPlan> {
    const {clipSize, measure, planClip} = await load();
    const picture = clip ? this.#host.clipPicture(await measure(clip)) : this.#host.picture();
    return planClip(clipSize(picture));
  }

  async record(plan: ClipPlan, path?: FilePath, microphone?: MessagePort): Promise<void> {
    const {Recorder} = await load();
    const recorder = await Recorder.start(plan, path, Boolean(microphone), () =>
      this.#host.onDiskFull(),
    );
    this.#recorder = recorder;
    this.#microphone = microphone;
    if (!microphone) return;
    microphone.onmessage = ({data}: MessageEvent<Sound>) => recorder.hear(data);
  }

  pause(): void {
    this.#recorder?.pause(now());
  }

  resume(): void {
    this.#recorder?.resume(now());
  }

  async stop(): Promise<Clip> {
    const recorder = this.#recorder;
    if (!recorder) throw new AppError('Unknown', 'nothing is recorded');
    this.#recorder = undefined;
    this.#microphone?.close();
    return recorder.stop(now());
  }

  async repaint(clip: Blob, plan: ClipPlan, path?: FilePath): Promise<Clip> {
    this.#repainting = new AbortController();
    const {signal} = this.#repainting;
    const {repaint} = await load();
    return repaint(clip, {
      plan,
      path,
      signal,
      onProgress: (frames, total) => this.#host.onRepainted(frames, total),
      paint: async (frame, take) => {
        await this.#gate;
        await this.#host.paintClip(frame, take);
      },
    });
  }

  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    this.#open();
    if (isHeld) this.#gate = new Promise((open) => (this.#open = open));
  }

  giveUp(): void {
    this.#repainting.abort();
    this.hold(false);
  }

  async finish(grown: Blob): Promise<Clip> {
    return (await load()).finish(grown);
  }

  async animate(clip: Blob): Promise<Blob> {
    return (await load()).animate(clip);
  }
}
