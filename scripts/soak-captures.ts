/** Keeps the books of what a random user has made: what was in the gallery once has to stay, whole. */
import type {Page} from '@playwright/test';

/** By name, in bytes. */
type Files = Readonly<Record<string, number>>;

const list = (page: Page): Promise<Files> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('gallery', {create: true});
    const files: Record<string, number> = {};
    for await (const [name, handle] of folder.entries()) {
      if (!/\.(jpg|mp4|webm)$/.test(name)) continue;
      const file = await (handle as FileSystemFileHandle).getFile().catch(() => undefined);
      if (file) files[name] = file.size;
    }
    return files;
  });

/** Whether the browser shows a file of the gallery. */
const canBeSeen = (page: Page, name: string): Promise<boolean> =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('gallery');
    const file = await (await folder.getFileHandle(name)).getFile();
    if (name.endsWith('.jpg')) return createImageBitmap(file).then(Boolean, () => false);
    const video = document.createElement('video');
    const url = URL.createObjectURL(file);
    const isSeen = await new Promise<boolean>((done) => {
      video.onloadeddata = () => done(true);
      video.onerror = () => done(false);
      video.src = url;
    });
    URL.revokeObjectURL(url);
    return isSeen;
  }, name);

const idOf = (name: string) => name.slice(0, 23);

/** Smaller files may be clips that ended before their first frame. */
const leastBytes = 20_000;

export class Captures {
  /** How often the shutter was pressed. */
  pressed = 0;
  readonly #seen = new Set<string>();

  /** Notes what there is. */
  async note(page: Page): Promise<void> {
    for (const [name, bytes] of Object.entries(await list(page))) {
      if (name.endsWith('.jpg') || bytes > leastBytes) this.#seen.add(idOf(name));
    }
  }

  /** What is there at the end, and what is not, or not whole, though it was made. */
  async settle(page: Page) {
    await this.note(page);
    const names = Object.entries(await list(page))
      .filter(([name, bytes]) => name.endsWith('.jpg') || bytes > leastBytes)
      .map(([name]) => name);
    const ids = new Set(names.map(idOf));
    const lost = [...this.#seen].filter((id) => !ids.has(id));
    for (const name of names) if (!(await canBeSeen(page, name))) lost.push(name);
    const pictures = new Set(names.filter((name) => name.endsWith('.jpg')).map(idOf)).size;
    const clips = ids.size - pictures;
    const unkept = Math.max(0, this.pressed - pictures);
    return {pictures, clips, lost: [...lost, ...Array<string>(unkept).fill('never kept')]};
  }
}
