/** How the system sees the installed app. */
import type {ManifestOptions} from 'vite-plugin-pwa';
import {sharedField, shareTarget} from '../src/domain/shared.ts';
import {packType} from '../src/studio/own/style-file.ts';

const images = {
  'image/avif': ['.avif'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
};
const videos = {
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
  'video/webm': ['.webm'],
};
const packs = {
  [packType]: ['.cyclelens'],
  'application/x-onnx': ['.onnx'],
};

const icon = (file: string, sizes: string, purpose?: 'maskable' | 'monochrome') => ({
  src: `icons/${file}`,
  sizes,
  type: file.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  ...(purpose && {purpose}),
});

const shortcutIcons = [icon('icon-192.png', '192x192')];

export const appManifest: Partial<ManifestOptions> = {
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
    icon('icon-192.png', '192x192'),
    icon('icon-512.png', '512x512'),
    icon('icon-maskable-512.png', '512x512', 'maskable'),
    icon('icon-monochrome.svg', 'any', 'monochrome'),
  ],
  screenshots: [
    {
      src: 'screens/wide.webp',
      sizes: '1280x800',
      type: 'image/webp',
      form_factor: 'wide',
      label: 'A still life, painted live in the manner of Van Gogh',
    },
    {
      src: 'screens/narrow.webp',
      sizes: '900x1600',
      type: 'image/webp',
      form_factor: 'narrow',
      label: 'Flowers on a phone, painted live in watercolour',
    },
  ],
  shortcuts: [
    {name: 'Front camera', url: './?open=front', icons: shortcutIcons},
    {name: 'Last style', url: './?open=camera', icons: shortcutIcons},
    {name: 'Gallery', url: './?open=gallery', icons: shortcutIcons},
  ],
  share_target: {
    action: `./${shareTarget}`,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      files: [
        {
          name: sharedField,
          accept: ['image/*', 'video/*', ...Object.entries(packs).flat(2)],
        },
      ],
    },
  },
  file_handlers: [{action: './', accept: {...images, ...videos, ...packs}}],
  launch_handler: {client_mode: 'focus-existing'},
};
