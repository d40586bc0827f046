/**
 * The painting in a small window above all others: the stage's canvas is played there as a video, in
 * a window of our own (Document Picture-in-Picture) or else in the browser's. A canvas that was
 * handed to the worker cannot move to another document itself.
 */
import type {Studio} from '../studio/studio.ts';

interface DocumentPip {
  readonly window: Window | null;
  requestWindow(options: {width: number; height: number}): Promise<Window>;
}

const documentPip = () =>
  (window as {documentPictureInPicture?: DocumentPip}).documentPictureInPicture;

/** Whether this browser can show the painting in a small window. */
export const canFloat = () => Boolean(documentPip()) || document.pictureInPictureEnabled;

/** Opens the small window, or closes it. */
export async function toggleFloat(studio: Studio): Promise<void> {
  if (!canFloat()) return;
  try {
    const pip = documentPip();
    if (pip?.window) pip.window.close();
    else if (pip) await floatDocument(pip, studio);
    else if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await floatVideo(studio);
  } catch (error) {
    studio.fail(error);
  }
}

async function floatDocument(pip: DocumentPip, studio: Studio): Promise<void> {
  const {width, height} = studio.picture.value ?? {width: 4, height: 3};
  const size = {width: 480, height: Math.round((480 * height) / width)};
  const small = await pip.requestWindow(size);
  const {video, stop} = playerOf(studio, small.document);
  Object.assign(small.document.body.style, {margin: '0', background: '#000'});
  Object.assign(video.style, {width: '100vw', height: '100vh', objectFit: 'contain'});
  small.document.title = document.title;
  small.document.body.append(video);
  small.addEventListener('pagehide', stop, {once: true});
  await video.play();
}

async function floatVideo(studio: Studio): Promise<void> {
  const {video, stop} = playerOf(studio, document);
  video.addEventListener('leavepictureinpicture', stop, {once: true});
  try {
    await video.play();
    await video.requestPictureInPicture();
  } catch (error) {
    stop();
    throw error;
  }
}

/** A video that plays what the stage shows, whichever of its canvases that is. */
function playerOf(studio: Studio, home: Document) {
  const video = home.createElement('video');
  video.muted = true;
  video.playsInline = true;
  const hush = () => {
    const stream = video.srcObject as MediaStream | null;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const unfollow = studio.engines.canvases.shown.subscribe((canvas) => {
    hush();
    video.srcObject = canvas?.captureStream() ?? null;
    if (video.isConnected) void video.play().catch(console.warn);
  });
  const stop = () => {
    unfollow();
    hush();
    video.srcObject = null;
  };
  return {video, stop};
}
