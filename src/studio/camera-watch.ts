/** Notices what no event tells: a camera that gives no pictures any more, or that is back. */

const tickMs = 400;
/** A camera in the dark may give five pictures a second, none gives fewer than one in this time. */
const stallTicks = 4;

/**
 * Calls `onStall` when the video's picture has stood still though its camera claims to film. Ticks of a
 * timer are counted, since a page that was frozen has got no pictures either.
 * @returns what ends the watch
 */
export function watchStalls(
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  onStall: () => void,
): () => void {
  let arrived = 0;
  let seen = -1;
  let still = 0;
  let handle = 0;
  // Firefox does not count a camera's frames: https://github.com/mdn/browser-compat-data/issues/21484
  const listen = () => {
    handle = video.requestVideoFrameCallback(listen);
    arrived++;
  };
  listen();
  const timer = setInterval(() => {
    // A muted track is the system's doing, and it says when that ends.
    const isDue = !document.hidden && !video.paused && !track.muted && track.readyState === 'live';
    const frames = arrived + video.getVideoPlaybackQuality().totalVideoFrames;
    still = isDue && frames === seen ? still + 1 : 0;
    seen = frames;
    if (still < stallTicks) return;
    still = 0;
    onStall();
  }, tickMs);
  return () => {
    clearInterval(timer);
    video.cancelVideoFrameCallback(handle);
  };
}

/** Calls `onBack` when a camera is plugged in or allowed. */
export function watchReturns(onBack: () => void): void {
  if (!('mediaDevices' in navigator)) return;
  navigator.mediaDevices.addEventListener('devicechange', onBack);
  // Not every browser knows this permission by name.
  void navigator.permissions
    .query({name: 'camera'})
    .then((status) => {
      status.addEventListener('change', () => {
        if (status.state === 'granted') onBack();
      });
    })
    .catch(() => undefined);
}
