import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {defineConfig} from 'vite';
import {VitePWA} from 'vite-plugin-pwa';
import {appManifest} from './scripts/app-manifest.ts';
import {assembly} from './scripts/assembly.ts';
import {parts, partsOf} from './scripts/parts.ts';
import {security} from './scripts/security.ts';
import {securityHeaders} from './src/domain/policy.ts';

const require = createRequire(import.meta.url);

const {version} = require('./package.json') as {version: string};

/** Bytes and hash of a wasm file of onnxruntime-web, which the worker checks before it runs it. */
function wasmFacts(name: string, isBuild: boolean) {
  const data = readFileSync(require.resolve(`onnxruntime-web/${name}`));
  const sha256 = createHash('sha256').update(data).digest('hex');
  return {bytes: data.length, sha256, parts: isBuild ? partsOf(data.length) : 1};
}

export default defineConfig(({mode, command}) => ({
  base: './',
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __RUNTIME_WASM__: JSON.stringify({
      jspi: wasmFacts('ort-wasm-simd-threaded.jspi.wasm', command === 'build'),
      asyncify: wasmFacts('ort-wasm-simd-threaded.asyncify.wasm', command === 'build'),
      plain: wasmFacts('ort-wasm-simd-threaded.wasm', command === 'build'),
    }),
  },
  resolve: {
    // Keeps the runtime's glue and wasm as files of their own instead of inlining the glue.
    conditions: [
      'onnxruntime-web-use-extern-wasm',
      'module',
      'browser',
      mode === 'production' ? 'production' : 'development',
    ],
  },
  optimizeDeps: {exclude: ['onnxruntime-web']},
  worker: {format: 'es', plugins: () => [assembly()]},
  build: {target: 'es2022', assetsInlineLimit: 0, modulePreload: {polyfill: false}},
  // Hot updates come as inline scripts: of the policy, the development server only isolates.
  server: {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
  preview: {headers: securityHeaders, port: 4173},
  plugins: [
    assembly(),
    security(),
    parts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        // The cards of the generators are looked at one by one, if at all; the screens are for stores.
        globIgnores: ['models/cards/**', 'screens/**'],
        globPatterns: ['**/*.{html,js,mjs,css,woff2,svg,png,webp,webmanifest,json}'],
      },
      manifest: appManifest,
    }),
  ],
  test: {include: ['src/**/*.test.ts', 'scripts/**/*.test.ts']},
}));
