/** Splits files of the build that are too large for some hosts: Cloudflare Pages takes 25 MiB. */
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Plugin, ResolvedConfig} from 'vite';

/** Size of a part, in bytes; `assets.ts` puts them together and checks the hash of the whole. */
const partBytes = 20 * 2 ** 20;

/** In how many parts a file of this size is served. */
export const partsOf = (bytes: number) => Math.ceil(bytes / partBytes);

/** Replaces large wasm files of the build by their parts, `.0`, `.1` and so on. */
export function parts(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'parts',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    closeBundle() {
      const folder = join(config.root, config.build.outDir, 'assets');
      for (const name of readdirSync(folder).filter((name) => name.endsWith('.wasm'))) {
        const path = join(folder, name);
        const data = readFileSync(path);
        const count = partsOf(data.length);
        if (count === 1) continue;
        for (let index = 0; index < count; index++) {
          const part = data.subarray(index * partBytes, (index + 1) * partBytes);
          writeFileSync(`${path}.${index}`, part);
        }
        rmSync(path);
      }
    },
  };
}
