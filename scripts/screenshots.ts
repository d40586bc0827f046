import {readFile, writeFile} from 'node:fs/promises';
import {chromium} from '@playwright/test';
import sharp from 'sharp';
import {preview} from 'vite';
import {findInstalled} from '../tests/fixtures/browsers.ts';

// Shows the built app painting our own scenes, for the manifest: what stores and the browser's offer to
// install show. Run again whenever the app looks different: npm run build && npm run screenshots
const FOLDER = 'public/screens';
/** What a picture may weigh, in bytes. */
const MOST = 120_000;

const shots = [
  {name: 'wide', scene: 'landscape', style: 'vangogh', width: 1280, height: 800, scale: 1},
  {name: 'narrow', scene: 'portrait', style: 'watercolour', width: 450, height: 800, scale: 2},
] as const;

/** The best WebP of `png` that is small enough. */
async function squeezed(png: Buffer): Promise<Buffer> {
  for (let quality = 86; ; quality -= 4) {
    const webp = await sharp(png).webp({quality, effort: 6}).toBuffer();
    if (webp.length <= MOST) return webp;
  }
}

const server = await preview({logLevel: 'silent', preview: {port: 4190, open: false}});
const executablePath = findInstalled();
const browser = await chromium.launch({
  ...(executablePath ? {executablePath} : {channel: 'chromium'}),
  args: ['--use-fake-device-for-media-stream'],
});
try {
  for (const {name, scene, style, width, height, scale} of shots) {
    const context = await browser.newContext({
      viewport: {width, height},
      deviceScaleFactor: scale,
      permissions: ['camera'],
      colorScheme: 'dark',
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.addInitScript(
      (style) => localStorage.setItem('cyclelens-preferences-1', JSON.stringify({style})),
      style,
    );
    await page.goto(`${server.resolvedUrls?.local[0]}?backend=wasm&quality=512`);
    await page.getByRole('button', {name: 'Start painting'}).click();
    await page.locator('cl-meter button').waitFor({timeout: 60_000});
    const buffer = await readFile(`public/art/scene-${scene}.webp`);
    const file = {name: 'scene.webp', mimeType: 'image/webp', buffer};
    await page.locator('cl-shutter input[type=file]').setInputFiles(file);
    await page.getByRole('button', {name: 'Back to the camera'}).waitFor();
    await page.waitForTimeout(4000);
    // The controls hide from who does nothing.
    await page.mouse.move(20, height / 2);
    await page.mouse.move(40, height / 2);
    await page.waitForTimeout(700);
    const png = await page.screenshot();
    await writeFile(`${FOLDER}/${name}.webp`, await squeezed(png));
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
