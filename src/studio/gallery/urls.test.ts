import {afterEach, expect, it, vi} from 'vitest';
import {MemoryFiles} from './files.ts';
import {Gallery} from './gallery.ts';
import {Space} from './space.ts';
import {GalleryUrls} from './urls.ts';

afterEach(() => vi.restoreAllMocks());

it('holds no URL of a file that was let go before it was read', async () => {
  const files = new MemoryFiles();
  const names = Array.from({length: 201}, (_, i) => `${i}.png`);
  for (const name of names) await files.write(name, new Blob([name]));
  const made = vi.spyOn(URL, 'createObjectURL');
  const urls = new GalleryUrls(new Gallery(() => Promise.resolve(files), new Space(undefined)));
  const all = names.map((name) => urls.of(name));
  await vi.waitFor(() => expect(all.at(-1)?.value).toBeDefined());
  expect(all[0]?.value).toBeUndefined();
  expect(made).toHaveBeenCalledTimes(200);
});
