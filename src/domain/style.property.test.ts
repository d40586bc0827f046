import fc from 'fast-check';
import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {maxGeneratorBytes, parseManifest} from './style.ts';

const shipped = JSON.parse(readFileSync('public/models/manifest.json', 'utf8')) as object;

/** Every place in a JSON value, as the keys that lead there. */
function places(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, part]) => places(part).map((p) => [key, ...p])),
  ];
}

const allPlaces = places(shipped);

/** The manifest with what stands at `path` replaced. */
function replaced(path: readonly string[], by: unknown): unknown {
  const copy = structuredClone(shipped) as Record<string, unknown>;
  if (path.length === 0) return by;
  let part = copy;
  for (const key of path.slice(0, -1)) part = part[key] as Record<string, unknown>;
  part[path.at(-1) ?? ''] = by;
  return copy;
}

it('whatever stands in a manifest, what is accepted keeps its limits', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allPlaces), fc.jsonValue(), (path, value) => {
      let styles;
      try {
        styles = parseManifest(replaced(path, value));
      } catch {
        return;
      }
      for (const {id, thumbnail, G, F} of styles) {
        expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
        expect(thumbnail).not.toContain('/');
        for (const spec of [G, F].flatMap((tiers) => [tiers?.S, tiers?.M, tiers?.L])) {
          if (!spec) continue;
          expect(spec.file).not.toMatch(/[/\\]|^\./);
          expect(spec.bytes).toBeLessThanOrEqual(maxGeneratorBytes);
          expect(spec.margin).toBeLessThanOrEqual(64);
          expect(spec.multiple).toBeGreaterThan(0);
          expect(spec.sha256).toMatch(/^[0-9a-f]{64}$/);
        }
      }
    }),
    {numRuns: 1000},
  );
});

it('no manifest changes what all objects are', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...allPlaces),
      fc.constantFrom('__proto__', 'constructor'),
      (path, key) => {
        const json = JSON.parse(`{"${key}":{"polluted":1,"prototype":{"polluted":1}}}`) as object;
        try {
          parseManifest(replaced(path, json));
        } catch {
          // Refused.
        }
        expect('polluted' in {}).toBe(false);
      },
    ),
  );
});
