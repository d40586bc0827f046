import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {qualityRange} from '../domain/look.ts';
import {parseLaunch} from './launch.ts';
import {readPreferences, writePreferences} from './preferences.ts';

it('whatever an address asks for, the launch stays within its limits', () => {
  const names = fc.constantFrom(
    'backend',
    'quality',
    'clean',
    'frames',
    '__proto__',
    'constructor',
  );
  const values = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
  const query = fc.oneof(
    fc.string(),
    fc.array(fc.tuple(names, values)).map((pairs) => `?${new URLSearchParams(pairs)}`),
  );
  fc.assert(
    fc.property(query, (query) => {
      const {backend, quality, isClean, limits} = parseLaunch(query);
      expect(['auto', 'webgpu', 'wasm']).toContain(backend);
      if (quality !== 'auto') {
        expect(quality).toBeGreaterThanOrEqual(qualityRange.min);
        expect(quality).toBeLessThanOrEqual(qualityRange.max);
        expect(Number.isInteger(quality)).toBe(true);
      }
      expect(typeof isClean).toBe('boolean');
      expect(limits.runs).toBeGreaterThanOrEqual(10);
    }),
    {numRuns: 2000},
  );
});

describe('stored settings', () => {
  let stored: string | null = null;

  beforeEach(() => {
    stored = null;
    vi.stubGlobal('localStorage', {
      getItem: () => stored,
      setItem: (_: string, text: string) => (stored = text),
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('X→Y', 'auto', 'en', 0.5, true, 64));
  const key = fc.constantFrom(
    ...['style', 'direction', 'camera', 'mirror', 'quality', 'looks', 'locale', 'lines', 'lenses'],
    ...['__proto__', 'constructor', 'toString'],
  );

  it('of any text are read without an error, and within their limits', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(key, value).map((o) => JSON.stringify(o)),
    );
    fc.assert(
      fc.property(text, (text) => {
        stored = text;
        const {style = '', quality = 'auto', looks = {}} = readPreferences();
        expect(style.length).toBeLessThanOrEqual(40);
        if (quality !== 'auto') expect(quality).toBeLessThanOrEqual(qualityRange.max);
        for (const {strength} of Object.values(looks)) expect(strength).toBeLessThanOrEqual(1);
        expect('polluted' in {}).toBe(false);
      }),
      {numRuns: 2000},
    );
  });

  it('are found again as they were written', () => {
    const preferences = fc.record(
      {
        style: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
        direction: fc.constantFrom('X→Y' as const, 'Y→X' as const),
        mirror: fc.boolean(),
        quality: fc.oneof(fc.constant('auto' as const), fc.integer(qualityRange)),
      },
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(preferences, (preferences) => {
        stored = null;
        writePreferences(preferences);
        expect(readPreferences()).toEqual(preferences);
      }),
    );
  });
});
