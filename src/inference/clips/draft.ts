/** A clip while it is written: in a file of this origin, or in memory where the browser keeps none. */
import {BufferTarget, StreamTarget, type StreamTargetChunk, type Target} from 'mediabunny';
import type {FilePath} from './api.ts';

export interface Draft {
  /** Where mediabunny may write, once. */
  target(): Target;
  /** Whether the disk had no room for all of it. */
  readonly isCut: boolean;
  /** Ends the writing and hands out what was written. */
  close(): Promise<Blob>;
}

/**
 * Begins to write at `path`; without one, in memory.
 * @param onFull called once, when the disk takes no more: what comes then is held in memory
 */
export async function openDraft(path: FilePath | undefined, onFull: () => void): Promise<Draft> {
  if (!path) return new MemoryDraft();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(path.folder);
  const handle = await folder.getFileHandle(path.file, {create: true});
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  return new FileDraft(handle, access, onFull);
}

/** What was written outlives the tab at once; a machine that dies may cost this many milliseconds. */
const flushMs = 1000;

class FileDraft implements Draft {
  readonly #handle: FileSystemFileHandle;
  readonly #access: FileSystemSyncAccessHandle;
  readonly #onFull: () => void;
  /** What the disk had no room for, in order: clips that grow are only ever added to. */
  readonly #rest: Uint8Array<ArrayBuffer>[] = [];
  #flushedAt = performance.now();

  constructor(
    handle: FileSystemFileHandle,
    access: FileSystemSyncAccessHandle,
    onFull: () => void,
  ) {
    this.#handle = handle;
    this.#access = access;
    this.#onFull = onFull;
  }

  get isCut(): boolean {
    return this.#rest.length > 0;
  }

  target(): Target {
    return new StreamTarget(
      new WritableStream<StreamTargetChunk>({
        write: ({data, position}) => {
          if (!this.isCut && this.#write(data, position)) return;
          this.#rest.push(data.slice());
          if (this.#rest.length === 1) this.#onFull();
        },
      }),
    );
  }

  async close(): Promise<Blob> {
    this.#access.close();
    const file = await this.#handle.getFile();
    return this.isCut ? new Blob([file, ...this.#rest]) : file;
  }

  /** Whether all of it is in the file; else none is. */
  #write(data: Uint8Array<ArrayBuffer>, at: number): boolean {
    try {
      // On a full disk Chromium answers with a number that is far too large.
      if (this.#access.write(data, {at}) !== data.length) throw new Error('no room');
      if (performance.now() - this.#flushedAt >= flushMs) {
        this.#access.flush();
        this.#flushedAt = performance.now();
      }
      return true;
    } catch (error) {
      console.warn('the disk takes no more of the clip', error);
      this.#access.truncate(at);
      return false;
    }
  }
}

class MemoryDraft implements Draft {
  readonly isCut = false;
  readonly #buffer = new BufferTarget();

  target(): Target {
    return this.#buffer;
  }

  close(): Promise<Blob> {
    return Promise.resolve(new Blob([this.#buffer.buffer ?? new ArrayBuffer()]));
  }
}
