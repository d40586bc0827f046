/**
 * The ways out of the app for what is kept: other apps, the downloads, the clipboard. A browser opens
 * its share sheet only in the moment of a tap, so files are read into memory before it.
 */
import {signal} from '@preact/signals-core';
import type {Kept} from '../../domain/kept.ts';
import {endingOf, type Gallery} from './gallery.ts';

/** More than this is not read ahead into memory, in bytes. */
const mostBytes = 300e6;

interface Prepared {
  readonly name: string;
  readonly content: Blob;
}

/** What a file is called outside of the app. */
function fileName({id, provenance, type, takenAt}: Kept, part = ''): string {
  const style = provenance?.style.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-') ?? 'picture';
  const time = new Date(takenAt).toISOString().slice(0, 19).replaceAll(':', '-');
  return `cyclelens-${style}-${time}-${id.slice(-4)}${part}.${endingOf(type)}`;
}

export class WaysOut {
  /** Whether what was prepared last can be handed to other apps now. */
  readonly canShare = signal(false);
  readonly #gallery: Gallery;
  #prepared: readonly Prepared[] = [];
  /** Names of the entries that were asked for last. */
  #wanted = '';

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** Reads the files of `entries` ahead; the latest call wins. */
  async prepare(entries: readonly Kept[]): Promise<void> {
    const wanted = entries.map(({painted}) => painted).join();
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#prepared = [];
    this.canShare.value = false;
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (entries.length === 0 || bytes > mostBytes || !('canShare' in navigator)) return;
    const prepared = await Promise.all(
      entries.map(async (entry) => {
        const file = await this.#gallery.read(entry.painted);
        // Out of the file system: some share sheets read later, when the file may have changed.
        const content = new Blob([await file.arrayBuffer()], {type: entry.type});
        return {name: fileName(entry), content};
      }),
    ).catch((error: unknown) => console.warn('nothing to share', error));
    if (!prepared || this.#wanted !== wanted) return;
    this.#prepared = prepared;
    this.canShare.value = navigator.canShare({files: this.#files()});
  }

  /** Offers what was prepared to other apps, in the tap itself; the user may change their mind. */
  async share(): Promise<void> {
    // New files each time: after one sheet, iOS refuses the files it was given.
    await navigator.share({files: this.#files()}).catch((error: unknown) => {
      if ((error as Error).name !== 'AbortError') throw error;
    });
  }

  /** Saves entries among the browser's downloads, with their originals. */
  async download(entries: readonly Kept[]): Promise<void> {
    for (const entry of entries) {
      save(await this.#gallery.read(entry.painted), fileName(entry));
      if (!entry.original) continue;
      save(await this.#gallery.read(entry.original), fileName(entry, '-original'));
    }
  }

  /** Puts a picture on the clipboard, in the tap itself. */
  async copy(entry: Kept): Promise<void> {
    // The promise goes in, not its result: reading takes longer than a tap lasts.
    const png = this.#gallery.read(entry.painted).then(asPng);
    await navigator.clipboard.write([new ClipboardItem({'image/png': png})]);
  }

  #files(): File[] {
    return this.#prepared.map(({name, content}) => new File([content], name, content));
  }
}

/** Whether pictures can be put on the clipboard. */
export const canCopy = () =>
  'ClipboardItem' in globalThis && 'clipboard' in navigator && 'write' in navigator.clipboard;

async function asPng(picture: Blob): Promise<Blob> {
  if (picture.type === 'image/png') return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob();
}

/** Saves a file among the browser's downloads. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // A download reads from it for a while.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
