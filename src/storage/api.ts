/** What the page may ask of the keeper, the worker that writes the gallery's files. Types only. */

export interface KeeperApi {
  /** Makes or replaces a file, on the disk when it resolves. @throws QuotaExceededError */
  write(name: string, content: Blob): Promise<void>;
  /** Adds to a file that is there. @throws NotFoundError, QuotaExceededError */
  append(name: string, text: string): Promise<void>;
}

/** The folder of the gallery in the origin's private file system. */
export type GalleryFolder = 'gallery';
