/**
 * Reads and writes the zip of a style pack with fflate. Its files are stored and not compressed, so
 * that no small file can become a large one; names are bare, so that none can point elsewhere.
 */
import {unzipSync, zipSync, type Zippable} from 'fflate';
import {maxPackBytes, maxPackFiles} from './limits.ts';
import {refuse, RefusedError} from './refuse.ts';

const bareName = /^[a-z0-9][\w.-]{0,119}$/i;

/** The files of the zip `data` by name. @throws RefusedError */
export function readZip(data: Uint8Array): ReadonlyMap<string, Uint8Array> {
  if (data.length > maxPackBytes) refuse('too-large', `${data.length} bytes`);
  const names = new Set<string>();
  let total = 0;
  try {
    const files = unzipSync(data, {
      filter: ({name, size, originalSize, compression}) => {
        if (names.size >= maxPackFiles) refuse('too-large', 'files');
        if (!bareName.test(name)) refuse('pack-files', `the name ${JSON.stringify(name)}`);
        if (names.has(name.toLowerCase())) refuse('pack-files', `${name} twice`);
        if (compression !== 0 || size !== originalSize)
          refuse('pack-files', `${name} is compressed`);
        names.add(name.toLowerCase());
        total += size;
        // Files that share their bytes would be more than the zip holds.
        if (!(total <= data.length)) refuse('pack-files', `${name} overlaps`);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse('malformed', String(error));
  }
}

/** Packs `files` in their order; the same files always give the same bytes. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const [name, data] of files) entries[name] = data;
  // Zip knows no time zone and no time before 1980.
  return zipSync(entries, {level: 0, mtime: new Date(1980, 0, 1)});
}
