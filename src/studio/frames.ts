/**
 * The frames of a video, pulled: a frame is made when it is asked for, and never the same one twice.
 * When a newer one has come up since the last, it is taken at once; else the next is waited for.
 * `requestVideoFrameCallback` and `new VideoFrame(video)` are the one way that all browsers share.
 */
export async function* frames(
  video: HTMLVideoElement,
  signal: AbortSignal,
): AsyncGenerator<VideoFrame, void, void> {
  let isFresh = false;
  let wake = () => undefined as void;
  let handle = 0;
  const note = () => {
    isFresh = true;
    handle = video.requestVideoFrameCallback(note);
    wake();
  };
  handle = video.requestVideoFrameCallback(note);
  signal.addEventListener('abort', () => wake());
  try {
    while (!signal.aborted) {
      if (!isFresh) await new Promise<void>((done) => (wake = done));
      // A camera that is being switched has no picture for a moment.
      if (signal.aborted || !isFresh || video.readyState < video.HAVE_CURRENT_DATA) {
        isFresh = false;
        continue;
      }
      isFresh = false;
      yield new VideoFrame(video);
    }
  } finally {
    video.cancelVideoFrameCallback(handle);
  }
}
