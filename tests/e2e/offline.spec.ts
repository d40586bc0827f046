import {preview} from 'vite';
import {App, isPainting} from '../fixtures/app.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, test} from '../fixtures/test.ts';

test.use({serviceWorkers: 'allow'});

test('after one visit the app starts and changes between used styles offline', async ({
  context,
}) => {
  test.setTimeout(90_000);
  const [first, second] = shippedStyles.map(({title}) => title) as [string, string];
  // A server of our own: it is stopped for good, which no emulation can match.
  const server = await preview({logLevel: 'silent', preview: {port: 4180, open: false}});
  const [address] = server.resolvedUrls?.local ?? [];
  const url = `${address}?backend=wasm&quality=64`;
  const app = new App(await context.newPage());
  await app.page.goto(url);
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await app.startButton.click();
  await expect(app.meter).toBeVisible({timeout: 30_000});
  await app.choose(second);
  await app.paints(second);
  await app.choose(first);
  await app.paints(first);

  if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
  await server.close();
  await expect(app.page.request.get(url)).rejects.toThrow();
  await app.page.reload();
  const isolated = await app.page.evaluate(() => crossOriginIsolated);
  expect(isolated, 'isolated by the service worker').toBe(true);
  const worker = app.page.waitForEvent('worker', isPainting);
  await app.startButton.click();
  await expect(app.meter).toBeVisible({timeout: 30_000});
  await framesPainted(await worker, 3);
  await app.choose(second);
  await app.paints(second);
  await app.turnButton.click();
  await expect(app.notice).toContainText('This style could not be downloaded.');
  await app.paints(second);
  await framesPainted(await worker, 2);
});
