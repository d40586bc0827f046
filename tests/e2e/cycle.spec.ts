import type {Studio} from '../../src/studio/studio.ts';
import type {App} from '../fixtures/app.ts';
import {l1, heatSum, pane} from '../fixtures/cycle.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {networks} from '../fixtures/networks.ts';
import {compare, type Pixels} from '../fixtures/picture.ts';
import {durations, framesPainted} from '../fixtures/probes.ts';
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

async function openCycle(app: App): Promise<void> {
  await app.page.keyboard.press('v');
  await expect(card(app).locator('output')).toBeVisible();
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('shows x, G(x), what comes back and what got lost, and leaves G(x) as it is', async ({
      app,
      page,
    }) => {
      // G moves the picture, F halves its contrast.
      await app.serve(testStyle('shift', 'half'));
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

      await page.keyboard.press('v');
      await expect(card(app)).toBeHidden();
      await framesPainted(worker, 2);
      expect(compare(await app.pixels(), plain).max).toBe(0);
    });
  });
}

/** What the quiet moments of a machine that others use, too, show. */
const lowest = (values: readonly number[]) => Math.min(...values);

const style = shippedStyles.find(({id}) => id === 'dore-engraving') ?? shippedStyles[0]!;

test('the number is the one that onnxruntime-node computes on a held-out picture', async ({
  app,
  page,
}) => {
  const {M: G} = style.G;
  const F = style.F?.M;
  if (!G || !F) throw new Error('no pair');
  await app.serve(style);
  await app.paint('?backend=wasm&quality=192');
  // Rendered by our own still-life programme: no network was trained on it.
  await page
    .locator('cl-shutter input[type=file]')
    .setInputFiles('public/art/scene-landscape.webp');
  await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
  await openCycle(app);
  await expect.poll(() => reading(app)).toBeGreaterThan(0);
  const grid = await app.pixels();
  const x = pane(grid, 0, 0);
  const painted = await paintByReference(pathOf(G), x, G.margin);
  const back = await paintByReference(pathOf(F), painted, F.margin);
  const expected = l1(x, back);
  const shown = (await reading(app)) ?? 0;
  note('L1 of the still life', `${shown.toFixed(3)}, by onnxruntime-node ${expected.toFixed(3)}`);
  expect(Math.abs(shown / expected - 1)).toBeLessThan(0.01);
  await expect(card(app).locator('output')).toHaveText(shown.toFixed(1));
});

test('costs no more than 2.3 times the network time of the plain view', async ({app}) => {
  const worker = await app.paint('?backend=wasm&quality=192');
  await app.paints('Pen & ink');
  const networkMs = async () => {
    await framesPainted(worker, 5);
    return lowest(await durations(worker, 'cl:run', 25));
  };
  const [plain, cycle]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 3; turn++) {
    plain.push(await networkMs());
    await openCycle(app);
    cycle.push(await networkMs());
    await app.page.keyboard.press('v');
  }
  const ratio = lowest(cycle) / lowest(plain);
  note(
    'network time',
    `${lowest(plain).toFixed(1)} ms, in the cycle view ${lowest(cycle).toFixed(1)} ms`,
  );
  note('ratio', ratio.toFixed(2));
  expect(ratio).toBeLessThanOrEqual(2.3);
});

test('the critic’s score is the one that onnxruntime-node computes, and its overlay lights up patches', async ({
  app,
  page,
}) => {
  const judged = shippedStyles.find(({D_Y}) => D_Y);
  const critic = judged?.D_Y;
  if (!judged || !critic) throw new Error('no critic');
  await app.serve(judged);
  await app.paint('?backend=wasm&quality=192');
  await page
    .locator('cl-shutter input[type=file]')
    .setInputFiles('public/art/scene-landscape.webp');
  await expect(page.getByRole('button', {name: 'Back to the camera'})).toBeVisible();
  await openCycle(app);
  await expect.poll(() => reading(app)).toBeGreaterThan(0);
  const painted = pane(await app.pixels(), 1, 0);
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
  const brightness = ({data}: Pixels) => Array.from(data).reduce((sum, value) => sum + value, 0);
  expect(brightness(overlay)).toBeLessThan(brightness(painted));
});
