/**
 * Writes the gallery's files. A worker of its own, since only workers can write to the origin's
 * private file system in every browser that has one, in place and flushed to the disk.
 */
import {expose} from 'comlink';
import type {GalleryFolder, KeeperApi} from './api.ts';

const folderName: GalleryFolder = 'gallery';

/** Runs `task` on an open file, which is on the disk and closed afterwards. */
async function withFile(
  name: string,
  create: boolean,
  task: (file: FileSystemSyncAccessHandle) => Promise<void>,
): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folderName, {create: true});
  const handle = await folder.getFileHandle(name, {create});
  const file = await handle.createSyncAccessHandle();
  try {
    await task(file);
    file.flush();
  } finally {
    file.close();
  }
}

/**
 * Writes all of `bytes`.
 * @throws QuotaExceededError also where the browser only tells that it wrote less, or, as Chromium
 * does on a full disk, far more
 */
function writeAll(file: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number) {
  if (file.write(bytes, {at}) !== bytes.length) throw new DOMException('', 'QuotaExceededError');
}

const keeper: KeeperApi = {
  write: (name, content) =>
    withFile(name, true, async (file) => {
      file.truncate(0);
      let at = 0;
      for await (const chunk of content.stream()) {
        writeAll(file, chunk, at);
        at += chunk.length;
      }
    }),
  append: (name, text) =>
    withFile(name, false, (file) => {
      writeAll(file, new TextEncoder().encode(text), file.getSize());
      return Promise.resolve();
    }),
};

expose(keeper);
