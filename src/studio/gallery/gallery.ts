/**
 * Everything the user made: shots and clips, newest first. Files come first and then the journal's
 * line about them, so that a write that is cut off loses no picture: what lies in the folder
 * without a line is found again on the next start. What cannot be written stays in memory.
 */
import {signal} from '@preact/signals-core';
import {AppError} from '../../domain/errors.ts';
import {idOf, newId, timeOf, type Change, type Kept, type Provenance} from '../../domain/kept.ts';
import type {Size} from '../../domain/geometry.ts';
import {MemoryFiles, type Files} from './files.ts';
import {Journal, type Contents} from './journal.ts';
import {OpenClip, type ClipFacts, type ClipFiles} from './open-clip.ts';
import {Space} from './space.ts';

/** What is kept of a shot, or of a clip that is there whole. */
export interface Made {
  readonly kind: Kept['kind'];
  readonly painted: Blob;
  readonly thumbnail?: Blob | undefined;
  /** What the camera saw. */
  readonly original?: Blob | undefined;
  readonly size: Size;
  readonly durationMs?: number | undefined;
  readonly provenance: Provenance;
}

/** An entry, and what went wrong when it only lasts as long as the page. */
export interface Keeping {
  readonly entry: Kept;
  /** StorageFull or NotKept. */
  readonly fault: AppError | undefined;
}

/** What was deleted a moment ago. */
export interface Undo {
  readonly count: number;
  readonly run: () => Promise<void>;
}

/** How long a deletion can be undone, in milliseconds. */
export const undoMs = 10_000;
/** After this nobody will undo it any more, in whichever tab it was. */
const purgeAfterMs = 60_000;

const typesByEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** The usual ending of a file of a MIME type. */
export const endingOf = (type: string) =>
  Object.keys(typesByEnding).find((ending) => typesByEnding[ending] === type) ?? 'bin';

const filesOf = ({painted, thumbnail, original}: Kept) =>
  [painted, thumbnail, original].filter((name) => name !== undefined);

const bytesOf = (...blobs: (Blob | undefined)[]) =>
  blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0);

function asStorageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const isFull = (error as Error).name === 'QuotaExceededError';
  return new AppError(isFull ? 'StorageFull' : 'NotKept', String(error), {cause: error});
}

export class Gallery {
  /** Newest first; empty until opened. */
  readonly entries = signal<readonly Kept[]>([]);
  /** Clips whose recording was cut off, by a crash or a closed tab. */
  readonly unfinished = signal<readonly OpenClip[]>([]);
  /** Whether what is kept is there on the next visit; not known before it is opened. */
  readonly isLasting = signal(true);
  /** Brings back what was deleted last, for as long as that can be had. */
  readonly undo = signal<Undo | undefined>(undefined);
  readonly space: Space;

  readonly #openFiles: () => Promise<Files>;
  #opening: Promise<{files: Files; journal: Journal}> | undefined;
  /** What could not be written, by name: it lives as long as the page. */
  readonly #unwritten = new Map<string, Blob>();

  constructor(openFiles: () => Promise<Files>, space: Space) {
    this.#openFiles = openFiles;
    this.space = space;
  }

  /** Reads what is there, once, and finds what a crash left behind. */
  async open(): Promise<void> {
    await this.#open();
  }

  /** Keeps a shot or a whole clip; what the disk has no room for lasts as long as the page. */
  keep(made: Made, time = new Date()): Promise<Keeping> {
    return this.#put(newId(time), time.getTime(), made);
  }

  /** Puts a better painting in the place of one that is kept; on a full disk, in memory only. */
  async replace(old: Kept, made: Made): Promise<Keeping> {
    const keeping = await this.#put(old.id, old.takenAt, made, true);
    if (keeping.fault) return keeping;
    const {files} = await this.#open();
    const names = new Set(filesOf(keeping.entry));
    for (const name of filesOf(old)) {
      this.#unwritten.delete(name);
      // What stays is removed on the next start.
      if (!names.has(name)) await files.remove(name).catch(console.warn);
    }
    return keeping;
  }

