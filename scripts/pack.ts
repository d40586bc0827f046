/**
 * Makes a style pack of a folder: `npm run pack -- DIR [FILE]`. DIR/style.json describes the style as in
 * docs/style-packs.md; of a generator its file's name is enough, the rest is read off its graph.
 * `npm run pack -- FILE.cyclelens` checks one as the app does.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import type {PackDescription} from '../src/domain/pack.ts';
import type {GeneratorSpec} from '../src/domain/style.ts';
import {adapt} from '../src/inference/intake/adapt.ts';
import {factsOf, specOf} from '../src/inference/intake/facts.ts';
import {inspect, isOurs} from '../src/inference/intake/inspect.ts';
import {readPack, writePack} from '../src/inference/intake/pack.ts';

type Files = Map<string, Uint8Array<ArrayBuffer>>;
type Tiers = Record<string, Partial<GeneratorSpec> & {file: string}>;

/** What a folder's style.json must say. */
interface Draft {
  readonly style: {id: string; thumbnail: string; G: Tiers; F?: Tiers};
  readonly card?: string | {file: string};
}

const read = async (folder: string, name: string) =>
  new Uint8Array(await readFile(join(folder, basename(name))));

/** A generator's whole description; one from elsewhere is brought into the app's form. */
async function complete(said: Tiers[string], data: Uint8Array<ArrayBuffer>) {
  const findings = inspect(data);
  const {form} = findings;
  // What is described already is in the app's form.
  const file = said.input || isOurs(form) ? data : adapt(data, form);
  return {file, spec: {...specOf(findings, form), ...said, ...(await factsOf(file))}};
}

/** The pack that a folder describes. */
async function packOf(folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const draft = JSON.parse(await readFile(join(folder, 'style.json'), 'utf8')) as Draft;
  const files: Files = new Map();
  const {style} = draft;
  for (const tiers of [style.G, style.F ?? {}]) {
    for (const [tier, spec] of Object.entries(tiers)) {
      const whole = await complete(spec, await read(folder, spec.file));
      tiers[tier] = whole.spec;
      files.set(spec.file, whole.file);
    }
  }
  const thumbnail = await read(folder, style.thumbnail);
  files.set(style.thumbnail, thumbnail);
  const cardName = typeof draft.card === 'string' ? draft.card : draft.card?.file;
  const card = cardName ? await read(folder, cardName) : undefined;
  if (cardName && card) files.set(cardName, card);
  const description = {
    format: 'cyclelens-style',
    version: 1,
    style,
    thumbnail: await factsOf(thumbnail),
    ...(card && {card: {file: cardName, ...(await factsOf(card))}}),
  } as unknown as PackDescription;
  return writePack({description, files});
}

const [source = '.', to = `${basename(resolve(source))}.cyclelens`] = process.argv.slice(2);
const isPack = source.endsWith('.cyclelens');
const pack = isPack ? new Uint8Array(await readFile(source)) : await packOf(source);
// What is written is what the app will let in.
const {files} = await readPack(pack);
if (!isPack) await writeFile(to, pack);
console.log(`${isPack ? source : to}: ${pack.length} bytes, ${files.size} files`);
