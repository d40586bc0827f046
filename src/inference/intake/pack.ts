/** Style packs: checked file by file when they come in, put together when they go out. */
import {
  descriptionName,
  filesOf,
  networksOf,
  parsePackDescription,
  type FileFacts,
  type PackDescription,
} from '../../domain/pack.ts';
import {generatorsOf, type GeneratorSpec, type Style} from '../../domain/style.ts';
import {sha256Of} from '../hash.ts';
import {checkNetwork, inspect} from './inspect.ts';
import {refuse} from './refuse.ts';
import {checkWebp} from './webp.ts';
import {readZip, writeZip} from './zip.ts';

export interface Pack {
  readonly description: PackDescription;
  /** All other files by their names. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const decoder = new TextDecoder('utf-8', {fatal: true});

/** Largest description, in bytes. */
const maxDescription = 2 ** 18;

/** Reads and checks the style pack `data`. @throws RefusedError */
export async function readPack(data: Uint8Array): Promise<Pack> {
  const files = new Map(readZip(data));
  const description = readDescription(files.get(descriptionName));
  files.delete(descriptionName);
  const facts = filesOf(description);
  const names = new Set(facts.map(({file}) => file));
  if (names.size !== facts.length) refuse('pack-files', 'a file is used twice');
  for (const name of files.keys())
    if (!names.has(name)) refuse('pack-files', `${name} is not named`);
  for (const fact of facts) await checkFile(files.get(fact.file), fact);
  checkWebp(files.get(description.style.thumbnail) ?? new Uint8Array(0));
  if (description.card) readText(files.get(description.card.file), 'pack-files');
  checkGenerators(description.style, files);
  return {description, files};
}

/** The bytes of a pack: the same for the same content. */
export function writePack({description, files}: Pack): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(`${JSON.stringify(description, null, 2)}\n`);
  const ordered = filesOf(description).map(({file}): [string, Uint8Array] => [
    file,
    files.get(file) ?? refuse('pack-files', `${file} is missing`),
  ]);
  return writeZip(new Map([[descriptionName, json], ...ordered]));
}

/** Text of a file in UTF-8. */
function readText(data: Uint8Array | undefined, reason: 'pack-files' | 'pack-description'): string {
  try {
    return decoder.decode(data);
  } catch (error) {
    return refuse(reason, String(error));
  }
}

function readDescription(data: Uint8Array | undefined): PackDescription {
  if (!data) return refuse('pack-description', `no ${descriptionName}`);
  if (data.length > maxDescription) refuse('too-large', descriptionName);
  try {
    return parsePackDescription(JSON.parse(readText(data, 'pack-description')));
  } catch (error) {
    return refuse('pack-description', String(error));
  }
}

async function checkFile(data: Uint8Array | undefined, {file, bytes, sha256}: FileFacts) {
  if (!data) return refuse('pack-files', `${file} is missing`);
  if (data.length !== bytes) refuse('pack-files', `${file} has ${data.length} bytes`);
  if ((await sha256Of(data as Uint8Array<ArrayBuffer>)) !== sha256)
    refuse('pack-files', `${file} has another hash`);
}

/** Each network's graph is checked like that of a bare file, and must be as it is described. */
function checkGenerators(style: Style, files: ReadonlyMap<string, Uint8Array>): void {
  const dataOf = (file: string) => files.get(file) ?? new Uint8Array(0);
  const specs = generatorsOf(style);
  for (const spec of specs) checkSpec(spec, dataOf(spec.file));
  const generators = new Set(specs.map(({file}) => file));
  for (const {file} of networksOf(style)) if (!generators.has(file)) checkNetwork(dataOf(file));
}

function checkSpec(spec: GeneratorSpec, data: Uint8Array): void {
  const {form} = inspect(data);
  const same = (['input', 'output', 'layout', 'precision'] as const).every(
    (key) => form[key] === spec[key],
  );
  if (!same || (form.fixed && !spec.fixed)) {
    refuse('pack-description', `${spec.file} is not as it is described`);
  }
}
