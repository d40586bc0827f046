import {isPainting} from '../fixtures/app.ts';
import {newPictures} from '../fixtures/captures.ts';
import {fault, recovers} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';

test(
  'a page that was frozen paints on',
  fault('the page is frozen and resumed', 'painting again'),
  async ({app, context, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await framesPainted(worker, 5);
    const session = await context.newCDPSession(page);
    await session.send('Page.setWebLifecycleState', {state: 'frozen'});
    await new Promise((done) => setTimeout(done, 6000));
    await session.send('Page.setWebLifecycleState', {state: 'active'});
    await recovers(framesPainted(worker, 5));
    await expect(app.notice).toBeEmpty();
    const painting = page.workers().filter(isPainting);
    expect(painting).toHaveLength(1);
  },
);

test(
  'a page that was left and is come back to starts again',
  fault('the page is left and come back to', 'the app as it starts'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    await app.paint(query);
    await page.goto('./icons/logo.svg');
    await page.goBack();
    if (!(await app.meter.isVisible())) await app.startButton.click();
    await recovers(expect(app.meter).toBeVisible());
    const worker = page.workers().find(isPainting);
    if (worker) await framesPainted(worker, 2);
  },
);

test.describe('in a browser that keeps whole pages', () => {
  test.use({keepsPages: true, camera: {kind: 'numbered'}});

  test(
    'a page that was left and kept paints on when it is come back to',
    fault('the page is kept whole while another is looked at', 'painting again'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      await app.paint(query);
      await page.evaluate(() => {
        addEventListener('pageshow', ({persisted}) => Object.assign(globalThis, {persisted}));
      });
      await page.goto('./icons/logo.svg');
      // Playwright's own way back waits for a page that loads.
      await page.evaluate(() => history.back());
      await page.waitForURL(/quality/, {waitUntil: 'commit'});
      const isKept = () => page.evaluate(() => (globalThis as {persisted?: boolean}).persisted);
      await expect.poll(isKept).toBe(true);
      const picture = async () => Buffer.from((await app.pixels()).data).toString('base64');
      const before = await picture();
      await recovers(expect.poll(picture).not.toBe(before));
      await expect(app.notice).toBeEmpty();
    },
  );
});

test(
  'a device short of memory paints on',
  fault('the system reports critical memory pressure', 'nothing'),
  async ({app, context, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    const session = await context.newCDPSession(page);
    await session.send('Memory.simulatePressureNotification', {level: 'critical'});
    await session.send('HeapProfiler.collectGarbage');
    await recovers(framesPainted(worker, 5));
    await expect(app.notice).toBeEmpty();
  },
);

for (const [what, days] of [
  ['the clock jumps ahead by a year', 365],
  ['the clock jumps back by a year', -365],
] as const) {
  test(`${what}: it paints on`, fault(what, 'nothing'), async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    const jump = (days: number) => {
      const {now} = Date;
      Date.now = () => now() + days * 86_400_000;
    };
    await page.evaluate(jump, days);
    await worker.evaluate(jump, days);
    await page.getByRole('button', {name: 'Take a picture'}).click();
    await expect.poll(() => newPictures(page)).toHaveLength(1);
    await recovers(framesPainted(worker, 5));
    await expect(app.notice).toBeEmpty();
  });
}

test(
  'a screen that may not be kept on is painted on',
  fault('the browser refuses to keep the screen on', 'nothing'),
  async ({app, page}) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'wakeLock', {
        value: {request: () => Promise.reject(new DOMException('no', 'NotAllowedError'))},
      });
    });
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await recovers(framesPainted(worker, 3));
    await expect(app.notice).toBeEmpty();
  },
);

test(
  'an error that nobody expected is a notice, and the painting goes on',
  fault('an error that nobody expected', '“Something unexpected went wrong.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await page.evaluate(() => {
      setTimeout(() => void Promise.reject(new Error('of the test')));
    });
    await expect(app.notice).toContainText('Something unexpected went wrong.');
    await recovers(framesPainted(worker, 3));
  },
);
