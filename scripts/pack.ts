/**
 * Makes a style pack of a folder: `npm run pack -- DIR [FILE]`. DIR/style.json describes the style as in
 * docs/style-packs.md; of a generator its file's name is enough, the rest is read off its graph.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import type {PackDescription} from '../src/domain/pack.ts';
import type {GeneratorSpec} from '../src/domain/style.ts';
import {sha256Of} from '../src/inference/hash.ts';
import {adapt, ends} from '../src/inference/intake/adapt.ts';
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

const facts = async (data: Uint8Array<ArrayBuffer>) => ({
  bytes: data.length,
  sha256: await sha256Of(data),
});

/** A generator's whole description; one from elsewhere is brought into the app's form. */
async function complete(spec: Tiers[string], data: Uint8Array<ArrayBuffer>) {
  const {form, multiple, gmacs, parameters} = inspect(data);
  // What is described already is in the app's form.
  const file = spec.input || isOurs(form) ? data : adapt(data, form);
  const {input, output} = file === data ? form : ends;
  return {
    file,
    spec: {
      input,
      output,
      layout: 'NCHW',
      range: [-1, 1],
      precision: 'f32',
      multiple,
      margin: 0,
      ...(form.fixed && {fixed: form.fixed}),
      gmacs,
      parameters,
      ...spec,
      ...(await facts(file)),
    },
  };
}

const [folder = '.', to = `${basename(resolve(folder))}.cyclelens`] = process.argv.slice(2);
const draft = JSON.parse(await readFile(join(folder, 'style.json'), 'utf8')) as Draft;
const files: Files = new Map();
const {style} = draft;
for (const tiers of [style.G, style.F ?? {}]) {
  for (const [tier, spec] of Object.entries(tiers)) {
    const whole = await complete(spec, await read(folder, spec.file));
    tiers[tier] = whole.spec as Tiers[string];
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
  thumbnail: await facts(thumbnail),
  ...(card && {card: {file: cardName, ...(await facts(card))}}),
} as unknown as PackDescription;
const pack = writePack({description, files});
// What is written is what the app will let in.
await readPack(pack);
await writeFile(to, pack);
console.log(`${to}: ${pack.length} bytes, ${files.size} files`);
