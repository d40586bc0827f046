/** Where the styles come from. */
import {parseCurve, type Curve} from '../domain/curve.ts';
import {AppError} from '../domain/errors.ts';
import {parseManifest, tierAmong, type Style} from '../domain/style.ts';

/** Absolute URL of the folder of manifest, generators and thumbnails. */
export const modelsUrl = () => new URL('models/', document.baseURI).href;

/** A style's card, or the sheet on it: of M, else of the nearest tier. */
const cardOf = ({id, G}: Style, ending: 'md' | 'webp') => `cards/${id}-${tierAmong(G)}.${ending}`;

async function textOf(file: string): Promise<string> {
  const response = await fetch(new URL(file, modelsUrl())).catch(() => undefined);
  return response?.ok ? await response.text() : '';
}

/** Absolute URL of the folder of the model cards and their pictures. */
export const cardsUrl = () => new URL('cards/', modelsUrl()).href;

/** The model card of a style in Markdown; none where there is none or no network. */
export async function fetchCard(style: Style): Promise<string | undefined> {
  const text = await textOf(cardOf(style, 'md'));
  // A host may answer with its own page instead of an error.
  return text.startsWith('# ') ? text : undefined;
}

/** How the game went that a style was trained by; none where its log was not whole, or there is no network. */
export const fetchCurve = async ({id}: Style): Promise<Curve | undefined> =>
  parseCurve(await textOf(`cards/${id}.json`));

/** Absolute URL of the sheet that shows what a style does to a picture it never saw. */
export const sheetOf = (style: Style) => new URL(cardOf(style, 'webp'), modelsUrl()).href;

/** Fetches the styles. @throws ManifestInvalid */
export async function fetchStyles(): Promise<Style[]> {
  try {
    const response = await fetch(new URL('manifest.json', modelsUrl()));
    if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
    return parseManifest(await response.json());
  } catch (error) {
    throw new AppError('ManifestInvalid', `manifest.json: ${String(error)}`, {cause: error});
  }
}
