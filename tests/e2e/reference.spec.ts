import {mkdirSync} from 'node:fs';
import {InferenceSession} from 'onnxruntime-node';
import {testStyle} from '../fixtures/manifest.ts';
import {psnr, type Pixels} from '../fixtures/picture.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {operationsOf, paintByReference, sessionOptions} from '../fixtures/reference.ts';
import {costliest, pathOf, shippedGenerators, shippedStyles, styleOf} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** The default tier's costliest with and without a margin, and the costliest of all. */
const painters = new Set([
  costliest(['M']),
  ...shippedStyles.flatMap(({G}) => (G.M?.margin ? [G.M] : [])).slice(0, 1),
  costliest(),
]);

for (const {backend, adapter, specs, quality} of [
  {backend: 'wasm', adapter: 'none', specs: [...painters], quality: 256},
  // The software adapter needs a second for a frame of this size.
  {backend: 'webgpu', adapter: 'software', specs: [costliest(['M'])], quality: 48},
] as const) {
  test.describe(backend, () => {
    test.use({adapter});

    for (const spec of specs) {
      test(`${spec.file} paints what it paints in onnxruntime-node`, async ({app}) => {
        await app.serve(testStyle('identity'), styleOf('painter', spec));
        const worker = await app.paint(`?backend=${backend}&quality=${quality}`);
        await app.setMirror(false);
        await framesPainted(worker, 2);
        // The camera's picture does not move: this is what the painter gets to see, too.
        const seen = await app.pixels();
        await app.choose('painter');
        await app.paints('painter');
        await framesPainted(worker, 2);
        const painted: Pixels = await app.pixels();
        const decibels = psnr(painted, await paintByReference(pathOf(spec), seen, spec));
        note(`${spec.file} at ${painted.width}×${painted.height}`, `${decibels.toFixed(1)} dB`);
        expect(decibels).toBeGreaterThanOrEqual(45);
      });
    }
  });
}

test('no session that is made as the app makes it holds weights in int8', async () => {
  mkdirSync(test.info().outputDir, {recursive: true});
  for (const {spec, path} of shippedGenerators) {
    // The file has some: else there would be nothing to fold.
    expect(operationsOf(path), spec.file).toContain('DequantizeLinear');
    const optimizedModelFilePath = test.info().outputPath(spec.file);
    const session = await InferenceSession.create(path, {
      ...sessionOptions,
      optimizedModelFilePath,
    });
    await session.release();
    const operations = operationsOf(optimizedModelFilePath);
    expect(operations.length).toBeGreaterThan(0);
    expect(operations, spec.file).not.toContain('DequantizeLinear');
  }
});
