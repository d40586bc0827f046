import {writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import sharp from 'sharp';
import {buildBvh} from './still-life/bvh.ts';
import {createCamera} from './still-life/camera.ts';
import {denoise} from './still-life/denoise.ts';
import {develop} from './still-life/develop.ts';
import {render} from './still-life/render.ts';
import {buildScene} from './still-life/scene.ts';

// Renders the project's own subject: tsx scripts/still-life.ts --width 1280 --height 720
// --time 0 --out scene.webp. Time runs from 0 to 1 and returns to where it began.
const {values} = parseArgs({
  options: {
    width: {type: 'string', default: '1280'},
    height: {type: 'string', default: '720'},
    time: {type: 'string', default: '0'},
    seed: {type: 'string', default: '7'},
    spp: {type: 'string', default: '16'},
    quality: {type: 'string', default: '82'},
    out: {type: 'string', default: 'scene.webp'},
  },
});
const width = Number(values.width);
const height = Number(values.height);
const seed = Number(values.seed);

const mesh = buildScene(seed);
const bvh = buildBvh(mesh);
const camera = createCamera(width / height, Number(values.time));
const raw = render(bvh, mesh, camera, width, height, Number(values.spp), seed);
const film = {stops: 0.1, grain: 0.03, seed};
const pixels = develop(denoise(raw), width, height, film);
const picture = sharp(pixels, {raw: {width, height, channels: 3}});
const file = values.out.endsWith('.png')
  ? picture.png()
  : picture.webp({quality: Number(values.quality), effort: 6, smartSubsample: true});
await writeFile(values.out, await file.toBuffer());
