/** What comes from outside when the app is opened: files of the system, or shared by other apps. */
import {AppError} from '../domain/errors.ts';
import {sharedCache, sharedPath} from '../domain/shared.ts';
import type {Launch} from './launch.ts';
import type {Studio} from './studio.ts';

interface LaunchQueue {
  setConsumer(consumer: (launch: {readonly files?: readonly FileSystemFileHandle[]}) => void): void;
}

/** Opens what the app was started for, once the stage is there; later what the system brings. */
export async function openWhatCame(studio: Studio, {opens}: Launch): Promise<void> {
  await studio.isStaged;
  onSystemFile((file) => void studio.openFile(file));
  if (opens === 'front') studio.cameras.prefer('user');
  if (opens === 'camera' || opens === 'front') await studio.start();
  if (opens === 'gallery') studio.panels.show('gallery');
  if (opens !== 'shared') return;
  // A reload would find nothing more.
  history.replaceState(null, '', location.pathname);
  const file = await takeShared().catch(console.warn);
  if (file) await studio.openFile(file);
  else studio.fail(new AppError('FileUnreadable', 'nothing was shared that can be read'));
}

/** What another app shared, once: it is forgotten when it is handed out. */
async function takeShared(): Promise<File | undefined> {
  const response = await caches.match(new URL(sharedPath, document.baseURI), {
    cacheName: sharedCache,
  });
  await caches.delete(sharedCache);
  if (!response) return undefined;
  const blob = await response.blob();
  const name = decodeURIComponent(response.headers.get('X-Name') ?? 'shared');
  return new File([blob], name, {type: blob.type});
}

/** Calls `open` with the file whenever the system opens one with the installed app. */
function onSystemFile(open: (file: File) => void): void {
  const {launchQueue} = window as {launchQueue?: LaunchQueue};
  launchQueue?.setConsumer(({files}) => {
    void files?.[0]?.getFile().then(open, console.warn);
  });
}
