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

class OpfsFiles implements Files {
  readonly isLasting = true;
  readonly #news = new BroadcastChannel(lockName);
  readonly #folder: FileSystemDirectoryHandle;
  #keeper: Remote<KeeperApi> | undefined;

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
    await this.#writer().write(name, content);
  }

  async append(name: string, text: string): Promise<void> {
    await this.#writer().append(name, text);
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

  #writer(): Remote<KeeperApi> {
    return (this.#keeper ??= wrap<KeeperApi>(
      new Worker(new URL('../../storage/keeper.ts', import.meta.url), {
        type: 'module',
        name: 'keeper',
      }),
    ));
  }
}

/** The lasting files of this origin; where the browser refuses (private windows) the page's own. */
async function openFiles(): Promise<Files> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(galleryFolder, {create: true});
    if (!('locks' in navigator)) return new MemoryFiles();
    return new OpfsFiles(folder);
  } catch (error) {
    console.warn('nothing can be kept', error);
    return new MemoryFiles();
  }
}

/** The gallery of this origin; it is read when it is first used. */
export const openGallery = () =>
  new Gallery(openFiles, new Space('navigator' in globalThis ? navigator.storage : undefined));
