/**
 * What can be painted: a camera, a photo, a clip or the screen. A source gives frames until it is
 * closed; where it can be sought and paused, its video element is there to do it with.
 */
import {AppError} from '../domain/errors.ts';
import type {OpenCamera} from './camera.ts';
import {frames, type Arrivals} from './frames.ts';
import {requireClip, requirePhoto} from './outside.ts';
import {wallClock} from './stamps.ts';

type Frames = AsyncGenerator<VideoFrame, undefined, undefined>;

export interface Source {
  readonly kind: 'camera' | 'photo' | 'clip' | 'screen';
  /** What a clip is played from. */
  readonly file?: Blob;
  /** @param arrivals told of each frame that came up, whether it is taken or not */
  frames(signal: AbortSignal, arrivals?: Arrivals): Frames;
  /** What it shows this moment, for a look besides; nothing before its first picture is there. */
  glimpse(): VideoFrame | undefined;
  close(): void;
}

/**
 * The source, when what it needs is there, too. Where that fails it is closed, also when it opens later:
 * no camera films for nobody.
 */
export async function together(opening: Promise<Source>, rest: Promise<unknown>): Promise<Source> {
  try {
    const [source] = await Promise.all([opening, rest]);
    return source;
  } catch (error) {
    void opening.then(
      (source) => source.close(),
      () => undefined,
    );
    throw error;
  }
}

/** A camera that is open, shown by `video`. */
export async function cameraSource(camera: OpenCamera, video: HTMLVideoElement): Promise<Source> {
  await show(video, camera.stream);
  return videoSource('camera', video, () => camera.track.stop());
}

/** What the user picks of the screen. @throws AbortError when the user picks nothing */
export async function screenSource(video: HTMLVideoElement, onEnded: () => void): Promise<Source> {
  const stream = await navigator.mediaDevices
    .getDisplayMedia({video: {frameRate: 30}, audio: false})
    .catch(() => {
      throw new DOMException('nothing was shared', 'AbortError');
    });
  const [track] = stream.getVideoTracks();
  track?.addEventListener('ended', onEnded);
  await show(video, stream);
  return videoSource('screen', video, () => track?.stop());
}

/**
 * A clip from the disk, played in a loop; while it halts, its frame is painted again with each event
 * of `changes`.
 * @throws FileUnreadable, FileTooLarge
 */
export async function clipSource(
  file: Blob,
  video: HTMLVideoElement,
  changes: EventTarget,
): Promise<Source> {
  const url = URL.createObjectURL(file);
  try {
    await requireClip(url);
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  video.srcObject = null;
  video.src = url;
  video.loop = true;
  // Sound comes with the user's gesture; where the browser refuses it, the clip plays without.
  video.muted = false;
  try {
    await video.play().catch(() => {
      video.muted = true;
      return video.play();
    });
  } catch (error) {
    URL.revokeObjectURL(url);
    throw new AppError('FileUnreadable', String(error), {cause: error});
  }
  const close = () => {
    // The next source may have the video already.
    if (video.src === url) clear(video);
    URL.revokeObjectURL(url);
  };
  return {...videoSource('clip', video, close, changes), file};
}

/** Pictures larger than this are scaled down when they are opened, in pixels per side. */
const longestSide = 2048;

/**
 * A photo from the disk, painted once and then again with each event of `changes`.
 * @throws FileUnreadable, FileTooLarge
 */
export async function photoSource(file: Blob, changes: EventTarget): Promise<Source> {
  await requirePhoto(file);
  const full = await createImageBitmap(file).catch((error: unknown) => {
    throw new AppError('FileUnreadable', String(error), {cause: error});
  });
  const scale = Math.min(1, longestSide / Math.max(full.width, full.height));
  const bitmap = await createImageBitmap(full, {
    resizeWidth: Math.max(1, Math.round(full.width * scale)),
    resizeHeight: Math.max(1, Math.round(full.height * scale)),
    resizeQuality: 'high',
  });
  full.close();
  return {
    kind: 'photo',
    frames: (signal) => stillFrames(bitmap, changes, signal),
    glimpse: () => new VideoFrame(bitmap, {timestamp: 1000 * performance.now()}),
    close: () => bitmap.close(),
  };
}

async function* stillFrames(
  bitmap: ImageBitmap,
  changes: EventTarget,
  signal: AbortSignal,
): Frames {
  let isDirty = true;
  let wake: (value?: unknown) => void = () => undefined;
  const onChange = () => {
    isDirty = true;
    wake();
  };
  changes.addEventListener('change', onChange);
  signal.addEventListener('abort', onChange);
  const isOver = () => signal.aborted;
  try {
    while (!isOver()) {
      if (isDirty) {
        isDirty = false;
        yield new VideoFrame(bitmap, {timestamp: wallClock(performance.now())});
      } else {
        await new Promise((done) => (wake = done));
      }
    }
  } finally {
    changes.removeEventListener('change', onChange);
    signal.removeEventListener('abort', onChange);
  }
  return undefined;
}

function clear(video: HTMLVideoElement): void {
  video.pause();
  video.removeAttribute('src');
  video.load();
}

async function show(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  if (video.src) clear(video);
  video.muted = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch (error) {
    // No source comes of it that could be closed.
    for (const track of stream.getTracks()) track.stop();
    throw error;
  }
}

const videoSource = (
  kind: Source['kind'],
  video: HTMLVideoElement,
  close: () => void,
  changes?: EventTarget,
): Source => ({
  kind,
  frames: (signal, arrivals) => frames(video, signal, arrivals, changes),
  glimpse: () => (video.readyState < video.HAVE_CURRENT_DATA ? undefined : new VideoFrame(video)),
  close,
});
