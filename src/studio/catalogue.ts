/** Where the styles come from. */
import {AppError} from '../domain/errors.ts';
import {parseManifest, type Style} from '../domain/style.ts';

/** Absolute URL of the folder of manifest, generators and thumbnails. */
export const modelsUrl = () => new URL('models/', document.baseURI).href;

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
