/** How what is made now is painted. */
import type {Provenance} from '../domain/kept.ts';
import type {Look} from '../domain/look.ts';
import {generatorFor, type Direction, type Style} from '../domain/style.ts';

/** How a picture of `style` in `direction` is painted, shown with `look`. */
export function provenanceOf(
  {style, direction}: {readonly style: Style; readonly direction: Direction},
  {strength, keepColours}: Look,
): Provenance | undefined {
  const spec = generatorFor(style, direction);
  if (!spec) return undefined;
  const {sha256: generator} = spec;
  const version = __APP_VERSION__;
  return {style: style.title, direction, strength, keepColours, generator, version};
}
