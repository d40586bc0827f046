import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Provenance} from '../../domain/kept.ts';
import {MemoryFiles} from './files.ts';
import {Gallery, undoMs, type Keeping, type Made} from './gallery.ts';
import {Space} from './space.ts';

/** A folder on a disk with a certain room, whose power may fail in the middle of a write. */
class Disk extends MemoryFiles {
  override readonly isLasting = true as never;
  /** Bytes that can be written until the power fails. */
  power = Infinity;
  capacity = Infinity;
  written = 0;

  override async write(name: string, content: Blob): Promise<void> {
    await this.#change(name, new Blob(), content);
  }

  override async append(name: string, text: string): Promise<void> {
    const before = await this.read(name);
    if (!before) throw new DOMException(name, 'NotFoundError');
    await this.#change(name, before, new Blob([text]));
  }

  override async remove(name: string): Promise<void> {
    this.#requirePower();
    await super.remove(name);
  }

  async #change(name: string, before: Blob, added: Blob): Promise<void> {
    this.#requirePower();
    const part = added.slice(0, Math.min(added.size, this.power));
    const used = await this.#used(name);
    if (used + before.size + added.size > this.capacity) {
      // Like a browser, it notices when some of it is written.
      await super.write(name, new Blob([before, added.slice(0, added.size >> 1)]));
      throw new DOMException(name, 'QuotaExceededError');
    }
    await super.write(name, new Blob([before, part]));
    this.power -= part.size;
    this.written += part.size;
    if (part.size < added.size) this.#requirePower();
  }

  async #used(exceptFor: string): Promise<number> {
    let sum = 0;
    for (const name of await this.list()) {
      if (name !== exceptFor) sum += (await this.read(name))?.size ?? 0;
    }
    return sum;
  }

  #requirePower(): void {
    if (this.power <= 0) throw new Error('no power');
  }
}

const provenance: Provenance = {
  style: 'Pen and ink',
  direction: 'X→Y',
  strength: 1,
  keepColours: false,
  generator: 'a'.repeat(64),
  version: '0.1.0',
};

const shotOf = (text: string, more: Partial<Made> = {}): Made => ({
  kind: 'shot',
  painted: new Blob([text], {type: 'image/png'}),
  thumbnail: new Blob([`small ${text}`]),
  size: {width: 4, height: 3},
  provenance,
  ...more,
});

const galleryOn = (disk: Disk) => new Gallery(() => Promise.resolve(disk), new Space(undefined));

/** What a gallery that is opened now shows: each entry's picture as text, newest first. */
async function shownAfterStart(disk: Disk): Promise<string[]> {
  disk.power = Infinity;
  const gallery = galleryOn(disk);
  await gallery.open();
  return textsOf(gallery);
}

const textsOf = (gallery: Gallery) =>
  Promise.all(gallery.entries.value.map(async ({painted}) => (await gallery.read(painted)).text()));

function unfaulted(keeping: Keeping): Keeping {
  if (keeping.fault) throw keeping.fault;
  return keeping;
}

const time = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second));

beforeEach(() => {
  vi.useFakeTimers({now: time(30)});
  // Writes that fail are part of these tests.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a gallery', () => {
  it('shows on the next start what was kept, newest first, with all that is known of it', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const {entry: first} = await gallery.keep(
      shotOf('one', {original: new Blob(['seen'])}),
      time(1),
    );
    await gallery.keep(shotOf('two'), time(2));
    expect(await shownAfterStart(disk)).toEqual(['two', 'one']);
    const next = galleryOn(disk);
    await next.open();
    expect(next.entries.value[1]).toEqual(first);
    expect(await (await next.read(first.original ?? '')).text()).toBe('seen');
  });

  it('puts a better painting in the place of the first', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const {entry: first} = await gallery.keep(shotOf('small'), time(1));
    await gallery.replace(first, shotOf('large'));
    expect(await textsOf(gallery)).toEqual(['large']);
    expect(await shownAfterStart(disk)).toEqual(['large']);
    expect((await disk.list()).filter((name) => name.startsWith(first.id))).toHaveLength(2);
  });

  it('brings back what was deleted, until it is gone for good', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const {entry: first} = await gallery.keep(shotOf('one'), time(1));
    const {entry: second} = await gallery.keep(shotOf('two'), time(2));
    await gallery.remove([first]);
    const undo = gallery.undo.value;
    expect(await textsOf(gallery)).toEqual(['two']);
    expect(await shownAfterStart(disk)).toEqual(['two']);
    await undo?.run();
    await vi.advanceTimersByTimeAsync(2 * undoMs);
    expect(await shownAfterStart(disk)).toEqual(['two', 'one']);
    await gallery.remove([first, second]);
    await vi.advanceTimersByTimeAsync(undoMs);
    expect((await disk.list()).filter((name) => !name.startsWith('journal'))).toEqual([]);
    expect(await shownAfterStart(disk)).toEqual([]);
  });

  it(
    'loses nothing that was kept, at whatever byte the power fails',
    {timeout: 30_000},
    async () => {
      /** What is on the disk, by the user's understanding, when each step has ended. */
      async function live(disk: Disk): Promise<string[][]> {
        const gallery = galleryOn(disk);
        const states: string[][] = [[]];
        try {
          const {entry: one} = unfaulted(await gallery.keep(shotOf('one'), time(1)));
          states.push(['one']);
          unfaulted(await gallery.keep(shotOf('two'), time(2)));
          states.push(['two', 'one']);
          unfaulted(await gallery.replace(one, shotOf('one, better')));
          states.push(['two', 'one, better']);
          await gallery.remove([one]);
          states.push(['two']);
          await gallery.undo.value?.run();
          states.push(['two', 'one, better']);
        } catch {
          // The power has failed.
        }
        return states;
      }
      const whole = new Disk();
      expect(await live(whole)).toHaveLength(6);
      for (let power = 0; power < whole.written; power += 13) {
        const disk = new Disk();
        disk.power = power;
        const states = await live(disk);
        const shown = await shownAfterStart(disk);
        const before = states.at(-1) ?? [];
        // A picture may be there once more than was confirmed, and may be the better one already;
        // only one that was cut in the middle of being written may be a part.
        for (const text of before) {
          const isThere = shown.some((seen) => seen.startsWith(text));
          const wasLeaving = states.length === 4 && text.startsWith('one');
          expect(isThere || wasLeaving, `${text} after ${power} bytes: ${shown.join()}`).toBe(true);
        }
      }
    },
  );

  it('finds pictures whose journal is damaged', async () => {
    const disk = new Disk();
    await galleryOn(disk).keep(shotOf('one'), time(1));
    for (const name of await disk.list()) {
      if (name.startsWith('journal')) await disk.write(name, new Blob(['\n00000000 {"not": 1}']));
    }
    expect(await shownAfterStart(disk)).toEqual(['one']);
    expect(await shownAfterStart(disk)).toEqual(['one']);
  });

  it('has room for all changes of two tabs, also when one writes the journal anew', async () => {
    const disk = new Disk();
    const [a, b] = [galleryOn(disk), galleryOn(disk)];
    await a.keep(shotOf('from a'), time(1));
    await b.keep(shotOf('from b'), time(2));
    for (let i = 0; i < 60; i++) {
      await a.remove(a.entries.value.slice(-1));
      await a.undo.value?.run();
    }
    const before = (await disk.list()).filter((name) => name.startsWith('journal'));
    expect(await shownAfterStart(disk)).toEqual(['from b', 'from a']);
    const after = (await disk.list()).filter((name) => name.startsWith('journal'));
    expect(after).not.toEqual(before);
    await b.keep(shotOf('later'), time(3));
    expect(await shownAfterStart(disk)).toEqual(['later', 'from b', 'from a']);
  });
});

