/** What the user picked to paint with. */
import {AppError} from '../domain/errors.ts';
import {
  generatorFor,
  type Direction,
  type GeneratorSpec,
  type Style,
  type Tier,
} from '../domain/style.ts';
import {readPreferences} from './preferences.ts';

export interface Choice {
  readonly style: Style;
  readonly direction: Direction;
  /** As the governor wants it; M until it knows. */
  readonly tier?: Tier;
}

/** What was painted with last, else the first of `styles`. */
export function remembered(styles: readonly Style[]): Choice | undefined {
  const {style: id, direction = 'X→Y'} = readPreferences();
  const style = styles.find((style) => style.id === id) ?? styles[0];
  return style && {style, direction};
}

/** `style` in `direction`, if it has that, else painting. */
export function choose(style: Style, direction: Direction, tier: Tier | undefined): Choice {
  const possible = generatorFor(style, direction) ? direction : 'X→Y';
  return {style, direction: possible, ...(tier && {tier})};
}

/** The style `by` places from `style` in `styles`, around their ends. */
export const neighbour = (styles: readonly Style[], style: Style | undefined, by: number) =>
  styles[(styles.findIndex((other) => other === style) + by + styles.length) % styles.length];

/** The network of a choice. @throws GeneratorFailed when the style has none */
export function generatorOf({style, direction, tier}: Choice): GeneratorSpec {
  const spec = generatorFor(style, direction, tier);
  if (!spec) throw new AppError('GeneratorFailed', `${style.id} has no ${direction}`);
  return spec;
}
