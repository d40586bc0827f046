import {expect, it, vi} from 'vitest';
import {proven} from './proven.ts';

it('releases what fails at its first work, and says why it failed', async () => {
  const made = {release: vi.fn(() => Promise.resolve())};
  const fault = new Error('no memory');
  await expect(proven(made, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(made.release).toHaveBeenCalledOnce();
  expect(await proven(made, () => Promise.resolve())).toBe(made);
  expect(made.release).toHaveBeenCalledOnce();
});
