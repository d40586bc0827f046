/** Compiles AssemblyScript for Vite: `import bytes from './some.ts?assembly'` gives a WebAssembly module's bytes. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Plugin} from 'vite';

const query = '?assembly';
const options = ['--runtime', 'stub', '--importMemory', '--enable', 'simd', '--optimize'];

/** Runs the compiler as a program: the types of its module would change those of all scripts. */
function compile(path: string): Buffer {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  try {
    const file = join(folder, 'out.wasm');
    execFileSync(process.execPath, [compiler, path, '--outFile', file, ...options]);
    return readFileSync(file);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

export function assembly(): Plugin {
  return {
    name: 'assembly',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(query)) return undefined;
      const path = id.slice(0, -query.length);
      for (const file of readdirSync(dirname(path))) this.addWatchFile(join(dirname(path), file));
      const text = compile(path).toString('base64');
      return `export default Uint8Array.from(atob('${text}'), (c) => c.charCodeAt(0));`;
    },
  };
}
