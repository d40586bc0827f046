import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {architectures} from '../tests/fixtures/architectures.ts';
import {readPack} from '../src/inference/intake/pack.ts';
import {packJsonSchema} from './pack-json-schema.ts';

it('the JSON schema in docs is the one that packs are checked with (npm run pack:schema)', () => {
  expect(readFileSync('docs/style-pack.schema.json', 'utf8')).toBe(packJsonSchema());
});

it('makes a pack of a folder that names little more than its files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  writeFileSync(join(folder, 'G.onnx'), architectures['fast style']());
  writeFileSync(join(folder, 'card.md'), '# Mine\n');
  cpSync('public/models/vangogh.webp', join(folder, 'mine.webp'));
  const style = {
    id: 'mine',
    title: 'Mine',
    domainX: 'photographs',
    domainY: 'noise',
    thumbnail: 'mine.webp',
    licence: 'CC0',
    attribution: 'me',
    G: {M: {file: 'G.onnx'}},
  };
  writeFileSync(join(folder, 'style.json'), JSON.stringify({style, card: 'card.md'}));
  const file = join(folder, 'mine.cyclelens');
  execFileSync('npx', ['tsx', 'scripts/pack.ts', folder, file]);
  const {description, files} = await readPack(readFileSync(file));
  expect(description.style.G.M).toMatchObject({layout: 'NCHW', range: [-1, 1], multiple: 2});
  expect([...files.keys()].sort()).toEqual(['G.onnx', 'card.md', 'mine.webp']);
}, 30_000);
