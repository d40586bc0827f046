/** What the stage can show beside the painting itself: the cycle, and what the critic sees. */
import type {GeneratorSpec} from './style.ts';

/**
 * How the cycle x → G(x) → F(G(x)) is laid out: four panes (x, G(x), the heat map of what was lost,
 * F(G(x))), one picture that is wiped from x over G(x) to F(G(x)), or the heat map over x.
 */
type CycleLayout = 'grid' | 'wipe' | 'heat';

/** A view of the stage: which further network runs after the generator, and what is shown of it. */
export interface View {
  readonly layout: CycleLayout | 'critic';
  /** Where the wipe stands: 0 shows x, 1 shows G(x), 2 shows F(G(x)). */
  readonly at: number;
  /** The generator of the way back, or the critic of the domain that is painted. */
  readonly network: GeneratorSpec;
  /** Scores of what is made and what is real, where the network is a critic. */
  readonly scores?: readonly [made: number, real: number];
  /** File of the generator that it belongs to: behind any other it would show nonsense. */
  readonly of: string;
}

/** The mean difference of a pixel that the heat map shows at its brightest, of 255. */
export const hottest = 64;

/** Colours of the heat map from cold to hot, 0…255: lightness alone tells them apart, too. */
export const heatStops = [
  [13, 8, 41],
  [89, 18, 110],
  [186, 54, 84],
  [245, 125, 33],
  [252, 242, 166],
] as const;

/** The heat map's colour of a share of the hottest, 0…1: RGB, 0…255, not rounded. */
export function heatAt(share: number): [number, number, number] {
  const at = Math.min(1, Math.max(0, share)) * (heatStops.length - 1);
  const below = Math.min(heatStops.length - 2, Math.floor(at));
  const [from, to] = [heatStops[below]!, heatStops[below + 1]!];
  const mix = (c: 0 | 1 | 2) => from[c] + (at - below) * (to[c] - from[c]);
  return [mix(0), mix(1), mix(2)];
}

/** How much came back, in words, from the mean cycle error of 255. */
export type Survival = 'nearly-all' | 'most' | 'half' | 'little';

/** Which word a mean cycle error, of 255, deserves. */
export function survivalOf(error: number): Survival {
  if (error < 6) return 'nearly-all';
  if (error < 14) return 'most';
  return error < 28 ? 'half' : 'little';
}
