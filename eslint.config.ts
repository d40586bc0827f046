import type {Linter} from 'eslint';
import {defineConfig, globalIgnores} from 'eslint/config';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

/** Forbids a folder what `pattern` matches among the paths it imports, and says why. */
const floor = (folder: string, pattern: string, reason: string): Linter.Config => ({
  files: [`src/${folder}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {patterns: [{regex: pattern, message: `floor ${folder}: ${reason}`}]},
    ],
  },
});

export default defineConfig(
  globalIgnores([
    'dist',
    'training',
    'test-results',
    'playwright-report',
    // AssemblyScript, which its own compiler checks.
    'src/inference/cpu/assembly',
  ]),
  tseslint.configs.strictTypeChecked,
  lit.configs?.['flat/recommended'] as Linter.Config,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.page.json', 'tsconfig.worker.json', 'tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
      // Typed arrays are indexed inside their bounds in inner loops, where a check would cost.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Lit's handlers are arrow functions with one call.
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      'max-lines': ['error', 350],
    },
  },
  floor('domain', '^(?!\\./|valibot$)', 'words and pure functions, imports nothing but valibot'),
  floor(
    'inference',
    '/(studio|components)/|^(@?lit|@preact)',
    'the worker has no document and knows nothing of the page',
  ),
  floor(
    'storage',
    '/(studio|components|inference)/|^(@?lit|@preact)',
    'the keeper writes files and knows nothing of what is in them',
  ),
  floor(
    'studio',
    '/components/|/(inference|storage)/(?!((intake|clips)/)?api\\.ts$)|^lit|^onnxruntime',
    'logic without templates, which of the worker knows only api.ts',
  ),
  floor(
    'components',
    '/(inference|storage)/(?!((intake|clips)/)?api\\.ts$)|^comlink|^onnxruntime',
    'elements read signals and call Studio, they know no worker and no GPU',
  ),
);
