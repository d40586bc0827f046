/** What a file from outside may be at most, but for a generator's bytes and sides: `domain/style.ts`. */

/** Bytes of a style pack, and how many files it may hold. */
export const maxPackBytes = 320 * 2 ** 20;
export const maxPackFiles = 16;

/** Of a graph. */
export const maxNodes = 2000;
export const maxTensors = 4000;
export const maxRank = 8;
export const maxDimension = 2 ** 24;

/** Of an attribute: numbers in a list, bytes of a tensor or a text. */
export const maxList = 256;
export const maxAttributeBytes = 2 ** 20;

/** Values that a node may make up out of nothing. */
export const maxFilled = 2 ** 16;

/** How far a generator may enlarge inside, against its input, per side. */
export const maxEnlargement = 8;

/** Of a run at 256×256: 10⁹ multiply-accumulates, and bytes of the largest tensor in f32. */
export const maxGmacs = 500;
export const maxTensorBytes = 512 * 2 ** 20;
