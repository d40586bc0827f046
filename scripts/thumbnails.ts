import {readFile, writeFile} from 'node:fs/promises';
import sharp from 'sharp';
import type {OverlayOptions} from 'sharp';
import {parseManifest} from '../src/domain/style.ts';
import type {Style} from '../src/domain/style.ts';
import {paintPicture} from './painter.ts';

// Paints the still life in every style, for the style list and for the README. Run again whenever
// the generators change: npm run thumbnails
const SCENE = 'public/art/scene-landscape.webp';
const SIDE = 192;
const HERO = {width: 1600, height: 900, lean: 150};
/** The part of the scene that the README shows: less wall, more subject. */
const FRAME = {left: 92, top: 36, width: 1508, height: 848};

/** The square of the landscape scene with the bouquet and the bowl. */
const CROP = {left: 420, top: 0, width: 900, height: 900};

async function thumbnail(style: Style): Promise<void> {
  const spec = style.G.M ?? style.G.L ?? style.G.S;
  if (!spec) return;
  const square = await sharp(SCENE).extract(CROP).resize(512, 512).png().toBuffer();
  const painted = await paintPicture(spec, square, 512, 512);
  const small = sharp(painted).resize(SIDE, SIDE).webp({quality: 82, effort: 6});
  await writeFile(`public/models/${style.thumbnail}`, await small.toBuffer());
}

/** The scene for the README: a photograph at the left, then a leaning slice of every style. */
async function hero(styles: Style[]): Promise<void> {
  const {width, height, lean} = HERO;
  const scene = await sharp(SCENE).extract(FRAME).resize(width, height).png().toBuffer();
  // Strokes have a size in pixels: painting small and enlarging keeps them visible in a README.
  const [w, h] = [(width * 3) / 4, (height * 3) / 4];
  const small = await sharp(scene).resize(w, h).png().toBuffer();
  const slices = styles.length + 1;
  const edge = (i: number) => (width * i) / slices;
  const layers: OverlayOptions[] = [];
  for (const [i, style] of styles.entries()) {
    const spec = style.G.L ?? style.G.M ?? style.G.S;
    if (!spec) continue;
    const from = edge(i + 1);
    const shape = `${from + lean / 2},0 ${width + lean},0 ${width + lean},${height} ${from - lean / 2},${height}`;
    const svg = (body: string) =>
      Buffer.from(`<svg width="${width}" height="${height}">${body}</svg>`);
    const painted = await sharp(await paintPicture(spec, small, w, h))
      .resize(width, height, {kernel: 'lanczos3'})
      .ensureAlpha()
      .composite([{input: svg(`<polygon points="${shape}"/>`), blend: 'dest-in'}])
      .png()
      .toBuffer();
    // Each style covers the rest of the picture and is itself covered by the next.
    const seam = `<path d="M${from + lean / 2} 0L${from - lean / 2} ${height}" stroke="#f8f1e3" stroke-width="5"/>`;
    layers.push({input: painted}, {input: svg(seam)});
  }
  const picture = sharp(scene).composite(layers).webp({quality: 84, effort: 6});
  await writeFile('docs/hero.webp', await picture.toBuffer());
}

const styles = parseManifest(JSON.parse(await readFile('public/models/manifest.json', 'utf8')));
for (const style of styles) await thumbnail(style);
await hero(styles);
