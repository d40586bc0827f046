import {testStyle} from '../fixtures/manifest.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test('a style tells whose work it is, its licence and its size, and can be kept or deleted', async ({
  app,
  page,
}) => {
  await app.serve(
    {...testStyle('identity'), artist: 'A. Painter, 1850–1900', attribution: 'from open archives'},
    testStyle('invert', 'identity'),
  );
  await app.paint(query);
  // What is not here yet says so, by sight and by description.
  const invert = page.getByRole('radio', {name: 'invert'});
  await expect(invert).toHaveAccessibleDescription('Not on this device yet');
  await expect(page.getByRole('radio', {name: 'identity'})).toHaveAccessibleDescription('');

  // The chosen one tells about itself when it is pressed again.
  await page.getByRole('radio', {name: 'identity'}).click({force: true});
  const info = page.getByRole('dialog', {name: 'identity'});
  await expect(info).toContainText('A. Painter, 1850–1900');
  await expect(info).toContainText('MIT');
  await expect(info).toContainText('from open archives');
  await expect(info).toContainText('kB, on this device');
  await info.getByRole('button', {name: 'Delete'}).click();
  await expect(info).toContainText('kB, not downloaded');
  await page.keyboard.press('Escape');

  // Another one by a long press or the menu key, without being chosen.
  await invert.dispatchEvent('contextmenu');
  const other = page.getByRole('dialog', {name: 'invert'});
  await other.getByRole('button', {name: 'Keep offline'}).click();
  await expect(other.getByText('kB, on this device')).toHaveCount(2);
  await expect(other.getByRole('button', {name: 'Keep offline'})).toBeHidden();
  await expect(invert).toHaveAccessibleDescription('');
  await app.paints('identity');
});

test('a shipped style shows its model card', async ({app, page}) => {
  const [style] = shippedStyles;
  await app.paint(query);
  await page.keyboard.press('i');
  const info = page.getByRole('dialog', {name: style?.title ?? ''});
  await info.getByText('Model card').click();
  await expect(info.getByRole('heading', {name: 'Known failures'})).toBeVisible();
  await expect(info.getByRole('row', {name: /R-KID X → Y/})).toBeVisible();
  await expect(info.getByText(style?.licence ?? '', {exact: true})).toBeVisible();
});

test('a long press on a thumbnail tells about its style and chooses nothing', async ({
  app,
  page,
  context,
}) => {
  await app.serve(testStyle('identity'), testStyle('invert'));
  await app.paint(query);
  const box = await page.getByText('invert', {exact: true}).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) - 20];
  const devtools = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchEnd') =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchStart' ? [{x, y}] : [],
    });
  await touch('touchStart');
  await expect(page.getByRole('dialog', {name: 'invert'})).toBeVisible();
  await touch('touchEnd');
  await expect(page.getByRole('radio', {name: 'identity'})).toBeChecked();
});
