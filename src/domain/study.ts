/** Small experiments with networks, for the page that explains them: what is asked and what comes. */
import type {Size} from './geometry.ts';
import type {GeneratorSpec} from './style.ts';

/** Channels of values over a picture: a picture itself, a layer's feature maps, a critic's patches. */
export interface Volume extends Size {
  readonly channels: number;
  /** Channel by channel, each row by row. Pictures have values 0…1. */
  readonly data: Float32Array;
}

/** One network run on the frame, or on what an earlier trial gave. */
export interface Trial {
  readonly network: GeneratorSpec;
  /** The name of the trial whose picture it is given; absent: the frame. */
  readonly on?: string;
  /** Also gives what the network's layers hold. */
  readonly withLayers?: boolean;
}

/** What a trial gave: a picture without its margin, or whatever else the network makes. */
export interface Finding {
  readonly result: Volume;
  /** By the layers' names, in the order of the network; empty unless asked for. */
  readonly layers: Readonly<Record<string, Volume>>;
}

/** The frame as the networks saw it, and what each trial gave, by its name. */
export interface Findings {
  readonly x: Volume;
  readonly trials: Readonly<Record<string, Finding>>;
}

/** Mean distance of two pictures of the same size, of 255: the L1 norm of the papers. */
export function distance(a: Volume, b: Volume): number {
  let sum = 0;
  for (const [at, value] of a.data.entries()) sum += Math.abs(value - b.data[at]!);
  return (255 * sum) / a.data.length;
}

/** Mean of all values: of a critic's patches, its mark for the picture. */
export const meanOf = ({data}: Volume) => data.reduce((sum, value) => sum + value, 0) / data.length;

/** Mean of (score − target)² over all patches: the adversarial loss of LSGAN (arXiv 1611.04076). */
export function leastSquares({data}: Volume, target: number): number {
  return data.reduce((sum, score) => sum + (score - target) ** 2, 0) / data.length;
}
