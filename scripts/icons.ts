import {writeFile} from 'node:fs/promises';
import sharp from 'sharp';

// Makes every raster icon from public/icons/logo.svg: tsx scripts/icons.ts
const FOLDER = 'public/icons/';
const PAPER = '#f8f1e3';

/** One raster icon: its side, the mark's share of it, and the rounding of the paper's corners. */
type Icon = {file: string; size: number; share: number; round: number};

const ICONS: Icon[] = [
  {file: 'icon-192.png', size: 192, share: 0.84, round: 0.22},
  {file: 'icon-512.png', size: 512, share: 0.84, round: 0.22},
  // A launcher may crop to a circle of 80 %, so the mark stays well inside it.
  {file: 'icon-maskable-512.png', size: 512, share: 0.68, round: 0},
  {file: 'apple-touch-icon.png', size: 180, share: 0.78, round: 0},
];

/** Draws the mark on a sheet of paper. */
async function draw({file, size, share, round}: Icon): Promise<void> {
  const side = Math.round(size * share);
  const mark = await sharp(`${FOLDER}logo.svg`, {density: 144}).resize(side, side).png().toBuffer();
  const corner = size * round;
  const paper = `<svg width="${size}" height="${size}"><rect width="100%" height="100%" rx="${corner}" fill="${PAPER}"/></svg>`;
  const icon = sharp(Buffer.from(paper)).composite([{input: mark, gravity: 'centre'}]);
  await writeFile(FOLDER + file, await icon.png({compressionLevel: 9}).toBuffer());
}

await Promise.all(ICONS.map(draw));