  /** One of an entry's files. @throws FileUnreadable */
  async read(name: string): Promise<Blob> {
    const {files} = await this.#open();
    const file = this.#unwritten.get(name) ?? (await files.read(name));
    if (!file) throw new AppError('FileUnreadable', name);
    return file;
  }

  /** Deletes entries; within `undoMs` they can be brought back. */
  async remove(entries: readonly Kept[]): Promise<void> {
    const gone = new Set(entries.map(({id}) => id));
    this.#show(this.entries.value.filter(({id}) => !gone.has(id)));
    const note = () =>
      this.#note(...[...gone].map((id) => ({change: 'gone' as const, id, at: Date.now()})));
    // On a full disk there is no room even for a note, until the files have made some.
    const isNoted = note().then(
      () => true,
      () => false,
    );
    const purge = async () => {
      await this.#purge(entries);
      if (!(await isNoted)) await note();
    };
    const run = async () => {
      clearTimeout(timer);
      if (this.undo.value === undo) this.undo.value = undefined;
      this.#show([...this.entries.value, ...entries]);
      if (await isNoted) {
        await this.#note(...entries.map((entry) => ({change: 'put' as const, entry})));
      }
    };
    const undo: Undo = {count: entries.length, run};
    this.undo.value = undo;
    const timer = setTimeout(() => {
      if (this.undo.value === undo) this.undo.value = undefined;
      void purge().catch(console.warn);
    }, undoMs);
    await isNoted;
  }

  /** Reserves a file for a clip that is written as it is recorded. */
  async openClip(facts: ClipFacts, time = new Date()): Promise<OpenClip> {
    const {files} = await this.#open();
    const id = newId(time);
    const painted = `${id}.${endingOf(facts.type)}`;
    const entry: Kept = {kind: 'clip', id, takenAt: time.getTime(), painted, bytes: 0, ...facts};
    if (!files.isLasting) return new OpenClip(entry, this, false);
    const letGo = files.claim(id);
    try {
      await files.write(painted, new Blob());
      await this.#note({change: 'begun', entry});
    } catch (error) {
      letGo();
      throw asStorageError(error);
    }
    return new OpenClip(entry, this, true, letGo);
  }

