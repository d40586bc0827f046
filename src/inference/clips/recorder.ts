/**
 * Records what is painted, as it is presented, each frame with the time at which it was filmed. The
 * clip is written as it grows, so that a tab that dies leaves one that plays; `stop` makes it whole.
 */
import {Output, VideoSample, VideoSampleSource} from 'mediabunny';
import type {Clip, ClipPlan, FilePath, Sound} from './api.ts';
import {openDraft, type Draft} from './draft.ts';
import {finish} from './finish.ts';
import {audioConfig, growing, videoConfig} from './formats.ts';
import {SoundTrack} from './sound-track.ts';
import {Timeline} from './timeline.ts';

/** Seconds between frames that can be jumped to, and between pieces of the file. */
const keyFrameInterval = 1;

export class Recorder {
  readonly #output: Output;
  readonly #draft: Draft;
  readonly #video: VideoSampleSource;
  readonly #sound: SoundTrack | undefined;
  readonly #timeline: Timeline;
  /** The latest frame: how long it shows is known when the next one comes. */
  #held: {readonly picture: VideoFrame; readonly second: number} | undefined;
  /** All that is being added, in order. */
  #adding: Promise<void> = Promise.resolve();
  #fault: unknown;

  private constructor(parts: {
    output: Output;
    draft: Draft;
    video: VideoSampleSource;
    sound: SoundTrack | undefined;
    timeline: Timeline;
  }) {
    this.#output = parts.output;
    this.#draft = parts.draft;
    this.#video = parts.video;
    this.#sound = parts.sound;
    this.#timeline = parts.timeline;
  }

  /**
   * Begins a clip that starts with the first frame taken.
   * @param path where it is written; without one, in memory
   * @param onFull called when the disk takes no more, and the recording had better end
   * @throws RecordingUnsupported
   */
  static async start(
    plan: ClipPlan,
    path: FilePath | undefined,
    hasSound: boolean,
    onFull: () => void,
  ): Promise<Recorder> {
    const config = await videoConfig(plan);
    const audio = hasSound ? await audioConfig(plan) : undefined;
    const draft = await openDraft(path, onFull);
    try {
      const output = new Output({format: growing(plan.type), target: draft.target()});
      const video = new VideoSampleSource({...config, keyFrameInterval, latencyMode: 'realtime'});
      output.addVideoTrack(video);
      const timeline = new Timeline();
      const sound = audio && new SoundTrack(audio, timeline);
      if (sound) output.addAudioTrack(sound.source);
      await output.start();
      return new Recorder({output, draft, video, sound, timeline});
    } catch (error) {
      // The page could not delete a file that is still held.
      await draft.close();
      throw error;
    }
  }

  /**
   * Takes a picture, which it owns; its timestamp is when it was filmed, in microseconds of the wall clock. Resolves when
   * the one before is encoded.
   */
  async take(picture: VideoFrame): Promise<void> {
    const second = this.#timeline.place(picture.timestamp / 1e6);
    if (second === undefined) {
      picture.close();
      return;
    }
    const shown = this.#show(second);
    this.#held = {picture, second};
    await shown;
  }

  /** Takes what the microphone heard. */
  hear(sound: Sound): void {
    this.#then(() => this.#sound?.hear(sound));
  }

  /** Leaves out what follows. @param at seconds of the wall clock */
  pause(at: number): void {
    this.#timeline.pause(at);
  }

  /** Goes on after a pause. @param at seconds of the wall clock */
  resume(at: number): void {
    this.#timeline.resume(at);
  }

  /**
   * Ends the clip. What could be written before a fault, like a full disk, is kept.
   * @param at seconds of the wall clock
   */
  async stop(at: number): Promise<Clip> {
    this.resume(at);
    const end = this.#timeline.secondOf(at);
    void this.#show(end);
    this.#then(() => this.#sound?.keepUp(end, 0));
    await this.#adding;
    await this.#output.finalize().catch((error: unknown) => (this.#fault ??= error));
    if (this.#fault) console.warn('the recording ended early', this.#fault);
    return finish(await this.#draft.close(), this.#draft.isCut);
  }

  /** Ends the showing of the frame that is held, at `second`. */
  #show(second: number): Promise<void> | undefined {
    if (!this.#held) return undefined;
    const {picture, second: timestamp} = this.#held;
    this.#held = undefined;
    const duration = Math.max(1e-3, second - timestamp);
    const sample = new VideoSample(picture, {timestamp, duration});
    this.#then(() => this.#video.add(sample));
    // Also after a fault, when nothing is added any more.
    const shown = this.#adding.then(() => sample.close());
    this.#then(() => this.#sound?.keepUp(second));
    return shown;
  }

  /** Does `step` after all earlier ones; the first fault ends the recording. */
  #then(step: () => Promise<void> | undefined): void {
    this.#adding = this.#adding
      .then(() => (this.#fault ? undefined : step()))
      .catch((error: unknown) => (this.#fault ??= error) as undefined);
  }
}
