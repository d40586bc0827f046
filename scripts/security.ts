/** Puts the app's policy into the build: a meta element of the page, and headers for hosts. */
import type {Plugin} from 'vite';
import {metaPolicy, securityHeaders} from '../src/domain/policy.ts';

/** The `_headers` file that Netlify, Cloudflare Pages and others read: all headers for all paths. */
const headersFile = [
  '/*',
  ...Object.entries(securityHeaders).map((line) => `  ${line.join(': ')}`),
];

/** Only for builds: the development server must inline what changes. */
export function security(): Plugin {
  return {
    name: 'security',
    apply: 'build',
    transformIndexHtml: () =>
      [
        {'http-equiv': 'Content-Security-Policy', content: metaPolicy},
        {name: 'referrer', content: securityHeaders['Referrer-Policy'] ?? ''},
      ].map((attrs) => ({tag: 'meta', attrs, injectTo: 'head-prepend' as const})),
    generateBundle() {
      this.emitFile({type: 'asset', fileName: '_headers', source: `${headersFile.join('\n')}\n`});
    },
  };
}
