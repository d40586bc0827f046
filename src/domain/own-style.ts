/** Where styles that the user brought are kept: which cache, under which names. */

/** Files by content: weights, wasm, and of own styles also thumbnails and cards. */
export const assetsCache = 'cyclelens-assets';

export const assetPath = (sha256: string) => `/cyclelens-assets/${sha256}`;

/** Descriptions of own styles (see pack.ts) by the style's id. */
export const ownStylesCache = 'cyclelens-own-styles';

export const ownStylePath = (id: string) => `/cyclelens-own-styles/${id}`;
