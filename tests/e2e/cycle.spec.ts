import sharp from 'sharp';
import type {Style} from '../../src/domain/style.ts';
import type {Studio} from '../../src/studio/studio.ts';
import type {App} from '../fixtures/app.ts';
import {l1, heatSum, meanOfPatches, pane} from '../fixtures/cycle.ts';
import {heldOut} from '../fixtures/held-out.ts';
import {specOf, testStyle} from '../fixtures/manifest.ts';
import {networks, patchSide} from '../fixtures/networks.ts';
import {compare, type Pixels} from '../fixtures/picture.ts';
import {durations, framesPainted, runOnOneThread} from '../fixtures/probes.ts';
import {paintByReference, scoresByReference} from '../fixtures/reference.ts';
import {pathOf, shippedStyles} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** The cycle view's card, and its exact number, which it shows rounded. */
const card = (app: App) => app.page.getByRole('region', {name: 'Cycle view'});
const reading = (app: App) =>
  app.page.evaluate(() => {
    const root = document.querySelector<Element & {studio?: Studio}>('cl-app');
    return root?.studio?.views.reading.value;
  });

const brightness = ({data}: Pixels) => Array.from(data).reduce((sum, value) => sum + value, 0);

/** Opens a picture by the input of `where`; the still life that our own programme rendered is in no training. */
async function openStill(
  app: App,
  file:
    string | {name: string; mimeType: string; buffer: Buffer} = 'public/art/scene-landscape.webp',
  where = 'cl-shutter',
) {
  await app.page.locator(`${where} input[type=file]`).setInputFiles(file);
  await expect(app.page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
}

/** The cycle view of a still life painted with `style`. */
async function openCycleOfStill(app: App, style: Style): Promise<Pixels> {
  await app.serve(style);
  await app.paint('?backend=wasm&quality=192');
  await openStill(app);
  await openCycle(app);
  await expect.poll(() => reading(app)).toBeGreaterThan(0);
  return app.pixels();
}

async function openCycle(app: App): Promise<void> {
  await app.page.keyboard.press('v');
  await expect(card(app).locator('output')).toBeVisible();
}

for (const [backend, G] of [
  ['wasm', 'shift'],
  ['webgpu', 'shift'],
  // On the GPU its picture is folded.
  ['webgpu', 'strided'],
] as const) {
  test.describe(`${backend}, ${G}`, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('shows x, G(x), what comes back and what got lost, and leaves G(x) as it is', async ({
      app,
      page,
    }) => {
      // F halves the contrast of what G painted, D_Y likes what is bright.
      const D_Y = {...specOf(networks.patches), made: -1, real: 1};
      await app.serve({...testStyle(G, 'half'), D_Y});
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
      const worker = await app.paint(`?backend=${backend}&quality=64`);
      await app.setMirror(false);
      await framesPainted(worker, 2);
      const plain = await app.pixels();
      expect(fetched.filter((path) => path.endsWith(networks.half.file))).toEqual([]);

      await openCycle(app);
      await framesPainted(worker, 3);
      const grid = await app.pixels();
      expect([grid.width, grid.height]).toEqual([2 * plain.width, 2 * plain.height]);
      expect(fetched.filter((path) => path.endsWith(networks.half.file))).toHaveLength(1);

      // The overlay changes nothing in what G paints: the very same pixels.
      const painted = pane(grid, 1, 0);
      expect(compare(painted, plain).max).toBe(0);
      const [x, back] = [pane(grid, 0, 0), pane(grid, 0, 1)];
      const halved = {...plain, data: Array.from(plain.data, (v) => (v + 127.5) / 2)};
      expect(compare(back, halved).mean).toBeLessThan(1);

      const error = l1(x, back);
      note('L1', `${error.toFixed(2)} of 255`);
      await expect.poll(() => reading(app)).toBeCloseTo(error, 0);
      expect(Math.abs(((await reading(app)) ?? 0) / error - 1)).toBeLessThan(0.01);
      expect(Math.abs(heatSum(pane(grid, 1, 1)) / error - 1)).toBeLessThan(0.02);

      await page.getByRole('radio', {name: 'Critic'}).check({force: true});
      await expect(card(app).locator('output')).toHaveText(/%$/);
      const score = (meanOfPatches(plain, patchSide) + 1) / 2;
      await expect.poll(() => reading(app)).toBeCloseTo(score, 2);
      note('critic', `${(await reading(app))?.toFixed(4)}, by hand ${score.toFixed(4)}`);
      // What does not convince it stands in the dark, and nothing gets brighter.
      const overlay = await app.pixels();
      expect([overlay.width, overlay.height]).toEqual([plain.width, plain.height]);
      expect(brightness(overlay)).toBeLessThan(0.95 * brightness(plain));

      await page.keyboard.press('v');
      await expect(card(app)).toBeHidden();
      await framesPainted(worker, 2);
      expect(compare(await app.pixels(), plain).max).toBe(0);
    });
  });
}

