import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {generatorFor, generatorsOf, parseManifest, type Style, type Tier} from './style.ts';

const shipped = () =>
  JSON.parse(readFileSync('public/models/manifest.json', 'utf8')) as {
    version: number;
    styles: Record<string, unknown>[];
  };

/** The shipped manifest with the first style changed. */
const changed = (changes: Record<string, unknown>) => {
  const manifest = shipped();
  Object.assign(manifest.styles[0]!, changes);
  return manifest;
};

const generator = () => parseManifest(shipped())[0]!.G;

describe('parseManifest', () => {
  it('takes what is shipped', () => {
    expect(parseManifest(shipped()).length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['another version', {...shipped(), version: 2}],
    ['no styles', {version: 1, styles: []}],
    ['repeated ids', {version: 1, styles: [shipped().styles[0], shipped().styles[0]]}],
    ['a style without a generator', changed({G: {}})],
    ['a file outside of the folder', changed({G: {M: {...generator().M, file: '../x.onnx'}}})],
    ['a file elsewhere', changed({G: {M: {...generator().M, file: 'https://x/y.onnx'}}})],
    ['a hash that is none', changed({G: {M: {...generator().M, sha256: 'abc'}}})],
    ['a size that is none', changed({G: {M: {...generator().M, bytes: -1}}})],
    ['an infinite wave', changed({G: {M: {...generator().M, ground: [[0.1, 0.2, Infinity]]}}})],
    ['an infinite range', changed({G: {M: {...generator().M, range: [-Infinity, 1]}}})],
    ['a black that is white', changed({G: {M: {...generator().M, range: [1, 1]}}})],
    ['endless work', changed({G: {M: {...generator().M, gmacs: Infinity}}})],
    ['an unknown layout', changed({G: {M: {...generator().M, layout: 'NHWC'}}})],
    ['text', 'hello'],
    ['nothing', null],
  ])('refuses %s', (_, json) => {
    expect(() => parseManifest(json)).toThrow();
  });
});

describe('generatorFor', () => {
  const [style] = parseManifest(shipped());
  const {M: m, L: l} = style!.G;

  it('prefers the middle tier and copes with styles that have others only', () => {
    expect(generatorFor(style!, 'X→Y')).toBe(m);
    expect(generatorFor({...style!, G: {L: l}}, 'X→Y')).toBe(l);
  });

  it('takes the tier that is asked for, else M, else S, else L', () => {
    const tiers = {S: {...m!, file: 's.onnx'}, M: m, L: {...m!, file: 'l.onnx'}};
    const {S, M, L} = tiers;
    const chosen = (G: Style['G'], tier?: Tier) => generatorFor({...style!, G}, 'X→Y', tier)?.file;
    expect(chosen(tiers, 'L')).toBe(L.file);
    expect(chosen({S, M}, 'L')).toBe(M?.file);
    expect(chosen({S, L})).toBe(S.file);
    expect(chosen({L}, 'S')).toBe(L.file);
  });

  it('gives none where the way back is missing', () => {
    expect(generatorFor({...style!, F: undefined}, 'Y→X')).toBeUndefined();
  });
});

describe('generatorsOf', () => {
  it('names every tier that the device may choose, of one direction or of both', () => {
    const [style] = parseManifest(shipped());
    const {M: m} = style!.G;
    const [S, L] = [
      {...m!, file: 's.onnx'},
      {...m!, file: 'l.onnx'},
    ];
    const tiered = {...style!, G: {S, M: m, L}, F: {S}};
    expect(generatorsOf(tiered, 'X→Y')).toEqual([S, m, L]);
    expect(generatorsOf(tiered, 'Y→X')).toEqual([S]);
    expect(generatorsOf(tiered)).toEqual([S, m, L, S]);
    expect(generatorsOf({...tiered, F: undefined}, 'Y→X')).toEqual([]);
  });
});
