/** The sound of a recording: joined without gaps, kept in step with the frames. */
import {AudioSample, AudioSampleSource, type AudioEncodingConfig} from 'mediabunny';
import type {Sound} from './api.ts';
import {soundRate} from './formats.ts';
import {align, type Timeline} from './timeline.ts';

/** Sound that stays away this long is replaced by silence, in seconds: frames must not wait for it. */
const patience = 0.5;

export class SoundTrack {
  readonly source: AudioSampleSource;
  readonly #timeline: Timeline;
  #written = 0;

  constructor(config: AudioEncodingConfig, timeline: Timeline) {
    this.source = new AudioSampleSource(config);
    this.#timeline = timeline;
  }

  /** Adds what the microphone heard. */
  async hear({samples, startedAt}: Sound): Promise<void> {
    if (this.#timeline.isPaused) return;
    const due = this.#timeline.secondOf(startedAt);
    const {silence, skip} = align(due, this.#written, samples.length, soundRate);
    if (silence > 0) await this.#add(new Float32Array(silence));
    await this.#add(samples.subarray(skip));
  }

  /** Goes on with silence where nothing was heard until shortly before `second`. */
  async keepUp(second: number, lag = patience): Promise<void> {
    const missing = Math.floor((second - lag) * soundRate) - this.#written;
    if (missing > 0) await this.#add(new Float32Array(missing));
  }

  async #add(data: Float32Array): Promise<void> {
    if (data.length === 0) return;
    const timestamp = this.#written / soundRate;
    this.#written += data.length;
    const sample = new AudioSample({
      data,
      format: 'f32',
      numberOfChannels: 1,
      sampleRate: soundRate,
      timestamp,
    });
    await this.source.add(sample).finally(() => sample.close());
  }
}
