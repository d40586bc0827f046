/** Where the styles come from. */
import {AppError} from '../domain/errors.ts';
import {parseManifest, type Style} from '../domain/style.ts';

/** Absolute URL of the folder of manifest, generators and thumbnails. */
export const modelsUrl = () => new URL('models/', document.baseURI).href;

const cardOf = ({id, G}: Style) => `cards/${id}-${G.M ? 'M' : G.S ? 'S' : 'L'}.md`;

/** Absolute URL of the folder of the model cards and their pictures. */
export const cardsUrl = () => new URL('cards/', modelsUrl()).href;

/** The model card of a style in Markdown; none where there is none or no network. */
export async function fetchCard(style: Style): Promise<string | undefined> {
  const response = await fetch(new URL(cardOf(style), modelsUrl())).catch(() => undefined);
  const text = response?.ok ? await response.text() : '';
  // A host may answer with its own page instead of an error.
  return text.startsWith('# ') ? text : undefined;
}

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
