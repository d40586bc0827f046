/** The styles that the user brought: kept on this device, listed behind those that the app came with. */
import {signal} from '@preact/signals-core';
import {assetPath, assetsCache, ownStylePath, ownStylesCache} from '../../domain/own-style.ts';
import {
  filesOf,
  networksOf,
  parsePackDescription,
  type PackDescription,
} from '../../domain/pack.ts';
import type {Style} from '../../domain/style.ts';

export class OwnStyles {
  readonly all = signal<readonly PackDescription[]>([]);
  /** Object URLs of their thumbnails, by the style's id. */
  readonly thumbnails = signal<Readonly<Record<string, string>>>({});

  /** Whether the user brought `style`. */
  has(style: Style): boolean {
    return this.all.value.some((own) => own.style.id === style.id);
  }

  /** Looks for what is kept; none where the browser keeps nothing. What is damaged is left out. */
  async load(): Promise<Style[]> {
    try {
      const cache = await caches.open(ownStylesCache);
      for (const key of await cache.keys()) await this.#read(await cache.match(key));
    } catch (error) {
      console.warn('own styles', error);
    }
    return this.all.value.map(({style}) => style);
  }

  /** Lists a style that was just kept, in the place of one with its id. */
  async add(description: PackDescription): Promise<void> {
    const {style, thumbnail} = description;
    const others = this.all.value.filter((own) => own.style.id !== style.id);
    const assets = await caches.open(assetsCache);
    const picture = await assets.match(assetPath(thumbnail.sha256));
    const url = picture && URL.createObjectURL(await picture.blob());
    if (url) this.thumbnails.value = {...this.thumbnails.value, [style.id]: url};
    this.all.value = [...others, description];
  }

  /** Takes a style off this device, with all of its files that none of `others` needs. */
  async forget(style: Style, others: readonly Style[]): Promise<void> {
    const gone = this.all.value.find((own) => own.style.id === style.id);
    if (!gone) return;
    this.all.value = this.all.value.filter((own) => own !== gone);
    const needed = new Set(
      [...others.flatMap(networksOf), ...this.all.value.flatMap(filesOf)].map(({sha256}) => sha256),
    );
    const assets = await caches.open(assetsCache);
    for (const {sha256} of filesOf(gone)) {
      if (!needed.has(sha256)) await assets.delete(assetPath(sha256));
    }
    await (await caches.open(ownStylesCache)).delete(ownStylePath(style.id));
    const {[style.id]: url, ...rest} = this.thumbnails.value;
    if (url) URL.revokeObjectURL(url);
    this.thumbnails.value = rest;
  }

  /** The model card of a style that the user brought, in Markdown. */
  async card(style: Style): Promise<string | undefined> {
    const card = this.all.value.find((own) => own.style.id === style.id)?.card;
    const assets = card && (await caches.open(assetsCache));
    return (await assets?.match(assetPath(card?.sha256 ?? '')))?.text();
  }

  async #read(response: Response | undefined): Promise<void> {
    try {
      await this.add(parsePackDescription(await response?.json()));
    } catch (error) {
      console.warn('an own style', error);
    }
  }
}
