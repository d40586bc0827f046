/**
 * The gallery's index: a journal of changes, one a line, each behind its checksum. A line is only
 * ever appended, and begins with the line break, so a write that is cut off damages itself alone.
 * When much of it is outdated, the journal is written anew as the other one of two files; that one
 * counts only once its last line, the mark, is there.
 */
import * as v from 'valibot';
import {changeSchema, type Change, type Kept} from '../../domain/kept.ts';
import {crc32} from '../../domain/crc32.ts';
import type {Files} from './files.ts';

const names = ['journal-a', 'journal-b'] as const;

/** First and last line of what is written at once. */
const markSchema = v.object({generation: v.pipe(v.number(), v.integer()), isWhole: v.boolean()});

/** What the journal says there is. */
export interface Contents {
  readonly kept: Map<string, Kept>;
  /** Clips whose recording began and did not end. */
  readonly begun: Map<string, Kept>;
  /** Deleted entries, with the time of that in milliseconds since 1970. */
  readonly gone: Map<string, number>;
}

const checksum = (text: string) =>
  crc32(new TextEncoder().encode(text)).toString(16).padStart(8, '0');

const lineOf = (value: object) => {
  const json = JSON.stringify(value);
  return `\n${checksum(json)} ${json}`;
};

/** The values of all lines that are as they were written. */
function* readLines(text: string): Generator {
  for (const line of text.split('\n')) {
    const json = line.slice(9);
    if (line.slice(0, 8) === checksum(json)) yield JSON.parse(json);
  }
}

interface Volume {
  readonly name: string;
  readonly generation: number;
  readonly changes: readonly Change[];
}

function readVolume(name: string, text: string): Volume | undefined {
  const changes: Change[] = [];
  let generation: number | undefined;
  for (const value of readLines(text)) {
    const mark = v.safeParse(markSchema, value);
    const change = v.safeParse(changeSchema, value);
    if (mark.success && mark.output.isWhole) ({generation} = mark.output);
    if (change.success) changes.push(change.output);
  }
  return generation === undefined ? undefined : {name, generation, changes};
}

function apply({kept, begun, gone}: Contents, change: Change): void {
  switch (change.change) {
    case 'put':
      gone.delete(change.entry.id);
      begun.delete(change.entry.id);
      kept.set(change.entry.id, change.entry);
      break;
    case 'begun':
      begun.set(change.entry.id, change.entry);
      break;
    case 'gone':
      kept.delete(change.id);
      begun.delete(change.id);
      gone.set(change.id, change.at);
      break;
    default:
      change satisfies never;
  }
}

/** Lines that may be outdated before the journal is written anew. */
const slack = 100;

/** By then the files of what was deleted are gone, too, in milliseconds. */
const longAgoMs = 30 * 24 * 3600 * 1000;

/** Only ever used by who has the files for itself (`Files.exclusively`). */
export class Journal {
  readonly #files: Files;
  #name: (typeof names)[number] = names[0];
  #generation = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Reads everything; writes the journal anew where it is missing or mostly outdated. */
  async load(): Promise<Contents> {
    const volumes: Volume[] = [];
    for (const name of names) {
      const text = await (await this.#files.read(name))?.text();
      const volume = text && readVolume(name, text);
      if (volume) volumes.push(volume);
    }
    const [newest, ...outdated] = volumes.sort((a, b) => b.generation - a.generation);
    for (const {name} of outdated) await this.#files.remove(name);
    const contents: Contents = {kept: new Map(), begun: new Map(), gone: new Map()};
    for (const change of newest?.changes ?? []) apply(contents, change);
    this.#name = newest?.name === names[1] ? names[1] : names[0];
    this.#generation = newest?.generation ?? 0;
    const size = contents.kept.size + contents.begun.size + contents.gone.size;
    if (!newest || newest.changes.length > 2 * size + slack) {
      // On a full disk what there is can still be looked at.
      await this.#rewrite(contents).catch(console.warn);
    }
    return contents;
  }

  /** Adds changes, all of them or, when the write is cut off, the first of them. */
  async append(...changes: readonly Change[]): Promise<void> {
    const text = changes.map(lineOf).join('');
    try {
      await this.#files.append(this.#name, text);
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') throw error;
      // Another tab has written it anew, as the other file.
      await this.load();
      await this.#files.append(this.#name, text);
    }
  }

  async #rewrite({kept, begun, gone}: Contents): Promise<void> {
    const old = this.#name;
    const name = old === names[0] ? names[1] : names[0];
    const generation = this.#generation + 1;
    const changes: Change[] = [
      ...[...kept.values()].map((entry) => ({change: 'put' as const, entry})),
      ...[...begun.values()].map((entry) => ({change: 'begun' as const, entry})),
      ...[...gone]
        .filter(([, at]) => Date.now() - at < longAgoMs)
        .map(([id, at]) => ({change: 'gone' as const, id, at})),
    ];
    const lines = [...changes, {generation, isWhole: true}].map(lineOf);
    await this.#files.write(name, new Blob(lines));
    await this.#files.remove(old);
    this.#name = name;
    this.#generation = generation;
  }
}
