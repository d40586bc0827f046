import type {Studio} from '../../src/studio/studio.ts';
import type {GeneratorSpec, Style} from '../../src/domain/style.ts';
import type {App} from '../fixtures/app.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {compare, expectedPicture, type Pixels} from '../fixtures/picture.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** A quarter of a cycle a pixel, a tenth of the range high. */
const ground: GeneratorSpec['ground'] = [[0.25, 0, 0.1]];

/** What comes back of x: G and F lay the ground under it, and change nothing else. */
const style: Style = (() => {
  const {G, F, ...rest} = testStyle('identity', 'identity');
  const onGround = (tiers: Style['G'] = {}) => tiers.M && {M: {...tiers.M, ground}};
  return {...rest, G: onGround(G) ?? G, F: onGround(F)};
})();

const onGround = ({width, height, data}: Pixels): Pixels => ({
  width,
  height,
  data: Array.from(data, (value, i) => {
    if (i % 4 === 3) return value;
    const wave = Math.cos((Math.PI / 2) * (Math.floor(i / 4) % width));
    return Math.min(255, Math.max(0, Math.round(value + 25.5 * wave)));
  }),
});

const adjust = (app: App, strength: number) =>
  app.page.evaluate((strength) => {
    const root = document.querySelector<Element & {studio?: Studio}>('cl-app');
    root?.studio?.looks.adjust({strength});
  }, strength);

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('a network sees the picture on its ground, and the original is shown without', async ({
      app,
      page,
    }) => {
      await app.serve(style);
      await app.paint(`?backend=${backend}&quality=64`);
      await app.setMirror(false);
      const error = async (expected: (canvas: Pixels) => Pixels) => {
        const canvas = await app.pixels();
        return compare(canvas, expected(canvas)).mean;
      };
      const painted = () => error((canvas) => onGround(expectedPicture(canvas)));
      await expect.poll(painted).toBeLessThan(2);
      await adjust(app, 0);
      await expect.poll(() => error((canvas) => expectedPicture(canvas))).toBeLessThan(2);
      await adjust(app, 1);
      await expect.poll(painted).toBeLessThan(2);

      // Each of the two adds the wave once, whose mean height is half of its greatest.
      await page.keyboard.press('v');
      const lost = () =>
        page.evaluate(() => {
          const root = document.querySelector<Element & {studio?: Studio}>('cl-app');
          return root?.studio?.views.reading.value ?? 0;
        });
      await expect.poll(lost).toBeGreaterThan(0);
      note('L1 of two grounds', (await lost()).toFixed(2));
      expect(await lost()).toBeCloseTo(25.5, 1);
    });
  });
}
