/** A view whose network is ready. */
import type {GeneratorSpec} from '../../domain/style.ts';
import type {View} from '../../domain/view.ts';
import type {Generator} from '../generator.ts';

export interface ActiveView {
  readonly view: View;
  /** The way back, or the critic. */
  readonly network: Generator;
}

/** The active view, if it belongs to the generator that paints. */
export const viewOf = (active: ActiveView | undefined, {file}: GeneratorSpec) =>
  active?.view.of === file ? active : undefined;
