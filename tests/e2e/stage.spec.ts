import {installGreenScreen} from '../fixtures/canvas-cameras.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {expectedPicture, compare} from '../fixtures/picture.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test('a swipe goes to the next style, and a finger that stays shows the original', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('invert'), testStyle('identity'));
  await app.paint(query);
  await app.setMirror(false);
  /** How far what is shown lies from the original or its negative. */
  const error = async (negative: boolean) => {
    const shown = await app.pixels();
    return compare(shown, expectedPicture(shown, {negative})).mean;
  };
  await expect.poll(() => error(true)).toBeLessThan(6);
  await page.mouse.move(500, 250);
  await page.mouse.down();
  await expect.poll(() => error(false)).toBeLessThan(6);
  await page.mouse.up();
  await expect.poll(() => error(true)).toBeLessThan(6);
  await page.mouse.down();
  await page.mouse.move(300, 250, {steps: 4});
  await page.mouse.up();
  await app.paints('identity');
  await page.mouse.down();
  await page.mouse.move(500, 250, {steps: 4});
  await page.mouse.up();
  await app.paints('invert');
});

test('F fills the screen, and ?clean shows the stage alone', async ({app, page}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null);
  await page.goto(`./${query}&clean`);
  await app.startButton.click();
  await app.paints('identity');
  await expect(app.canvas).toBeInViewport();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('controls fade while nothing moves, but not while R records, and come back at a touch', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  const opacity = () =>
    page.locator('cl-app footer').evaluate((footer) => Number(getComputedStyle(footer).opacity));
  await page.mouse.move(400, 300);
  await expect.poll(opacity).toBe(0);
  await page.mouse.move(420, 300);
  await expect.poll(opacity).toBe(1);
  await page.keyboard.press('r');
  await expect(page.getByRole('timer')).toHaveText('0:06', {timeout: 15_000});
  expect(await opacity()).toBe(1);
  await page.keyboard.press('r');
  await expect(page.getByRole('timer')).toBeHidden();
});

test('a style’s look is there again on the next visit, and is no other style’s', async ({
  app,
  page,
}) => {
  const strength = page.getByRole('slider', {name: 'Strength'});
  const adjust = page.getByRole('button', {name: 'Adjust'});
  await app.serve(testStyle('invert'), testStyle('identity'));
  await app.paint(query);
  await adjust.click();
  await strength.fill('0.4');
  await page.keyboard.press('Escape');
  await app.choose('identity');
  await app.paints('identity');
  await adjust.click();
  await expect(strength).toHaveValue('1');
  await page.keyboard.press('Escape');
  await app.paint(query);
  await app.choose('invert');
  await app.paints('invert');
  await adjust.click();
  await expect(strength).toHaveValue('0.4');
});

test('a camera’s torch and exposure are offered and told', async ({app, page}) => {
  // No fake camera has them: what the browser would tell the camera is noted.
  await page.addInitScript(() => {
    const told: Record<string, unknown> = {torch: false, exposureCompensation: 0};
    (window as {told?: unknown}).told = told;
    const {prototype} = MediaStreamTrack;
    prototype.getCapabilities = () =>
      ({torch: true, exposureCompensation: {min: -2, max: 2, step: 0.5}}) as object;
    prototype.getSettings = () => ({deviceId: 'lit', ...told});
    prototype.applyConstraints = (constraints) => {
      Object.assign(told, constraints?.advanced?.[0]);
      return Promise.resolve();
    };
  });
  const told = () => page.evaluate(() => (window as {told?: unknown}).told);
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.getByRole('button', {name: 'Adjust'}).click();
  await page.getByRole('switch', {name: 'Torch'}).check();
  await expect.poll(told).toMatchObject({torch: true});
  await page.getByRole('slider', {name: 'Exposure'}).fill('1.5');
  await expect.poll(told).toMatchObject({exposureCompensation: 1.5});
});

test.describe('where the camera is refused', () => {
  test.use({isCameraAllowed: false});

  test('a photo or the screen is painted instead', async ({app, page}) => {
    await installGreenScreen(page);
    await app.serve(testStyle('identity'));
    await page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toContainText('may not use the camera');
    await page.getByRole('button', {name: 'Paint my screen'}).click();
    await expect(app.meter).toBeVisible();
    const green = async () => {
      const {data} = await app.pixels();
      return (data[1] ?? 0) - (data[0] ?? 0);
    };
    await expect.poll(green).toBeGreaterThan(150);
    await page.reload();
    await app.startButton.click();
    await expect(app.alert).toBeVisible();
    await page
      .locator('cl-welcome input[type=file]')
      .setInputFiles('public/art/scene-landscape.webp');
    await expect(app.meter).toHaveText('Photo · CPU');
  });
});
