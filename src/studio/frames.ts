/**
 * The frames of a video, pulled: a frame is made when it is asked for, and never the same one twice.
 * When a newer one has come up since the last, it is taken at once; else the next is waited for.
 * `requestVideoFrameCallback` and `new VideoFrame(video)` are the one way that all browsers share.
 */
import {Stamps} from './stamps.ts';

/** Who counts the frames that come up. */
export interface Arrivals {
  /** @param presented how many the video has shown since it began, at `now` in milliseconds */
  arrive(now: number, presented: number): void;
}

/**
 * Frames of `video` with the time they were filmed at, in microseconds of the wall clock.
 * @param changes an event says that the frame of a halted video is wanted once more
 */
export async function* frames(
  video: HTMLVideoElement,
  signal: AbortSignal,
  tally?: Arrivals,
  changes?: EventTarget,
): AsyncGenerator<VideoFrame, undefined, undefined> {
  const arrivals = new EventTarget();
  let arrived = 0;
  let taken = 0;
  let handle = 0;
  const stamps = new Stamps();
  const wake = () => arrivals.dispatchEvent(new Event('frame'));
  const watch = () => {
    handle = video.requestVideoFrameCallback((now, times) => {
      stamps.note(times);
      arrived++;
      tally?.arrive(now, times.presentedFrames);
      wake();
      watch();
    });
  };
  const onChange = () => {
    if (!video.paused) return;
    arrived++;
    wake();
  };
  const isOver = () => signal.aborted;
  const arrival = () =>
    new Promise((done) => {
      arrivals.addEventListener('frame', done, {once: true});
    });
  signal.addEventListener('abort', wake);
  changes?.addEventListener('change', onChange);
  // The callback may come while the video still holds the frame from before the jump.
  video.addEventListener('seeked', onChange);
  watch();
  try {
    while (!isOver()) {
      if (arrived === taken) await arrival();
      taken = arrived;
      const frame = isOver() ? undefined : takeFrame(video, stamps);
      if (frame) yield frame;
    }
  } finally {
    video.cancelVideoFrameCallback(handle);
    signal.removeEventListener('abort', wake);
    changes?.removeEventListener('change', onChange);
    video.removeEventListener('seeked', onChange);
  }
  return undefined;
}

/** The video's picture, if it has one: while a camera is being switched it has none. */
function takeFrame(video: HTMLVideoElement, stamps: Stamps): VideoFrame | undefined {
  try {
    return video.readyState >= video.HAVE_CURRENT_DATA ? stamps.frameOf(video) : undefined;
  } catch (error) {
    console.warn('no frame', error);
    return undefined;
  }
}
