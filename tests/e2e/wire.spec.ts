import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {expect, note, test} from '../fixtures/test.ts';

test.use({adapter: 'software'});

/** Bytes of a file of the build as hosts send it; what is compressed already grows no smaller. */
function bytesOf(path: string): number {
  const data = readFileSync(join('dist', path === '/' ? 'index.html' : path));
  return Math.min(data.length, gzipSync(data).length);
}

test('a first visit takes 4.8 MB at most to its first painting, and one runtime only', async ({
  app,
  page,
}) => {
  const paths = new Set<string>();
  page.on('request', (request) => paths.add(new URL(request.url()).pathname));
  await app.paint('?backend=webgpu&quality=32');
  const parts = [...paths].map((name) => ({name, bytes: bytesOf(name)}));
  const total = parts.reduce((sum, {bytes}) => sum + bytes, 0);
  note('to the first painting', `${(total / 1e6).toFixed(2)} MB, gzip`);
  const runtimes = parts.filter(({name}) => name.includes('.wasm'));
  expect(runtimes.map(({name}) => /jspi|asyncify|$/.exec(name)?.[0])).toEqual(['jspi']);
  expect(total).toBeLessThanOrEqual(4.8e6);
});
