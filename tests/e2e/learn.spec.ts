import {readFileSync} from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import {parseCurve, type Curve} from '../../src/domain/curve.ts';
import {generatorFor, type GeneratorSpec} from '../../src/domain/style.ts';
import type {App} from '../fixtures/app.ts';
import {l1} from '../fixtures/cycle.ts';
import {heldOut} from '../fixtures/held-out.ts';
import {manifestOf} from '../fixtures/manifest.ts';
import type {Pixels} from '../fixtures/picture.ts';
import {paintByReference} from '../fixtures/reference.ts';
import {pathOf, shippedStyles} from '../fixtures/shipped.ts';
import {expect, note, test} from '../fixtures/test.ts';

/** The page, opened by the menu. */
async function openPage(app: App, more = 'More', name = 'How it sees') {
  await app.page.getByRole('button', {name: more, exact: true}).click();
  await app.page.getByRole('button', {name, exact: true}).click();
  const page = app.page.getByRole('dialog', {name});
  await expect(page.getByRole('heading', {level: 2})).toHaveText(name);
  return page;
}

/** The curve that lies beside a shipped style. */
function curveOf(id: string): Curve {
  const curve = parseCurve(readFileSync(`public/models/cards/${id}.json`, 'utf8'));
  if (!curve) throw new Error('no curve');
  return curve;
}

/** Whether a live picture has been drawn: an empty canvas is transparent. */
const isPainted = (canvas: HTMLCanvasElement) =>
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data[3] === 255;

test('explains with live pictures, and fetches each network only when its part is reached', async ({
  app,
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const has = (part: RegExp) => fetched.some((path) => part.test(path));
  // Every style that ships has a critic: one is kept back.
  const styles = shippedStyles.map((style) =>
    style.id === 'watercolour' ? {...style, D_Y: undefined} : style,
  );
  await page.route('**/models/manifest.json', (route) => route.fulfill({json: manifestOf(styles)}));
  await app.paint('?backend=wasm&quality=96');
  await app.choose('Van Gogh');
  await app.paints('Van Gogh');
  const sheet = await openPage(app);
  expect(has(/noCycle|-F-/)).toBe(false);

  const live = async (name: string | RegExp) => {
    const picture = sheet.getByRole('img', {name, exact: true}).first();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate(isPainted), `${name}`).toBe(true);
  };
  await sheet.locator('cl-learn-ablations').scrollIntoViewIfNeeded();
  await live('a still life, painted without the cycle');
  await live('your view, painted without critics');
  expect(has(/noCycle/)).toBe(true);
  const apart = sheet.locator('cl-learn-ablations output');
  await expect(apart.nth(2)).toHaveText(/^\d/);
  const numbers = (await apart.allTextContents()).map(Number);
  note('x, whole, no cycle, no critic apart', numbers.join(', '));
  expect(numbers[2]! / numbers[1]!).toBeLessThanOrEqual(0.1);

  await live('F(G(x)): the photo that F makes of it');
  await expect(sheet.locator('cl-learn-cycle output')).toHaveText(/^\d+\.\d$/);
  await sheet.locator('cl-learn-loss').scrollIntoViewIfNeeded();
  const sum = sheet.locator('cl-learn-loss dd.sum');
  await expect(sum).toHaveText(/^\d/);
  const before = Number(await sum.textContent());
  await sheet.getByRole('slider', {name: /λ/}).fill('0');
  await expect.poll(async () => Number(await sum.textContent())).toBeLessThan(before);
  await sheet.locator('cl-learn-layers').scrollIntoViewIfNeeded();
  await live('Feature maps of layer 1');
  await live('Feature maps of layer 8');

  const curves = sheet.locator('cl-learn-curves');
  await curves.scrollIntoViewIfNeeded();
  await expect(curves.getByRole('listitem')).toHaveCount(6);
  const {steps, losses} = curveOf('vangogh');
  await expect(curves).toContainText(steps.toLocaleString('en'));
  const [first, last] = [losses.cycle_x?.[0], losses.cycle_x?.at(-1)];
  await expect(curves).toContainText(`${first?.toFixed(2)} → ${last?.toFixed(2)}`);
  await expect(sheet.getByRole('img', {name: /^Sample sheet/})).toHaveJSProperty('complete', true);

  const {violations} = await new AxeBuilder({page}).analyze();
  expect(violations.map(({id, nodes}) => [id, nodes[0]?.html])).toEqual([]);

  // A style without a critic and a style with one, from the page itself.
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await app.choose('Watercolour');
  await app.paints('Watercolour');
  await openPage(app);
  const critic = sheet.locator('cl-learn-critic');
  await critic.scrollIntoViewIfNeeded();
  await expect(critic).toContainText('the one that trained “Watercolour” is not in the app');
  await critic.getByRole('button', {name: 'Van Gogh'}).press('Enter');
  await live('D(G(x)): its marks: brighter looks more real');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('reads in Chinese, and leads to the cycle view by the keyboard', async ({app, page}) => {
  await page.addInitScript(() =>
    localStorage.setItem('cyclelens-preferences-1', JSON.stringify({locale: 'zh-CN'})),
  );
  await page.goto('./?backend=wasm&quality=96');
  await page.getByRole('button', {name: '开始作画'}).click();
  await expect(app.meter).toBeVisible({timeout: 30_000});
  const sheet = await openPage(app, '更多', '它怎样看');
  await expect(sheet.getByRole('heading', {level: 3})).toHaveText([
    '两堆图片，没有配对',
    '四个网络，两场较量',
    '为什么骗过评审还不够',
    '回家的路',
    '它们听到的要求',
    'G 的内部',
    '学成之后',
    '试一试',
  ]);
  await sheet.getByRole('button', {name: '循环视图'}).press('Enter');
  await expect(page.getByRole('region', {name: '循环视图'}).locator('output')).toBeVisible();
});

test('what the page says of the ablations holds in numbers', async () => {
  const style = shippedStyles.find(({ablations}) => ablations);
  const G = style && generatorFor(style, 'X→Y');
  if (!style?.ablations || !G) throw new Error('no ablations');
  const pictures = await Promise.all(['landscape', 'portrait'].map(heldOut));
  const paint = (spec: GeneratorSpec) =>
    Promise.all(pictures.map((picture) => paintByReference(pathOf(spec), picture, spec)));
  const apart = ([a, b]: Pixels[]) => l1(a!, b!);
  const [whole, noCycle, noCritic] = [
    await paint(G),
    await paint(style.ablations.noCycle),
    await paint(style.ablations.noCritic),
  ];
  const share = apart(noCycle) / apart(whole);
  note(
    'outputs apart, whole and without the cycle',
    `${apart(whole)} and ${apart(noCycle)} of 255`,
  );
  expect(share).toBeLessThanOrEqual(0.1);
  // Without critics nothing changes: nearer to its input by far than a painting is.
  const moved = (painted: Pixels[]) => l1(painted[0]!, pictures[0]!);
  note('moved, whole and without critics', `${moved(whole)} and ${moved(noCritic)} of 255`);
  expect(moved(noCritic) / moved(whole)).toBeLessThanOrEqual(0.6);
});
