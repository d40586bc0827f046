import {readFileSync} from 'node:fs';
import {InferenceSession, Tensor} from 'onnxruntime-node';
import {expect, it} from 'vitest';
import {parseManifest} from '../../domain/style.ts';
import {RefusedError} from '../intake/refuse.ts';
import {exposeLayers, layersOf} from './layers.ts';

const folder = 'public/models/';
const [style] = parseManifest(JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')));
const {file, output} = style!.G.M!;
const model = new Uint8Array(readFileSync(folder + file));

it('finds the layers in the order of the network', () => {
  const layers = layersOf(model);
  expect(layers.length).toBeGreaterThan(8);
  expect(layers.at(-1)).toBe(output);
});

it('makes the runtime give out every layer, and changes nothing in the result', async () => {
  const hidden = layersOf(model).filter((name) => name !== output);
  const data = Float32Array.from({length: 3 * 32 * 48}, (_, i) => Math.sin(i / 40));
  const x = new Tensor('float32', data, [1, 3, 32, 48]);
  const run = async (bytes: Uint8Array) => {
    const session = await InferenceSession.create(bytes, {logSeverityLevel: 3});
    return session.run({x});
  };
  const [plain, open] = [await run(model), await run(exposeLayers(model, hidden))];
  expect(Object.keys(open).sort()).toEqual([output, ...hidden].sort());
  expect(open[output]!.data).toEqual(plain[output]!.data);
  for (const name of hidden) {
    const [one, channels, height, width] = open[name]!.dims;
    expect(one, name).toBe(1);
    expect(channels, name).toBeGreaterThan(3);
    expect((width ?? 0) / (height ?? 1), name).toBe(1.5);
    expect(open[name]!.data.length).toBe((channels ?? 0) * (height ?? 0) * (width ?? 0));
  }
});

it('refuses what ends too early', () => {
  expect(() => layersOf(Uint8Array.from([0x3a, 0xff]))).toThrow(RefusedError);
});
