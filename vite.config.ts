import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {defineConfig} from 'vite';
import {VitePWA} from 'vite-plugin-pwa';
import {security} from './scripts/security.ts';
import {securityHeaders} from './src/domain/policy.ts';

const require = createRequire(import.meta.url);

const {version} = require('./package.json') as {version: string};

/** Bytes and hash of a wasm file of onnxruntime-web, which the worker checks before it runs it. */
function wasmFacts(name: string) {
  const data = readFileSync(require.resolve(`onnxruntime-web/${name}`));
  return {bytes: data.length, sha256: createHash('sha256').update(data).digest('hex')};
}

export default defineConfig(({mode}) => ({
  base: './',
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __RUNTIME_WASM__: JSON.stringify({
      jspi: wasmFacts('ort-wasm-simd-threaded.jspi.wasm'),
      asyncify: wasmFacts('ort-wasm-simd-threaded.asyncify.wasm'),
      plain: wasmFacts('ort-wasm-simd-threaded.wasm'),
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
  worker: {format: 'es'},
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
    security(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        // The cards of the generators are looked at one by one, if at all.
        globIgnores: ['models/cards/**'],
        globPatterns: ['**/*.{html,js,mjs,css,woff2,svg,png,webp,webmanifest,json}'],
      },
      manifest: {
        name: 'Cyclelens',
        short_name: 'Cyclelens',
        description: 'A camera that paints, live and offline, on your own device.',
        id: './',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#0d0c0f',
        theme_color: '#0d0c0f',
        categories: ['photo', 'entertainment'],
        icons: [
          {src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png'},
          {src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png'},
          {
            src: 'icons/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
      },
    }),
  ],
  test: {include: ['src/**/*.test.ts', 'scripts/**/*.test.ts']},
}));
