/** Object URLs of the gallery's files, for elements to show; the ones not asked for in long are let go. */
import {signal, type ReadonlySignal} from '@preact/signals-core';
import type {Gallery} from './gallery.ts';

/** Files whose URLs are held. */
const most = 200;

export class GalleryUrls {
  readonly #gallery: Gallery;
  readonly #urls = new Map<string, ReadonlySignal<string | undefined>>();

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** The URL of a file, once it is read; good as long as fewer than 200 others are asked for. */
  of(name: string): ReadonlySignal<string | undefined> {
    const held = this.#urls.get(name);
    if (held) {
      // The one asked for last goes last.
      this.#urls.delete(name);
      this.#urls.set(name, held);
      return held;
    }
    const url = signal<string | undefined>(undefined);
    this.#urls.set(name, url);
    this.#gallery
      .read(name)
      .then((file) => {
        // Let go meanwhile: nobody would revoke it.
        if (this.#urls.get(name) === url) url.value = URL.createObjectURL(file);
      })
      // Deleted in another tab meanwhile.
      .catch(() => this.#urls.delete(name));
    const [oldest] = this.#urls.keys();
    if (oldest !== undefined && this.#urls.size > most) {
      const old = this.#urls.get(oldest)?.peek();
      this.#urls.delete(oldest);
      if (old) URL.revokeObjectURL(old);
    }
    return url;
  }
}
