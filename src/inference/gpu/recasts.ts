/** A live generator as a GPU paints it quickest; what cannot be made of a network is left out. */
import type {GeneratorSpec} from '../../domain/style.ts';
import type {Recast} from '../generator.ts';
import {fold} from './fold.ts';
import {halve} from './halve.ts';

/** The ways in which `weights` may be written anew, the quickest first, each made as it is asked for. */
export function* recasts(
  {multiple}: GeneratorSpec,
  weights: ArrayBuffer,
  mayHalve = false,
): Generator<Recast & {readonly data: ArrayBuffer}, undefined> {
  try {
    const plain = new Uint8Array(weights);
    const folded = fold(plain);
    // Both sides of its pictures have to divide.
    const isFolded = folded && multiple % folded.fold === 0;
    const {data, fold: by} = isFolded ? folded : {data: plain, fold: 1};
    const half = mayHalve ? halve(data) : undefined;
    if (half) yield {data: half.buffer, isHalf: true, fold: by};
    if (isFolded) yield {data: data.buffer, fold: by};
  } catch (error) {
    console.warn('not recast', error);
  }
}
