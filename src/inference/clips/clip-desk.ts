/** Where clips are asked for. The worker is there for one clip: it holds one recording, or paints one clip. */
import {expose, transfer} from 'comlink';
import {AppError} from '../../domain/errors.ts';
import type {Size} from '../../domain/geometry.ts';
import type {Clip, ClipPlan, ClipsApi, FilePath, PictureTaker, Sound} from './api.ts';
import {finish} from './finish.ts';
import {planClip} from './formats.ts';
import {animate} from './gif.ts';
import {Recorder} from './recorder.ts';
import {measure, repaint} from './repaint.ts';
import {clipSize} from './shape.ts';

/** Now, in seconds of the wall clock. */
const now = () => (performance.timeOrigin + performance.now()) / 1000;

export class ClipDesk implements ClipsApi {
  #recorder: Recorder | undefined;
  #microphone: MessagePort | undefined;
  readonly #repainting = new AbortController();
  readonly #taker: PictureTaker = {
    take: async (picture) => {
      if (this.#recorder) await this.#recorder.take(picture);
      else picture.close();
    },
  };

  plan(picture: Size): Promise<ClipPlan> {
    return planClip(clipSize(picture));
  }

  measure(clip: Blob): Promise<Size> {
    return measure(clip);
  }

  async record(
    plan: ClipPlan,
    onFull: () => void,
    path?: FilePath,
    microphone?: MessagePort,
  ): Promise<void> {
    const recorder = await Recorder.start(plan, path, Boolean(microphone), onFull);
    this.#recorder = recorder;
    this.#microphone = microphone;
    if (!microphone) return;
    microphone.onmessage = ({data}: MessageEvent<Sound>) => recorder.hear(data);
  }

  follow(painter: MessagePort): void {
    expose(this.#taker, painter);
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

  repaint(
    clip: Blob,
    plan: ClipPlan,
    paint: (frame: VideoFrame) => Promise<VideoFrame>,
    onProgress: (painted: number, total: number) => void,
    path?: FilePath,
  ): Promise<Clip> {
    return repaint(clip, {
      plan,
      path,
      signal: this.#repainting.signal,
      onProgress,
      paint: (frame) => paint(transfer(frame, [frame])),
    });
  }

  giveUp(): void {
    this.#repainting.abort();
  }

  finish(grown: Blob): Promise<Clip> {
    return finish(grown);
  }

  animate(clip: Blob): Promise<Blob> {
    return animate(clip);
  }
}
