import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import type {Kept} from '../../domain/kept.ts';
import {MemoryFiles} from './files.ts';
import {Gallery} from './gallery.ts';
import {Space} from './space.ts';
import {WaysOut} from './ways-out.ts';

beforeEach(() => void vi.stubGlobal('navigator', {canShare: () => true}));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('offers nothing to share of a picture that another tab has deleted', async () => {
  const files = new MemoryFiles();
  await files.write('here.png', new Blob(['picture'], {type: 'image/png'}));
  const waysOut = new WaysOut(new Gallery(() => Promise.resolve(files), new Space(undefined)));
  const entry = (painted: string) =>
    ({id: 'x', painted, type: 'image/png', takenAt: 0, bytes: 7}) as Kept;
  await waysOut.prepare([entry('here.png')]);
  expect(waysOut.canShare.value).toBe(true);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await waysOut.prepare([entry('gone.png')]);
  expect(waysOut.canShare.value).toBe(false);
});
