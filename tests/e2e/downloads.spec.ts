import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fault} from '../fixtures/faults.ts';
import {manifestOf, testStyle} from '../fixtures/manifest.ts';
import {networks} from '../fixtures/networks.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {shippedStyles} from '../fixtures/shipped.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';
const weights = `**/models/${networks.identity.file}`;

/** The bytes of the network with one of them changed. */
function damaged(): Buffer {
  const data = Buffer.from(networks.identity.data);
  data[data.length >> 1] = (data[data.length >> 1] ?? 0) ^ 1;
  return data;
}

/** A server that promises `length` bytes, sends half of them and hangs up. */
async function serveHalf(length: number) {
  const server = createServer((_, response) => {
    response.writeHead(200, {'Content-Length': length});
    response.write(Buffer.alloc(length >> 1), () => response.destroy());
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const {port} = server.address() as AddressInfo;
  return {url: `http://127.0.0.1:${port}/`, close: () => server.close()};
}

test(
  'weights that are cut off on the first visit are named, and fetched again',
  fault('the network is lost while weights arrive', '“This style could not be downloaded.”'),
  async ({app, page}) => {
    const [style] = shippedStyles;
    const {file = '', bytes = 0} = style?.G.M ?? {};
    const half = await serveHalf(bytes);
    await page.route(`**/models/${file}`, (route) => route.continue({url: half.url}));
    await page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toContainText('This style could not be downloaded.');
    half.close();
    await page.unroute(`**/models/${file}`);
    await app.retryButton.click();
    await expect(app.meter).toBeVisible({timeout: 30_000});
  },
);

test(
  'weights that arrive damaged once are fetched again without a word',
  fault('weights have a wrong hash', 'nothing: they are fetched again'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    let requests = 0;
    await page.route(weights, (route) =>
      requests++ ? route.fallback() : route.fulfill({body: damaged()}),
    );
    const worker = await app.paint(query);
    await framesPainted(worker, 2);
    expect(requests).toBe(2);
    await expect(app.notice).toBeEmpty();
  },
);

test(
  'weights that arrive damaged twice are named and not used',
  fault('weights have a wrong hash twice', '“This style arrived damaged twice and was not used.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    let requests = 0;
    await page.route(weights, (route) => {
      requests++;
      return route.fulfill({body: damaged()});
    });
    await page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toContainText('This style arrived damaged twice and was not used.');
    expect(requests).toBe(2);
    await page.unroute(weights);
    await app.serve(testStyle('identity'));
    await app.retryButton.click();
    await expect(app.meter).toBeVisible();
  },
);

test(
  'damaged weights in the cache are fetched again',
  fault('weights are damaged in the cache', 'nothing: they are fetched again'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    await app.paint(query);
    const replaced = await page.evaluate(
      async ({hash, text}) => {
        const cache = await caches.open('cyclelens-assets');
        const keys = (await cache.keys()).filter(({url}) => url.endsWith(hash));
        for (const key of keys) await cache.put(key, new Response(text));
        return keys.length;
      },
      {hash: testStyle('identity').G.M?.sha256 ?? '', text: 'not the weights'},
    );
    expect(replaced).toBe(1);
    const request = page.waitForRequest(weights);
    await app.paint(query);
    await request;
  },
);

for (const [what, body] of [
  ['is not JSON', '<!doctype html>'],
  [
    'has a style without a network',
    JSON.stringify(manifestOf([{...testStyle('identity'), G: {}}])),
  ],
] as const) {
  test(
    `a manifest that ${what} is named, and read after a reload`,
    fault(`the list of styles ${what}`, '“The list of styles could not be read.”'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      await page.route('**/models/manifest.json', (route) => route.fulfill({body}), {times: 1});
      await page.goto(`./${query}`);
      await expect(app.alert).toHaveText(
        'The list of styles could not be read. Reload to fetch it again.',
      );
      await page.getByRole('button', {name: 'Reload'}).click();
      await app.startButton.click();
      await expect(app.meter).toBeVisible();
    },
  );
}
