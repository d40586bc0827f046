import {expect, test} from '@playwright/test';
import {Firefox, needFirefox} from '../fixtures/firefox.ts';

/** Finds an element through all shadow roots, and waits for it. */
const helpers = `
  const find = (selector, root = document) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const {shadowRoot} of root.querySelectorAll('*')) {
      const inside = shadowRoot && find(selector, shadowRoot);
      if (inside) return inside;
    }
  };
  const wait = async (selector) => {
    for (let i = 0; i < 600; i++) {
      const found = find(selector);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('no ' + selector + ': ' + find('[role=alert]')?.textContent);
  };
`;

test('Firefox opens, paints on the CPU, takes a picture and goes on', async ({baseURL}) => {
  needFirefox();
  test.setTimeout(240_000);
  const firefox = new Firefox();
  try {
    await firefox.open();
    await firefox.goto(`${baseURL}?backend=wasm&quality=64`);
    await firefox.run(`${helpers} (await wait('button.main')).click();`);
    await firefox.run(`${helpers} await wait('[popovertarget]');`);
    // The painting is not one colour: there is something on the canvas, soon after the stage is there.
    const levels = await firefox.run(`${helpers}
      const canvas = await wait('canvas');
      const seen = () => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        return new Set(copy.getImageData(0, 0, canvas.width, canvas.height).data).size;
      };
      for (let i = 0; i < 600 && seen() <= 8; i++) await new Promise((done) => setTimeout(done, 100));
      return seen();`);
    expect(levels).toBeGreaterThan(8);
    await firefox.run(
      `${helpers} (await wait('.shutter')).click(); await wait('[aria-label="Last picture"] img');`,
    );
    const size = await firefox.run(`${helpers}
      const picture = await wait('[aria-label="Last picture"] img');
      await picture.decode();
      return picture.naturalWidth;`);
    expect(size).toBeGreaterThan(32);
    // Longer than a camera may stand still.
    const complaint = await firefox.run(`${helpers}
      await new Promise((done) => setTimeout(done, 3000));
      return find('[role=alert]')?.textContent.trim();`);
    expect(complaint ?? '').toBe('');
  } finally {
    await firefox.close();
  }
});
