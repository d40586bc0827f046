/** How what is made now is painted. */
import type {Provenance} from '../domain/kept.ts';
import type {Look} from '../domain/look.ts';
import {generatorOf, type Choice} from './choice.ts';

/** How a picture of `painting` is painted, shown with `look`. */
export function provenanceOf(painting: Choice, {strength, keepColours}: Look): Provenance {
  const {style, direction} = painting;
  const {sha256: generator} = generatorOf(painting);
  const version = __APP_VERSION__;
  return {style: style.title, direction, strength, keepColours, generator, version};
}
