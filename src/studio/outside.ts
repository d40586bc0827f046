/**
 * Looks at pictures and clips from outside before anything is made of them: what cannot be shown, or
 * would take the memory of the whole device, is refused while the live picture goes on.
 */
import {AppError} from '../domain/errors.ts';

/** What is larger is not opened. */
const limits = {bytes: 256 * 2 ** 20, pixels: 120e6, clipPixels: 8192 * 4320};

/** A file that says nothing in this time, in milliseconds, cannot be read. */
const patienceMs = 10_000;

const unreadable = (why: string) => new AppError('FileUnreadable', why);

/** Resolves with `element` when it knows its size, rejects when it cannot. */
function known<T extends HTMLImageElement | HTMLVideoElement>(
  element: T,
  event: string,
  url: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unreadable('no answer')), patienceMs);
    element.addEventListener(event, () => {
      clearTimeout(timer);
      resolve(element);
    });
    element.addEventListener('error', () => {
      clearTimeout(timer);
      reject(unreadable('not a picture or clip'));
    });
    element.src = url;
  });
}

/** Makes sure that a photo can be decoded here: its size stands in its header. @throws FileUnreadable, FileTooLarge */
export async function requirePhoto(file: Blob): Promise<void> {
  if (file.size > limits.bytes) throw new AppError('FileTooLarge', `${file.size} bytes`);
  const url = URL.createObjectURL(file);
  try {
    const {naturalWidth, naturalHeight} = await known(new Image(), 'load', url);
    if (naturalWidth * naturalHeight > limits.pixels) {
      throw new AppError('FileTooLarge', `${naturalWidth} × ${naturalHeight} pixels`);
    }
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Makes sure that a clip can be played, apart from the stage's video. @throws FileUnreadable, FileTooLarge */
export async function requireClip(url: string): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  try {
    const {videoWidth, videoHeight} = await known(video, 'loadeddata', url);
    if (videoWidth * videoHeight === 0) throw unreadable('no picture in it');
    if (videoWidth * videoHeight > limits.clipPixels) {
      throw new AppError('FileTooLarge', `${videoWidth} × ${videoHeight} pixels`);
    }
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}