describe('a full disk', () => {
  it('says so, shows the picture as long as the page lives, and harms no other', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    await gallery.keep(shotOf('one'), time(1));
    disk.capacity = disk.written + 5;
    const {fault} = await gallery.keep(shotOf('a picture too many'), time(2));
    expect(fault?.name).toBe('StorageFull');
    expect(await textsOf(gallery)).toEqual(['a picture too many', 'one']);
    expect(await shownAfterStart(disk)).toEqual(['one']);
  });

  it('leaves the first painting when there is no room for a better one, which the page shows', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const {entry: first} = await gallery.keep(shotOf('one'), time(1));
    disk.capacity = disk.written + 5;
    const {fault} = await gallery.replace(first, shotOf('one, better'));
    expect(fault?.name).toBe('StorageFull');
    expect(await textsOf(gallery)).toEqual(['one, better']);
    expect(await shownAfterStart(disk)).toEqual(['one']);
  });

  it('can be emptied', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const {entry: first} = await gallery.keep(shotOf('one'.repeat(400)), time(1));
    disk.capacity = disk.written + 5;
    await gallery.remove([first]);
    await vi.advanceTimersByTimeAsync(undoMs);
    expect(await shownAfterStart(disk)).toEqual([]);
    await gallery.keep(shotOf('two'), time(2));
    expect(await shownAfterStart(disk)).toEqual(['two']);
  });
});

describe('a clip', () => {
  const facts = {type: 'video/mp4', width: 4, height: 3, provenance};

  it('is in the gallery once it is whole', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const clip = await gallery.openClip(facts, time(1));
    expect(gallery.entries.value).toEqual([]);
    await disk.write(clip.path?.file ?? '', new Blob(['frames']));
    await clip.commit({durationMs: 40}, {thumbnail: new Blob(['small'])});
    const [entry] = gallery.entries.value;
    expect(entry).toMatchObject({kind: 'clip', durationMs: 40, bytes: 11, type: 'video/mp4'});
    expect(await shownAfterStart(disk)).toEqual(['frames']);
  });

  it('that was cut off is offered on the next start, and to no tab while it is recorded', async () => {
    const disk = new Disk();
    const clip = await galleryOn(disk).openClip(facts, time(1));
    await disk.write(clip.path?.file ?? '', new Blob(['some fra']));
    const other = galleryOn(disk);
    await other.open();
    expect(other.unfinished.value).toEqual([]);
    // The page that recorded has died.
    vi.spyOn(disk, 'claims').mockResolvedValue(new Set());
    const next = galleryOn(disk);
    await next.open();
    const [found] = next.unfinished.value;
    expect(await (await found?.read())?.text()).toBe('some fra');
    await found?.commit({durationMs: 20}, {painted: new Blob(['repaired'])});
    expect(next.unfinished.value).toEqual([]);
    expect(await shownAfterStart(disk)).toEqual(['repaired']);
  });

  it('that nobody wants leaves nothing behind', async () => {
    const disk = new Disk();
    const gallery = galleryOn(disk);
    const clip = await gallery.openClip(facts, time(1));
    await clip.discard();
    expect(await disk.list()).toHaveLength(1);
    expect(await shownAfterStart(disk)).toEqual([]);
  });
});
