/**
 * The gallery's folder in the origin's private file system: read here, written by the keeper, a
 * worker that is started with the first write.
 */
import {wrap, type Remote} from 'comlink';
import type {KeeperApi} from '../../storage/api.ts';
import {galleryFolder, MemoryFiles, type Files} from './files.ts';
import {Gallery} from './gallery.ts';
import {Space} from './space.ts';

const lockName = 'cyclelens-gallery';

interface Keeper {
  readonly api: Remote<KeeperApi>;
  /** Rejects when its worker is of no more use. */
  readonly death: Promise<never>;
}

class OpfsFiles implements Files {
  readonly isLasting = true;
  readonly #news = new BroadcastChannel(lockName);
  readonly #folder: FileSystemDirectoryHandle;
  #keeper: Keeper | undefined;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async list(): Promise<string[]> {
    const names: string[] = [];
    for await (const name of this.#folder.keys()) names.push(name);
    return names;
  }

  async read(name: string): Promise<Blob | undefined> {
    try {
      return await (await this.#folder.getFileHandle(name)).getFile();
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return undefined;
      throw error;
    }
  }

  async write(name: string, content: Blob): Promise<void> {
    await this.#ask((keeper) => keeper.write(name, content));
  }

  async append(name: string, text: string): Promise<void> {
    await this.#ask((keeper) => keeper.append(name, text));
  }

  async remove(name: string): Promise<void> {
    await this.#folder.removeEntry(name).catch((error: unknown) => {
      if ((error as Error).name !== 'NotFoundError') throw error;
    });
  }

  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return navigator.locks.request(lockName, task);
  }

  claim(name: string): () => void {
    let letGo: (value?: unknown) => void = () => undefined;
    const held = new Promise((done) => (letGo = done));
    void navigator.locks.request(`${lockName}/${name}`, () => held);
    return letGo;
  }

  async claims(): Promise<ReadonlySet<string>> {
    const {held = []} = await navigator.locks.query();
    return new Set(held.map(({name = ''}) => name.replace(`${lockName}/`, '')));
  }

  announce(): void {
    this.#news.postMessage('changed');
  }

  onAnnounced(listener: () => void): void {
    this.#news.addEventListener('message', listener);
  }

  /** Asks the keeper; one that dies, or never comes, is started anew with the next call. */
  #ask(call: (keeper: Remote<KeeperApi>) => Promise<void>): Promise<void> {
    const {api, death} = (this.#keeper ??= this.#startKeeper());
    return Promise.race([call(api), death]);
  }

  #startKeeper(): Keeper {
    const worker = new Worker(new URL('../../storage/keeper.ts', import.meta.url), {
      type: 'module',
      name: 'keeper',
    });
    const death = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({message}) => {
        this.#keeper = undefined;
        reject(new Error(message || 'the keeper did not start'));
      });
    });
    death.catch(() => undefined);
    return {api: wrap<KeeperApi>(worker), death};
  }
}

/** The lasting files of this origin. @throws DOMException where the browser refuses (private windows) */
async function openFiles(): Promise<Files> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(galleryFolder, {create: true});
  return 'locks' in navigator ? new OpfsFiles(folder) : new MemoryFiles();
}

/** The gallery of this origin; it is read when it is first used. */
export const openGallery = () =>
  new Gallery(openFiles, new Space('navigator' in globalThis ? navigator.storage : undefined));