  /** For OpenClip: its file is whole, or comes as `painted`. */
  async commit(entry: Kept, {painted, thumbnail}: ClipFiles): Promise<Keeping> {
    const content = painted ?? (await this.read(entry.painted));
    const thumbnailName = thumbnail && `${entry.id}-thumbnail.webp`;
    const done: Kept = {
      ...entry,
      bytes: bytesOf(content, thumbnail),
      ...(thumbnailName && {thumbnail: thumbnailName}),
    };
    const keeping = await this.#store(done, [
      ...(painted ? [[entry.painted, painted] as const] : []),
      ...(thumbnail && thumbnailName ? [[thumbnailName, thumbnail] as const] : []),
    ]);
    this.#forget(entry.id);
    return keeping;
  }

  /** For OpenClip: nothing of it is wanted. */
  async discard({id, painted}: Kept): Promise<void> {
    const {files} = await this.#open();
    await this.#note({change: 'gone', id, at: Date.now()});
    await files.remove(painted);
    this.#forget(id);
  }

  #put(id: string, takenAt: number, made: Made, isBetter = false): Promise<Keeping> {
    const {kind, painted, thumbnail, original, size, durationMs, provenance} = made;
    // A name of its own: who reads the old file meanwhile must not find half of the new one.
    const stem = isBetter ? `${id}-full` : id;
    const named = [
      ['painted', `${stem}.${endingOf(painted.type)}`, painted],
      ['thumbnail', `${stem}-thumbnail.webp`, thumbnail],
      ['original', `${id}-original.${endingOf(original?.type ?? '')}`, original],
    ] as const;
    const present = named.filter(([, , blob]) => blob !== undefined);
    const entry: Kept = {
      id,
      kind,
      takenAt,
      type: painted.type,
      bytes: bytesOf(painted, thumbnail, original),
      painted: named[0][1],
      ...Object.fromEntries(present.map(([role, name]) => [role, name])),
      ...size,
      ...(durationMs === undefined ? {} : {durationMs}),
      provenance,
    };
    const blobs = present.map(([, name, blob]) => [name, blob as Blob] as const);
    return this.#store(entry, blobs);
  }

  /** Writes files and then the line about them; when that fails, all of it stays in memory. */
  async #store(entry: Kept, blobs: readonly (readonly [string, Blob])[]): Promise<Keeping> {
    const {files, journal} = await this.#open();
    let fault: AppError | undefined;
    try {
      await files.exclusively(async () => {
        for (const [name, blob] of blobs) await files.write(name, blob);
        await journal.append({change: 'put', entry});
      });
    } catch (error) {
      fault = asStorageError(error);
      for (const [name, blob] of blobs) {
        this.#unwritten.set(name, blob);
        await files.remove(name).catch(console.warn);
      }
    }
    this.#show([...this.entries.value.filter(({id}) => id !== entry.id), entry]);
    if (!fault) files.announce();
    void this.space.settle();
    return {entry, fault};
  }

  async #note(...changes: Change[]): Promise<void> {
    const {files, journal} = await this.#open();
    try {
      await files.exclusively(() => journal.append(...changes));
    } catch (error) {
      throw asStorageError(error);
    }
    files.announce();
  }

  #show(entries: readonly Kept[]): void {
    this.entries.value = [...entries].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  #forget(id: string): void {
    this.unfinished.value = this.unfinished.value.filter(({entry}) => entry.id !== id);
  }

  async #purge(entries: readonly Kept[]): Promise<void> {
    const {files} = await this.#open();
    for (const name of entries.flatMap(filesOf)) {
      this.#unwritten.delete(name);
      await files.remove(name).catch(console.warn);
    }
    void this.space.measure();
  }

  #open() {
    return (this.#opening ??= this.#openFiles()
      .then((files) => this.#load(files))
      .catch((error: unknown) => {
        // What is there stays as it is, for a visit when it can be read.
        console.warn('nothing can be kept', error);
        return this.#load(new MemoryFiles());
      }));
  }

  async #load(files: Files) {
    this.isLasting.value = files.isLasting;
    const journal = new Journal(files);
    await files.exclusively(async () => {
      const contents = await journal.load();
      const found = await this.#tidy(files, contents);
      if (found.length > 0) {
        // Where it cannot be written they are found again on the next start.
        const puts = found.map((entry) => ({change: 'put' as const, entry}));
        await journal.append(...puts).catch(console.warn);
      }
      this.#show([...contents.kept.values(), ...found]);
      const claims = await files.claims();
      this.unfinished.value = [...contents.begun.values()]
        .filter(({id}) => !claims.has(id))
        .map((entry) => new OpenClip(entry, this, true));
    });
    files.onAnnounced(() => void this.#reload(files));
    void this.space.measure();
    return {files, journal};
  }

  /** Another tab has changed something. */
  async #reload(files: Files): Promise<void> {
    const {kept} = await files.exclusively(() => new Journal(files).load());
    const unwritten = this.entries.value.filter(({painted}) => this.#unwritten.has(painted));
    this.#show([...kept.values(), ...unwritten.filter(({id}) => !kept.has(id))]);
  }

  /** Forgets what has no file, removes files of what is gone, finds those that no line tells of. */
  async #tidy(files: Files, {kept, begun, gone}: Contents): Promise<Kept[]> {
    const names = new Set(await files.list());
    for (const [id, {painted}] of kept) if (!names.has(painted)) kept.delete(id);
    const known = new Set([...kept.values(), ...begun.values()].flatMap(filesOf));
    const found: Kept[] = [];
    for (const name of names) {
      const id = idOf(name);
      if (!id || known.has(name)) continue;
      const goneAt = gone.get(id);
      const type = typesByEnding[name.replace(/^.*\./, '')];
      if (goneAt !== undefined) {
        if (Date.now() - goneAt > purgeAfterMs) await files.remove(name);
      } else if (kept.has(id) || begun.has(id) || !type || /-(thumbnail|original)\./.test(name)) {
        await files.remove(name);
      } else {
        const bytes = (await files.read(name))?.size ?? 0;
        const kind = type.startsWith('video/') ? 'clip' : 'shot';
        if (bytes === 0) await files.remove(name);
        else found.push({id, kind, takenAt: timeOf(id), type, bytes, painted: name});
      }
    }
    return found;
  }
}
