import {readFileSync} from 'node:fs';

/** What index.html asks for at once, whatever chunks the build has made of it. */
const shell = () => {
  const page = readFileSync('dist/index.html', 'utf8');
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file]) => `dist/${file}`,
  );
};

export default [
  {
    name: 'shell at first load: script and style',
    path: [...shell(), 'dist/assets/workbox-window*.js'],
    limit: '60 kB',
    gzip: true,
  },
  {
    name: 'worker without the runtime',
    path: 'dist/assets/worker-*.js',
    limit: '60 kB',
    gzip: true,
  },
  {
    name: 'clips, loaded with the first one',
    path: 'dist/assets/clip-door-*.js',
    limit: '140 kB',
    gzip: true,
  },
];
