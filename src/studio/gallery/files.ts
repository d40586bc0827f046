import type {GalleryFolder} from '../../storage/api.ts';

/** The folder's name, below `navigator.storage.getDirectory()`. */
export const galleryFolder: GalleryFolder = 'gallery';

/**
 * The one folder that the gallery's files lie in. Names are flat. What `write` and `append` have
 * resolved is on the disk; what they were cut off in may be there in part.
 */
export interface Files {
  /** Whether the files are still there on the next visit. */
  readonly isLasting: boolean;
  list(): Promise<string[]>;
  read(name: string): Promise<Blob | undefined>;
  /** Makes or replaces a file. @throws QuotaExceededError */
  write(name: string, content: Blob): Promise<void>;
  /** @throws NotFoundError, QuotaExceededError */
  append(name: string, text: string): Promise<void>;
  /** Removes a file; one that is not there is no fault. */
  remove(name: string): Promise<void>;
  /** Runs `task` while no other tab runs one. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** Says that this page works on `name` until it lets go or dies; returns what lets go. */
  claim(name: string): () => void;
  /** Names that a living page works on. */
  claims(): Promise<ReadonlySet<string>>;
  /** Tells other tabs that something has changed. */
  announce(): void;
  /** Calls `listener` when another tab has changed something. */
  onAnnounced(listener: () => void): void;
}

/** Files that live as long as the page: where the browser lets nothing be kept. */
export class MemoryFiles implements Files {
  readonly isLasting = false;
  readonly #files = new Map<string, Blob>();
  readonly #claims = new Set<string>();
  #tail: Promise<unknown> = Promise.resolve();

  list(): Promise<string[]> {
    return Promise.resolve([...this.#files.keys()]);
  }

  read(name: string): Promise<Blob | undefined> {
    return Promise.resolve(this.#files.get(name));
  }

  write(name: string, content: Blob): Promise<void> {
    this.#files.set(name, content);
    return Promise.resolve();
  }

  append(name: string, text: string): Promise<void> {
    const before = this.#files.get(name);
    if (!before) return Promise.reject(new DOMException(name, 'NotFoundError'));
    this.#files.set(name, new Blob([before, text]));
    return Promise.resolve();
  }

  remove(name: string): Promise<void> {
    this.#files.delete(name);
    return Promise.resolve();
  }

  exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  claim(name: string): () => void {
    this.#claims.add(name);
    return () => this.#claims.delete(name);
  }

  claims(): Promise<ReadonlySet<string>> {
    return Promise.resolve(this.#claims);
  }

  announce(): void {
    // Memory has no other tabs.
  }

  onAnnounced(): void {
    // Likewise.
  }
}