/** What the quieter moments of a machine that others use, too, show: the lower quartile. */
const quiet = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 2] ?? NaN;

const style = shippedStyles.find(({id}) => id === 'dore-engraving') ?? shippedStyles[0]!;

test('the number is the one that onnxruntime-node computes on a held-out picture', async ({
  app,
}) => {
  const {M: G} = style.G;
  const F = style.F?.M;
  if (!G || !F) throw new Error('no pair');
  const grid = await openCycleOfStill(app, style);
  const x = pane(grid, 0, 0);
  const painted = await paintByReference(pathOf(G), x, G);
  const back = await paintByReference(pathOf(F), painted, F);
  const expected = l1(x, back);
  const shown = (await reading(app)) ?? 0;
  note('L1 of the still life', `${shown.toFixed(3)}, by onnxruntime-node ${expected.toFixed(3)}`);
  expect(Math.abs(shown / expected - 1)).toBeLessThan(0.01);
  await expect(card(app).locator('output')).toHaveText(shown.toFixed(1));
});

test('costs no more than 2.3 times the network time of the plain view', async ({app, page}) => {
  // The view draws four pictures on a second thread's core.
  await runOnOneThread(page);
  const worker = await app.paint('?backend=wasm&quality=192');
  await app.paints('Pen & ink');
  const networkMs = async () => {
    await framesPainted(worker, 2);
    return durations(worker, 'cl:run', 9);
  };
  // Turn by turn: what else the machine does falls on both alike.
  const [plain, cycle]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 4; turn++) {
    plain.push(...(await networkMs()));
    await openCycle(app);
    cycle.push(...(await networkMs()));
    await app.page.keyboard.press('v');
  }
  const ratio = quiet(cycle) / quiet(plain);
  note(
    'network time',
    `${quiet(plain).toFixed(1)} ms, in the cycle view ${quiet(cycle).toFixed(1)} ms`,
  );
  note('ratio', ratio.toFixed(2));
  expect(ratio).toBeLessThanOrEqual(2.3);
});

test('a painting that is opened turns the direction, and F makes of it what onnxruntime-node says', async ({
  app,
}) => {
  const judged = shippedStyles.find(({id}) => id === 'vangogh') ?? style;
  const {G, F} = {G: judged.G.M, F: judged.F?.M};
  if (!G || !F) throw new Error('no pair');
  await app.serve({...judged, G: {M: G}, F: {M: F}});
  await app.paint('?backend=wasm&quality=192');
  await openCycle(app);
  const {data, ...size} = await paintByReference(pathOf(G), await heldOut('landscape'), G);
  const raw = {...size, channels: 4} as const;
  const buffer = await sharp(Uint8ClampedArray.from(data), {raw}).png().toBuffer();
  await openStill(app, {name: 'painting.png', mimeType: 'image/png', buffer}, 'cl-view');
  await expect(card(app)).toContainText('Photographs have no critic in the app.');
  const panes = async () => {
    const grid = await app.pixels();
    return [pane(grid, 0, 0), pane(grid, 1, 0)] as const;
  };
  const apart = async () => {
    const [y, photo] = await panes();
    // Half of a photograph that shows alone may be no size for F.
    if (y.width % F.multiple || y.height % F.multiple) return Infinity;
    return l1(photo, await paintByReference(pathOf(F), y, F));
  };
  // Until the way back is there, the photograph shows alone.
  await expect.poll(apart, {timeout: 15_000}).toBeLessThan(1);
  const [y, photo] = await panes();
  note(
    'F(y)',
    `${(await apart()).toFixed(3)} of 255 from onnxruntime-node, ${l1(photo, y).toFixed(1)} from y`,
  );
  // It is the painting that went in, and it did change.
  expect(Math.abs(y.width / y.height - size.width / size.height)).toBeLessThan(0.05);
  expect(l1(photo, y)).toBeGreaterThan(4);
});

test('the critic’s score is the one that onnxruntime-node computes, and its overlay lights up patches', async ({
  app,
  page,
}) => {
  const judged = shippedStyles.find(({D_Y}) => D_Y);
  const critic = judged?.D_Y;
  if (!judged || !critic) throw new Error('no critic');
  const painted = pane(await openCycleOfStill(app, judged), 1, 0);
  await page.getByRole('radio', {name: 'Critic'}).check({force: true});
  await expect(card(app).locator('output')).toHaveText(/%$/);
  const scores = await scoresByReference(pathOf(critic), painted, critic.output);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const expected = (mean - critic.made) / (critic.real - critic.made);
  const shown = (await reading(app)) ?? NaN;
  note('critic', `${shown.toFixed(3)}, by onnxruntime-node ${expected.toFixed(3)}`);
  expect(Math.abs(shown - expected)).toBeLessThan(0.02);
  // What does not convince it stands in the dark.
  const overlay = await app.pixels();
  expect(brightness(overlay)).toBeLessThan(brightness(painted));
});
