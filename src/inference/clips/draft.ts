/** A clip while it is written: in a file of this origin, or in memory where the browser keeps none. */
import {BufferTarget, StreamTarget, type StreamTargetChunk, type Target} from 'mediabunny';
import type {FilePath} from '../api.ts';

export interface Draft {
  /** Where mediabunny may write, once. */
  target(): Target;
  /** Ends the writing and hands out what was written. */
  close(): Promise<Blob>;
}

/** Begins to write at `path`; without one, in memory. */
export async function openDraft(path: FilePath | undefined): Promise<Draft> {
  if (!path) return new MemoryDraft();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(path.folder);
  const handle = await folder.getFileHandle(path.file, {create: true});
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  return new FileDraft(handle, access);
}

/** What was written outlives the tab at once; a machine that dies may cost this many milliseconds. */
const flushMs = 1000;

class FileDraft implements Draft {
  readonly #handle: FileSystemFileHandle;
  readonly #access: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemFileHandle, access: FileSystemSyncAccessHandle) {
    this.#handle = handle;
    this.#access = access;
  }

  target(): Target {
    const access = this.#access;
    let flushedAt = performance.now();
    return new StreamTarget(
      new WritableStream<StreamTargetChunk>({
        write({data, position}) {
          const written = access.write(data, {at: position});
          if (written < data.length) throw new DOMException('disk full', 'QuotaExceededError');
          if (performance.now() - flushedAt < flushMs) return;
          access.flush();
          flushedAt = performance.now();
        },
      }),
    );
  }

  close(): Promise<Blob> {
    this.#access.close();
    return this.#handle.getFile();
  }
}

class MemoryDraft implements Draft {
  readonly #buffer = new BufferTarget();

  target(): Target {
    return this.#buffer;
  }

  close(): Promise<Blob> {
    return Promise.resolve(new Blob([this.#buffer.buffer ?? new ArrayBuffer()]));
  }
}
