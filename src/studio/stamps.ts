/**
 * Gives frames the time at which they were filmed, in microseconds of the wall clock, which sound and
 * every source share. A video's own frames carry the media's time, which starts anywhere.
 */

/** A time that is further from now than this is not believed, in milliseconds. */
const mostOff = 1000;

type Times = Pick<VideoFrameCallbackMetadata, 'mediaTime' | 'presentationTime' | 'captureTime'>;

/** A moment of `performance.now()` in microseconds of the wall clock. */
export const wallClock = (ms: number) => Math.round(1000 * (performance.timeOrigin + ms));

export class Stamps {
  /** From the media's time to `performance.now()`, in milliseconds. */
  #offset = NaN;

  /** Notes what the browser tells of a frame that came up. */
  note({mediaTime, presentationTime, captureTime}: Times): void {
    this.#offset = (captureTime ?? presentationTime) - 1000 * mediaTime;
  }

  /** When the frame at `mediaUs` of the media was filmed, as `performance.now()` would have told. */
  filmedAt(mediaUs: number, now: number): number {
    const at = mediaUs / 1000 + this.#offset;
    return Math.abs(now - at) < mostOff ? at : now;
  }

  /** The video's picture with its time. */
  frameOf(video: HTMLVideoElement): VideoFrame {
    const frame = new VideoFrame(video);
    const timestamp = wallClock(this.filmedAt(frame.timestamp, performance.now()));
    try {
      return new VideoFrame(frame, {timestamp});
    } finally {
      frame.close();
    }
  }
}
