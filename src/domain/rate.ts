/** Frames a second. */

/** What the user may ask for. */
export const rates = [24, 30, 60] as const;

/** What is asked for; `auto`: what is usual for the device. */
export type Rate = (typeof rates)[number] | 'auto';

/** What `auto` means: enough to look live, on a CPU what leaves some detail. */
export const usualRates = {gpu: 30, cpu: 15} as const;

/** What a saver's picture does not go over. */
const saverRate = 24;

/** Frames a second to hold: as asked, else the `usual`; never more than a saver's where battery and heat are spared. */
export function rateFor(asked: Rate, usual: number, isSaving: boolean): number {
  const wanted = asked === 'auto' ? usual : asked;
  return isSaving ? Math.min(saverRate, wanted) : wanted;
}
