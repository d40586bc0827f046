import {expect, it, vi} from 'vitest';
import {Contest} from './contest.ts';
import type {Moment} from './moment.ts';

/** A moment whose frame cannot be looked at. */
const unseen = () => {
  const close = vi.fn();
  const clone = () => {
    throw new DOMException('closed', 'InvalidStateError');
  };
  return {moment: {shown: {frame: {clone, close}}} as unknown as Moment, close};
};

it('gives out a picture that could not be judged, and goes on with the row', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const contest = new Contest(() => Promise.resolve(undefined));
  const all = [unseen(), unseen()];
  for (const {moment} of all) contest.enter(moment);
  const best = await contest.end();
  expect(all.map(({moment}) => moment)).toContain(best);
  // The best one's frame is the caller's, every other one is closed.
  for (const {moment, close} of all) expect(close).toHaveBeenCalledTimes(moment === best ? 0 : 1);
});
