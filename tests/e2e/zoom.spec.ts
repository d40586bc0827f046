import type {Page} from '@playwright/test';
import {testStyle} from '../fixtures/manifest.ts';
import {colourAt} from '../fixtures/picture.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

const chip = (page: Page) => page.getByRole('button', {name: 'show the whole picture'});

test('the wheel zooms into the middle, and a double click shows the whole again', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await app.setMirror(false);
  await page.mouse.move(500, 200);
  await page.mouse.wheel(0, -347);
  await expect(chip(page)).toHaveText('2.0 ×');
  // Twice as near, the left edge shows what was a quarter of the way in.
  await expect
    .poll(async () => {
      const {data, width, height} = await app.pixels();
      return data[4 * (width * (height >> 1))];
    })
    .toBeGreaterThan(colourAt(0.2, 0.5)[0]);
  await page.mouse.dblclick(500, 200);
  await expect(chip(page)).toBeHidden();
});

test('two fingers zoom, and none of them chooses another style', async ({app, page, context}) => {
  await app.serve(testStyle('identity'), testStyle('invert'));
  await app.paint(query);
  const devtools = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              {x: 500 - apart, y: 250, id: 0},
              {x: 500 + apart, y: 250, id: 1},
            ],
    });
  await touch('touchStart', 40);
  for (const apart of [60, 80, 120]) await touch('touchMove', apart);
  await touch('touchEnd', 0);
  await expect(chip(page)).toHaveText('3.0 ×');
  await app.paints('identity');
  await page.keyboard.press('0');
  await expect(chip(page)).toBeHidden();
});

test('a camera with a zoom of its own is told to zoom', async ({app, page}) => {
  await page.addInitScript(() => {
    let zoom = 1;
    const {prototype} = MediaStreamTrack;
    prototype.getCapabilities = () => ({zoom: {min: 1, max: 4, step: 0.1}}) as object;
    prototype.getSettings = () => ({deviceId: 'zooming', zoom});
    prototype.applyConstraints = (constraints) => {
      const [{zoom: wanted = zoom} = {}] = (constraints?.advanced ?? []) as {zoom?: number}[];
      zoom = wanted;
      return Promise.resolve();
    };
  });
  await app.serve(testStyle('identity'));
  await app.paint(query);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(chip(page)).toHaveText('1.6 ×');
  await page.getByRole('button', {name: 'Adjust'}).click();
  const slider = page.getByRole('slider', {name: 'Zoom'});
  await expect(slider).toHaveAttribute('max', '4');
  await slider.fill('2.5');
  await expect(chip(page)).toHaveText('2.5 ×');
});

test('the camera is asked for the chosen resolution, now and on the next visit', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    const asked: unknown[] = ((window as {asked?: unknown[]}).asked = []);
    const {mediaDevices} = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wish) => {
      asked.push(((wish?.video ?? {}) as MediaTrackConstraints).height);
      return open(wish);
    };
  });
  const asked = () => page.evaluate(() => (window as {asked?: unknown[]}).asked?.at(-1));
  await app.serve(testStyle('identity'));
  await app.paint(query);
  expect(await asked()).toEqual({ideal: 720});
  await page.getByRole('button', {name: 'Adjust'}).click();
  await page.getByRole('combobox', {name: 'Resolution'}).selectOption('1080p');
  await expect.poll(asked).toEqual({ideal: 1080});
  await app.paint(query);
  expect(await asked()).toEqual({ideal: 1080});
});

test('the stage held shows the original, until it is let go, wherever that is', async ({
  app,
  page,
}) => {
  await app.serve(testStyle('invert'));
  await app.paint(query);
  const level = async () => {
    const {data, width, height} = await app.pixels();
    return data[4 * (width * (height >> 1) + (width >> 3))] ?? NaN;
  };
  const painted = await level();
  await page.mouse.move(500, 300);
  await page.mouse.down();
  await expect.poll(level).toBeCloseTo(255 - painted, -1);
  await page.getByRole('button', {name: 'More', exact: true}).hover();
  await page.mouse.up();
  await expect.poll(level).toBeCloseTo(painted, -1);
});
