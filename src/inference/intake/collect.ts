/** Brings together what a style pack is made of. */
import {ownStylePath, ownStylesCache} from '../../domain/own-style.ts';
import {
  filesOf,
  networksOf,
  parsePackDescription,
  type PackDescription,
} from '../../domain/pack.ts';
import type {Style} from '../../domain/style.ts';
import {fetchAsset} from '../assets.ts';
import {factsOf} from './facts.ts';
import type {Pack} from './pack.ts';

/** The pack of a style that was brought, else of one that the app came with. */
export async function collectPack(style: Style, modelsUrl: string, card?: string): Promise<Pack> {
  const cache = await caches.open(ownStylesCache).catch(() => undefined);
  const kept = await cache?.match(ownStylePath(style.id));
  if (!kept) return shippedPack(style, modelsUrl, card);
  const description = parsePackDescription(await kept.json());
  return {description, files: await fetchAll(filesOf(description), modelsUrl)};
}

async function shippedPack(style: Style, modelsUrl: string, card?: string): Promise<Pack> {
  const response = await fetch(new URL(style.thumbnail, modelsUrl));
  const thumbnail = new Uint8Array(await response.arrayBuffer());
  const files = new Map([[style.thumbnail, thumbnail]]);
  const text = card === undefined ? undefined : new TextEncoder().encode(card);
  if (text) files.set(cardName, text);
  for (const [name, data] of await fetchAll(networksOf(style), modelsUrl)) files.set(name, data);
  const description: PackDescription = {
    format: 'cyclelens-style',
    version: 1,
    style,
    thumbnail: await factsOf(thumbnail),
    ...(text && {card: {file: cardName, ...(await factsOf(text))}}),
  };
  return {description, files};
}

const cardName = 'card.md';

async function fetchAll(files: ReturnType<typeof filesOf>, modelsUrl: string) {
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const {file, bytes, sha256} of files) {
    const asset = {url: new URL(file, modelsUrl).href, bytes, sha256};
    found.set(file, new Uint8Array(await fetchAsset(asset, 'WeightsUnavailable', () => undefined)));
  }
  return found;
}
