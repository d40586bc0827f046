import AxeBuilder from '@axe-core/playwright';
import {testStyle} from '../fixtures/manifest.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';
const phone = {width: 390, height: 844};

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any panel, ${colorScheme}`, async ({app, page}) => {
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
    await page.setViewportSize(phone);
    const violations = async () => {
      const {violations} = await new AxeBuilder({page}).analyze();
      return violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html)]);
    };
    await app.serve(testStyle('identity', 'invert'), testStyle('invert'));
    await app.paint(query);
    for (const [key, name] of [
      ['i', 'identity'],
      ['?', 'Help and language'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', {name})).toBeFocused();
      expect(await violations(), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    for (const name of ['Adjust', 'More']) {
      await page.getByRole('button', {name, exact: true}).click();
      await expect(page.getByRole('dialog', {name})).toBeFocused();
      expect(await violations(), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.keyboard.press('c');
    await page.keyboard.press('+');
    expect(await violations(), 'split and zoomed').toEqual([]);
  });
}

test('the whole app by keyboard alone', async ({app, page}) => {
  await app.serve(testStyle('identity', 'invert'), testStyle('invert'), testStyle('half'));
  await page.goto(`./${query}`);
  await expect(app.startButton).toBeVisible();
  const {keyboard} = page;
  /** Goes on with Tab until what has this role and name has the focus. */
  const goTo = async (role: Parameters<typeof page.getByRole>[0], name: string) => {
    const target = page.getByRole(role, {name, exact: true});
    for (let i = 0; i < 24; i++) {
      if (await target.evaluate((element) => element.matches(':focus')).catch(() => false)) return;
      await keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  await goTo('button', 'Start painting');
  await keyboard.press('Enter');
  await app.paints('identity');
  await expect(app.meter).toBeVisible();

  await keyboard.press('2');
  await app.paints('invert');
  await keyboard.press('ArrowLeft');
  await app.paints('identity');
  await goTo('button', 'Turn the direction: Photo identity');
  await keyboard.press('Enter');
  await expect(
    page.getByRole('button', {name: 'Turn the direction: identity Photo'}),
  ).toBeFocused();
  await keyboard.press('d');
  await keyboard.press('c');
  const line = page.getByRole('slider', {name: 'Original left of this line'});
  await expect(line).toHaveAttribute('aria-valuenow', '50');
  await line.focus();
  await keyboard.press('ArrowLeft');
  await expect(line).toHaveAttribute('aria-valuenow', '48');
  await keyboard.press('c');

  await goTo('button', 'Adjust');
  await keyboard.press('Enter');
  await goTo('slider', 'Strength');
  await keyboard.press('Home');
  await expect(page.getByRole('slider', {name: 'Strength'})).toHaveAttribute(
    'aria-valuetext',
    '0 %',
  );
  await goTo('button', 'As the style is');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', {name: 'Adjust'})).toBeFocused();

  await keyboard.press(' ');
  await keyboard.press('Escape');
  await goTo('button', 'Take a picture');
  await keyboard.press(' ');
  await expect(page.getByRole('button', {name: /Last picture|Gallery/})).toBeVisible();
  await goTo('button', 'More');
  await keyboard.press('Enter');
  await goTo('button', 'Help and language');
  await keyboard.press('Enter');
  await goTo('combobox', 'Language');
  await page.getByRole('combobox', {name: 'Language'}).selectOption('zh-CN');
  await expect(page.getByRole('dialog', {name: '帮助与语言'})).toBeVisible();
});

test('with text twice as large everything is still there and in reach on a phone', async ({
  app,
  page,
}) => {
  await page.setViewportSize(phone);
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));
  });
  await app.serve(testStyle('identity', 'invert'), testStyle('invert'));
  await page.goto(`./${query}`);
  await app.startButton.scrollIntoViewIfNeeded();
  await expect(app.startButton).toBeInViewport({ratio: 0.95});
  await app.startButton.click();
  await expect(app.meter).toBeVisible();
  const buttons = page.locator('cl-app').getByRole('button');
  const radios = page.getByRole('radio');
  const boxes = [];
  for (const control of [...(await buttons.all()), ...(await radios.all())]) {
    if (await control.isVisible()) boxes.push(await control.boundingBox());
  }
  expect(boxes.length).toBeGreaterThan(8);
  for (const box of boxes) {
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
  }
  // No two of them lie on each other.
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const across = Math.min(a!.x + a!.width, b!.x + b!.width) - Math.max(a!.x, b!.x);
      const down = Math.min(a!.y + a!.height, b!.y + b!.height) - Math.max(a!.y, b!.y);
      expect(Math.min(across, down)).toBeLessThanOrEqual(1);
    }
  }
});

test('where motion is not wanted nothing moves', async ({app, page}) => {
  await page.emulateMedia({reducedMotion: 'reduce'});
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.getByRole('button', {name: 'More'}).click();
  const more = page.getByRole('dialog', {name: 'More'});
  await expect(more).toBeVisible();
  const longest = await more.evaluate((sheet) =>
    Math.max(...getComputedStyle(sheet).transitionDuration.split(',').map(parseFloat)),
  );
  expect(longest).toBeLessThanOrEqual(0.01);
});
