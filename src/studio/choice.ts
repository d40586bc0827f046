/** What the user wants painted. */
import {AppError} from '../domain/errors.ts';
import {generatorFor, type Direction, type GeneratorSpec, type Style} from '../domain/style.ts';

export interface Choice {
  readonly style: Style;
  readonly direction: Direction;
}

/** The network of a choice. @throws GeneratorFailed when the style does not have the direction */
export function generatorOf({style, direction}: Choice): GeneratorSpec {
  const spec = generatorFor(style, direction);
  if (!spec) throw new AppError('GeneratorFailed', `${style.id} has no ${direction}`);
  return spec;
}
