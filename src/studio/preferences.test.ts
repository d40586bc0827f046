import {beforeEach, expect, it, vi} from 'vitest';
import {LookBook} from './look-book.ts';
import {readPreferences, writePreferences} from './preferences.ts';

const stored = new Map<string, string>();
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
};

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', storage);
});

it('remembers each thing on its own', () => {
  writePreferences({style: 'ink'});
  writePreferences({mirror: false});
  expect(readPreferences()).toEqual({style: 'ink', mirror: false});
});

it.each([
  'not json',
  'null',
  '{"direction":"sideways"}',
  '{"quality":99999}',
  '{"looks":{"../x":{"strength":1,"keepColours":true}}}',
  '{"looks":{"ink":{"strength":7,"keepColours":true}}}',
])('starts afresh from what it did not write: %s', (text) => {
  writePreferences({style: 'ink'});
  for (const key of stored.keys()) stored.set(key, text);
  expect(readPreferences()).toEqual({});
});

it('goes on without a storage', () => {
  vi.stubGlobal('localStorage', undefined);
  writePreferences({style: 'ink'});
  expect(readPreferences()).toEqual({});
});

it('brings back what was adjusted for each style', () => {
  const book = new LookBook('auto');
  book.open('ink');
  book.adjust({strength: 0.4, keepColours: true, split: 0.5});
  book.open('oil');
  expect(book.look.value).toMatchObject({strength: 1, keepColours: false, split: 0.5});
  book.open('ink');
  expect(book.look.value).toMatchObject({strength: 0.4, keepColours: true});
  book.reset();
  expect(new LookBook('auto').look.value.split).toBe(0);
  book.open('ink');
  expect(book.look.value.strength).toBe(1);
});

it('shows the original while it is held and a still in all its detail', () => {
  const book = new LookBook('auto');
  book.isStill.value = true;
  expect(book.shown.value.quality).toBeGreaterThan(512);
  book.isPeeking.value = true;
  expect(book.shown.value).toMatchObject({strength: 0, split: 0});
  book.isPeeking.value = false;
  expect(book.shown.value.strength).toBe(1);
});

it('keeps to the quality that the address asks for, else to the one remembered', () => {
  writePreferences({quality: 256});
  expect(new LookBook('auto').look.value.quality).toBe(256);
  expect(new LookBook(64).look.value.quality).toBe(64);
});
