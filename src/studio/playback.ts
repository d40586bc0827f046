/** Where a clip stands, and the user's hand on it: play, seek, sound. */
import {signal} from '@preact/signals-core';

export class Playback {
  /** In seconds. */
  readonly time = signal(0);
  readonly duration = signal(0);
  readonly isPlaying = signal(false);
  readonly isMuted = signal(false);

  #video: HTMLVideoElement | undefined;

  /** Follows the stage's video. */
  attach(video: HTMLVideoElement): void {
    if (this.#video === video) return;
    this.#video = video;
    const read = () => {
      this.time.value = video.currentTime;
      this.duration.value = Number.isFinite(video.duration) ? video.duration : 0;
      this.isPlaying.value = !video.paused;
      this.isMuted.value = video.muted;
    };
    for (const type of ['timeupdate', 'durationchange', 'play', 'pause', 'seeked', 'volumechange'])
      video.addEventListener(type, read);
  }

  toggle(): void {
    const video = this.#video;
    if (video?.paused) void video.play().catch(console.warn);
    else video?.pause();
  }

  /** Goes to a time in seconds. */
  seek(time: number): void {
    if (this.#video) this.#video.currentTime = time;
    this.time.value = time;
  }

  toggleSound(): void {
    if (this.#video) this.#video.muted = !this.#video.muted;
  }
}
