/**
 * What a response of this app allows the page or worker that is made of it: its own origin only, no
 * inline script or style, and of the device just what is used. Said once here, for the page's meta
 * element, the service worker, the preview server and the header files of hosts. A worker takes the
 * policy of its own response, so every response carries it.
 */

const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  // WebAssembly counts as script; nothing else may be compiled at run time.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  // Photos, clips and shots are object URLs of this page.
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  // trusted.ts makes `default`; Lit turns its templates into elements by `lit-html`.
  'trusted-types': 'default lit-html',
};

const written = (policy: Readonly<Record<string, string>>) =>
  Object.entries(policy)
    .map((directive) => directive.join(' '))
    .join('; ');

/** The Content-Security-Policy for a meta element, which cannot say who may frame the page. */
export const metaPolicy = written(directives);

const allowed = [
  'autoplay',
  'camera',
  'clipboard-write',
  'cross-origin-isolated',
  'display-capture',
  'fullscreen',
  'microphone',
  'picture-in-picture',
  'screen-wake-lock',
];

const denied = [
  'accelerometer',
  'browsing-topics',
  'clipboard-read',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** The headers of every response, by name. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': written({...directives, 'frame-ancestors': "'none'"}),
  // Isolation gives WebAssembly its threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    ...allowed.map((feature) => `${feature}=(self)`),
    ...denied.map((feature) => `${feature}=()`),
  ].join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
