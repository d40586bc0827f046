/**
 * A clip that is being recorded, or whose recording was cut off. Its file lies in the gallery's
 * folder from the beginning, so that what was recorded until a crash is there on the next start.
 */
import type {Kept} from '../../domain/kept.ts';
import {galleryFolder} from './files.ts';
import type {Keeping} from './gallery.ts';

/** What is known before the first frame. */
export type ClipFacts = Pick<Kept, 'type' | 'width' | 'height' | 'provenance'>;

/** Files that are handed over as a whole. */
export interface ClipFiles {
  /** The clip itself, where it was not written to the reserved file. */
  readonly painted?: Blob | undefined;
  readonly thumbnail?: Blob | undefined;
}

/** Who keeps it. */
interface ClipKeeper {
  commit(entry: Kept, files: ClipFiles): Promise<Keeping>;
  discard(entry: Kept): Promise<void>;
  read(name: string): Promise<Blob>;
}

export class OpenClip {
  readonly entry: Kept;
  /**
   * Folder and file below `navigator.storage.getDirectory()`, for a worker to open with
   * `createSyncAccessHandle` and to close before `commit`. Absent where nothing lasts: then `commit`
   * takes the clip.
   */
  readonly path: {readonly folder: string; readonly file: string} | undefined;
  readonly #keeper: ClipKeeper;
  readonly #letGo: () => void;

  constructor(
    entry: Kept,
    keeper: ClipKeeper,
    isLasting: boolean,
    letGo: () => void = () => undefined,
  ) {
    this.entry = entry;
    this.path = isLasting ? {folder: galleryFolder, file: entry.painted} : undefined;
    this.#keeper = keeper;
    this.#letGo = letGo;
  }

  /** What was written so far. @throws FileUnreadable */
  read(): Promise<Blob> {
    return this.#keeper.read(this.entry.painted);
  }

  /**
   * The recording is whole: it becomes an entry of the gallery. Where there is no room for that,
   * its file is found again on the next start.
   */
  async commit(
    facts: Pick<Kept, 'durationMs'> & Partial<ClipFacts>,
    files: ClipFiles = {},
  ): Promise<Keeping> {
    try {
      return await this.#keeper.commit({...this.entry, ...facts}, files);
    } finally {
      this.#letGo();
    }
  }

  /** Nothing of it is wanted. */
  async discard(): Promise<void> {
    await this.#keeper.discard(this.entry);
    this.#letGo();
  }
}
