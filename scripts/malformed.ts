/** Writes the corpus of malformed pictures and clips: `tsx scripts/malformed.ts FOLDER`. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {malformed} from '../tests/fixtures/malformed.ts';

const [folder = 'malformed'] = process.argv.slice(2);
mkdirSync(folder, {recursive: true});
for (const [what, {name, buffer}] of Object.entries(malformed)) {
  const file = `${what.replaceAll(/[^a-z0-9]+/gi, '-')}.${name.split('.').at(-1)}`;
  writeFileSync(join(folder, file), buffer);
  console.log(`${file}: ${buffer.length} bytes`);
}
