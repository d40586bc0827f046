import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {parseCurve} from './curve.ts';
import {parseManifest} from './style.ts';

const models = 'public/models';
const read = (file: string) => readFileSync(`${models}/${file}`, 'utf8');

it.each(parseManifest(JSON.parse(read('manifest.json'))).map(({id}) => id))(
  'the curve of %s is whole and small',
  (id) => {
    const text = read(`cards/${id}.json`);
    expect(text.length).toBeLessThanOrEqual(3000);
    const {losses} = parseCurve(text) ?? {};
    expect(Object.values(losses ?? {}).map((points) => points?.length)).toEqual(Array(6).fill(40));
  },
);

it('what is no curve is none', () => {
  const curve = {steps: 20, seconds: 3, losses: {G: [1, 0.5]}};
  expect(parseCurve(JSON.stringify(curve))).toEqual(curve);
  for (const wrong of [
    '<!doctype html>',
    '{}',
    JSON.stringify({...curve, steps: 0}),
    JSON.stringify({...curve, losses: {G: [1]}}),
    JSON.stringify({...curve, losses: {G: [1, 'x']}}),
    JSON.stringify({...curve, losses: {G: Array(101).fill(1)}}),
  ]) {
    expect(parseCurve(wrong)).toBeUndefined();
  }
});
