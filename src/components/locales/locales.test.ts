import {readdirSync, readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {parseManifest} from '../../domain/style.ts';
import {templates} from './zh-CN.ts';

const folder = 'src/components';

/** The ids of all sentences that elements say. */
function idsInUse(): string[] {
  const sources = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const ids = sources.flatMap((source) =>
    [...source.matchAll(/\{\s*id: '([\w-]+)',?\s*\}/g)].map(([, id = '']) => id),
  );
  return [...new Set(ids)].sort();
}

/** The ids of what is said of the styles that ship. */
const idsOfStyles = () =>
  parseManifest(JSON.parse(readFileSync('public/models/manifest.json', 'utf8'))).flatMap(
    ({id, artist}) => [...(artist ? [`${id}:artist`] : []), `${id}:attribution`, `${id}:domain`],
  );

it('has every sentence, and none that nobody says', () => {
  expect(Object.keys(templates).sort()).toEqual([...idsInUse(), ...idsOfStyles()].sort());
});

it('gives each msg an id', () => {
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.ts'))) {
    const source = readFileSync(`${folder}/${file}`, 'utf8');
    const calls = source.match(/\bmsg\(/g)?.length ?? 0;
    const ids = source.match(/\bid: ['`]/g)?.length ?? 0;
    expect(ids, file).toBe(calls);
  }
});
