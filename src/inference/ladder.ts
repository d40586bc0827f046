/**
 * The settings that a governor may choose from, the cheapest first: a small network first grows in
 * size, then a larger network takes over where it can show what it knows.
 */
import type {Quality} from '../domain/look.ts';
import type {Tier, TierCosts} from '../domain/style.ts';

export interface Rung {
  readonly tier: Tier;
  /** Side of the square whose area is painted, in pixels. */
  readonly side: number;
  /** What a frame costs, in 10⁹ multiply-accumulates at 256×256 times pixels. */
  readonly cost: number;
}

const tierNames = ['S', 'M', 'L'] as const satisfies readonly Tier[];

const sides = [96, 112, 128, 144, 160, 176, 192, 224, 256, 288, 320, 384, 448, 512];

/** Below this side a tier gives way to a smaller one, if there is one. */
const entrySides: Record<Tier, number> = {S: 96, M: 192, L: 384};

/** What a pixel costs outside the network, in the network's unit. */
const overhead = 0.05;

/** What painting `pixels` with a network of `gmacs` costs. */
export const costOf = (gmacs: number, pixels: number) => (gmacs + overhead) * pixels;

/** All settings for the tiers that there are, or those of the size that the user fixed. */
export function ladderOf(tiers: TierCosts, quality: Quality): Rung[] {
  const rungs: Rung[] = [];
  const names = tierNames.filter((tier) => tiers[tier] !== undefined);
  const rungOf = (tier: Tier, side: number): Rung => ({
    tier,
    side,
    cost: costOf(tiers[tier] ?? 0, side ** 2),
  });
  for (const tier of names.toReversed()) {
    if (quality !== 'auto') {
      rungs.unshift(rungOf(tier, quality));
      continue;
    }
    const ceiling = rungs[0]?.cost ?? Infinity;
    const entry = tier === names[0] ? 0 : entrySides[tier];
    const fitting = sides.filter((side) => side >= entry).map((side) => rungOf(tier, side));
    rungs.unshift(...fitting.filter(({cost}) => cost < ceiling));
  }
  return rungs;
}
