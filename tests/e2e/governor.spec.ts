import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

test('the meter says what the governor does, and why, in both languages', async ({app, page}) => {
  await app.serve(testStyle('identity'));
  await app.paint('?backend=wasm');
  const words = page.locator('cl-meter p');
  await app.meter.click();
  await expect(words).toContainText(/Raised detail|Holds 15 fps|Finding out/);

  await page.getByRole('button', {name: 'Adjust'}).click();
  const look = page.getByRole('dialog', {name: 'Adjust'});
  const rate = look.getByRole('combobox', {name: 'Frames a second'});
  const asked = () =>
    page.locator('video').evaluate(({srcObject}: HTMLVideoElement) => {
      const [track] = (srcObject as MediaStream).getVideoTracks();
      // Some browsers give a wish as an object, some as its number.
      return JSON.stringify(track?.getConstraints().frameRate);
    });
  expect(await asked()).toContain('30');
  await rate.selectOption('60');
  await expect.poll(asked).toContain('60');
  await rate.selectOption('24');
  await look.getByRole('combobox', {name: 'Detail'}).selectOption('128');
  await expect(words).toContainText('You fixed the detail.');
  await look.getByRole('combobox', {name: 'Detail'}).selectOption('Automatic');
  await expect(words).toContainText(/24 fps/);
  await look.getByRole('switch', {name: 'Spare battery and heat'}).check();
  await expect(words).toContainText('Spares battery and heat.');
  const area = async () => {
    const {width, height} = await app.pixels();
    return width * height;
  };
  await expect.poll(area).toBeLessThanOrEqual(256 ** 2);

  await page.keyboard.press('Escape');
  await page.getByRole('button', {name: 'More'}).click();
  await page.getByRole('button', {name: 'Help and language'}).click();
  await page.getByRole('combobox', {name: 'Language'}).selectOption('zh-CN');
  await expect(words).toContainText('节省电量，减少发热。');
});
