import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

for (const [name, viewport] of Object.entries({
  phone: {width: 390, height: 844},
  desktop: {width: 1280, height: 800},
})) {
  test(`on a ${name} one panel opens at a time, and gives the focus back`, async ({app, page}) => {
    await page.setViewportSize(viewport);
    await app.serve(testStyle('identity'));
    await app.paint(query);
    await page.getByRole('button', {name: 'More'}).focus();
    await page.keyboard.press('Enter');
    const more = page.getByRole('dialog', {name: 'More'});
    await expect(more).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(more.getByRole('button', {name: 'Close'})).toBeFocused();

    await more.getByRole('button', {name: 'Help and language'}).click();
    const help = page.getByRole('dialog', {name: 'Help and language'});
    await expect(help).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    const box = await help.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(name === 'phone' ? 0 : viewport.width / 2);
    if (name === 'phone') expect(box?.width).toBe(viewport.width);

    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await expect(page.getByRole('button', {name: 'More'})).toBeFocused();

    await page.getByRole('button', {name: 'Adjust'}).click();
    const look = page.getByRole('dialog', {name: 'Adjust'});
    await expect(look).toBeVisible();
    await look.getByRole('button', {name: 'Close'}).click();
    await expect(look).toBeHidden();
    await expect(page.getByRole('button', {name: 'Adjust'})).toBeFocused();
    await page.keyboard.press('?');
    await expect(help).toBeVisible();
  });
}

test('keys inside a panel belong to the panel', async ({app, page}) => {
  await app.serve(testStyle('identity'), testStyle('invert'));
  await app.paint(query);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', {name: 'Help and language'})).toBeFocused();
  await page.keyboard.press('2');
  await page.keyboard.press('c');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', {name: 'Compare'})).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await app.paints('identity');
  await page.keyboard.press('2');
  await app.paints('invert');
});

test('sliders change the look while they are dragged, and a double click resets them', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.getByRole('button', {name: 'Adjust'}).click();
  const strength = page.getByRole('slider', {name: 'Strength'});
  await strength.fill('0.4');
  await expect(strength).toHaveAttribute('aria-valuetext', '40 %');
  await strength.dblclick();
  await expect(strength).toHaveAttribute('aria-valuetext', '100 %');
});
