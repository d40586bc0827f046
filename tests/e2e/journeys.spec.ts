import type {Locator} from '@playwright/test';
import type {Style} from '../../src/domain/style.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';
import {latinWordsOn} from '../fixtures/words.ts';

const query = '?backend=wasm&quality=96';
const phone = {width: 390, height: 844};
const [first, second] = shippedStyles;

/** What a journey goes by, in two languages. */
const languages = {
  'en-GB': {
    viewport: {width: 1280, height: 800},
    start: 'Start painting',
    live: 'Live picture: ',
    adjust: 'Adjust',
    strength: 'Strength',
    keepColours: 'Keep my colours',
    steadiness: 'Steadiness',
    snap: 'Take a picture',
    more: 'More',
    about: 'About this style',
    gallery: 'Gallery',
    learn: 'How it sees',
    help: 'Help and language',
    close: 'Close',
    details: /^\d.* fps · CPU, details$/,
    titleOf: (style?: Style) => style?.title ?? '',
  },
  'zh-CN': {
    viewport: phone,
    start: '开始作画',
    live: '实时画面：',
    adjust: '调整',
    strength: '强度',
    keepColours: '保留我的颜色',
    steadiness: '稳定',
    snap: '拍照',
    more: '更多',
    about: '关于此风格',
    gallery: '相册',
    learn: '它怎样看',
    help: '帮助与语言',
    close: '关闭',
    details: /^\d.* fps · CPU，详情$/,
    titleOf: (style?: Style) => style?.titles?.['zh-CN'] ?? '',
  },
} as const;

for (const [locale, words] of Object.entries(languages)) {
  test(`from the welcome to how it sees, ${locale}`, async ({browsers, baseURL}) => {
    test.setTimeout(90_000);
    const browser = await browsers.get({adapter: 'none', camera: {kind: 'still', shape: '4:3'}});
    const context = await browser.newContext({
      locale,
      viewport: words.viewport,
      reducedMotion: 'reduce',
      permissions: ['camera'],
      serviceWorkers: 'block',
      ...(baseURL && {baseURL}),
    });
    const page = await context.newPage();
    const button = (name: string) => page.getByRole('button', {name, exact: true});
    const left: Record<string, string[]> = {};
    /** Where another language is spoken, nothing is left in English. */
    const listen = async (where: string) => {
      const latin = locale === 'en-GB' ? [] : await latinWordsOn(page);
      if (latin.length > 0) left[where] = latin;
    };
    /** Opens a panel by buttons, hands it over, and closes it. */
    const visit = async (buttons: string[], look: (panel: Locator) => Promise<void>) => {
      for (const name of buttons) await button(name).click();
      const panel = page.getByRole('dialog', {name: buttons.at(-1) ?? ''});
      await expect(panel).toBeVisible();
      await look(panel);
      await listen(buttons.join(', '));
      await panel.getByRole('button', {name: words.close}).click();
      await expect(panel).toBeHidden();
    };
    try {
      await page.goto(`./${query}`);
      await expect(button(words.start)).toBeVisible();
      await listen('welcome');
      await button(words.start).click();
      const canvas = page.locator('cl-stage canvas[role=img]');
      await expect(canvas).toHaveAccessibleName(words.live + words.titleOf(first), {
        timeout: 30_000,
      });
      const meter = page.getByRole('button', {name: words.details});
      await meter.click();
      await listen('live, with its figures');
      await meter.click();
      await page.getByRole('radio', {name: words.titleOf(second)}).check({force: true});
      await expect(canvas).toHaveAccessibleName(words.live + words.titleOf(second));

      await visit([words.adjust], async (panel) => {
        await panel.getByRole('slider', {name: words.strength}).fill('0.5');
        await panel.getByRole('switch', {name: words.keepColours}).check();
        await expect(panel.getByRole('slider', {name: words.steadiness})).toBeVisible();
      });
      await button(words.snap).click();
      await visit([words.more, words.gallery], async (panel) => {
        await expect(panel.getByRole('listitem')).toHaveCount(1);
      });
      for (const style of shippedStyles) {
        const name = words.titleOf(style);
        await page.getByRole('radio', {name}).dispatchEvent('contextmenu');
        const info = page.getByRole('dialog', {name});
        await expect(info).toContainText('MIT');
        await listen(`about ${name}`);
        await info.getByRole('button', {name: words.close}).click();
        await expect(info).toBeHidden();
      }
      await visit([words.more, words.help], () => Promise.resolve());
      await visit([words.more, words.learn], async (panel) => {
        await expect(panel.getByRole('heading', {level: 3})).toHaveCount(8);
      });
      expect(left).toEqual({});
    } finally {
      await context.close();
    }
  });
}

test('someone new paints, changes the style, compares and turns the direction by what is written', async ({
  app,
  page,
}) => {
  await page.setViewportSize(phone);
  await page.goto(`./${query}`);
  const [own = '', other = ''] = [first?.title, second?.title];
  let taps = 0;
  /** Taps what has this written on it, nothing else. */
  const tap = async (written: string | RegExp) => {
    taps++;
    const text = page.getByText(written, {exact: true}).filter({visible: true});
    const box = await text.boundingBox();
    if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };
  const begun = performance.now();
  await tap('Start painting');
  await app.paints(own);
  await tap(other);
  await app.paints(other);
  await tap('Compare');
  await expect(page.getByRole('slider', {name: 'Original left of this line'})).toBeVisible();
  await tap(`Photo → ${other}`);
  await expect(page.getByText(`${other} → Photo`)).toBeVisible();
  await expect(
    page.getByRole('button', {name: `Turn the direction: ${other} Photo`}),
  ).toBeVisible();
  const seconds = (performance.now() - begun) / 1000;
  note('taps', `${taps}, in ${seconds.toFixed(1)} s without reading`);
  expect(taps).toBeLessThanOrEqual(6);
  expect(seconds).toBeLessThan(30);
});
