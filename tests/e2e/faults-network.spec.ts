import type {Route} from '@playwright/test';
import {fault, prepareWorker, recovers} from '../fixtures/faults.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {networks} from '../fixtures/networks.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

const query = '?backend=wasm&quality=64';
const html = '<!doctype html><title>Not found</title>'.padEnd(4000, ' ');
const {data} = networks.invert;

const answers: Record<string, (route: Route) => Promise<void>> = {
  'the server answers 404 for weights': (route) => route.fulfill({status: 404}),
  'the server answers 500 for weights': (route) => route.fulfill({status: 500, body: 'sorry'}),
  'HTML comes in place of weights': (route) =>
    route.fulfill({body: html, contentType: 'text/html'}),
  'weights come with a tail': (route) =>
    route.fulfill({body: Buffer.concat([data, Buffer.alloc(9)])}),
  'the connection is reset during weights': (route) => route.abort('connectionreset'),
  'there is no network for weights': (route) => route.abort('internetdisconnected'),
};

for (const [what, answer] of Object.entries(answers)) {
  test(
    `while live, ${what}: the style before goes on`,
    fault(what, '“This style could not be downloaded.”, the style before goes on'),
    async ({app, page}) => {
      await app.serve(testStyle('identity'), testStyle('invert'));
      await page.route(`**/models/${networks.invert.file}`, answer);
      const worker = await app.paint(query);
      await app.choose('invert');
      await expect(app.notice).toContainText('This style could not be downloaded.');
      await app.paints('identity');
      await framesPainted(worker, 2);
      await page.unroute(`**/models/${networks.invert.file}`);
      await app.serve(testStyle('identity'), testStyle('invert'));
      await app.choose('invert');
      await recovers(app.paints('invert'));
    },
  );
}

for (const [what, pattern, sentence] of [
  ['the runtime is not on the server', '**/*.wasm', 'The painting engine could not be downloaded.'],
  [
    'the runtime’s glue is not on the server',
    '**/ort-wasm-simd-threaded-*.mjs',
    'The painting engine could not be downloaded.',
  ],
  [
    'the worker’s script is not on the server',
    '**/assets/worker-*.js',
    'The painting engine stopped unexpectedly.',
  ],
] as const) {
  test(
    `${what}: it is said, and tried again`,
    fault(what, `“${sentence}”`),
    async ({app, page}) => {
      await app.serve(testStyle('identity'));
      await page.route(pattern, (route) => route.fulfill({status: 404}));
      await page.goto(`./${query}`);
      await app.startButton.click();
      await expect(app.alert).toContainText(sentence);
      await page.unroute(pattern);
      await app.retryButton.click();
      await recovers(expect(app.meter).toBeVisible());
    },
  );
}

test(
  'a runtime that was tampered with is fetched again without a word',
  fault('the runtime’s wasm has a wrong hash', 'nothing: it is fetched again'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    let requests = 0;
    await page.route('**/*.wasm', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      if (requests++ === 0) body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      await route.fulfill({response, body});
    });
    const worker = await app.paint(query);
    await recovers(framesPainted(worker, 2));
    expect(requests).toBe(2);
  },
);

test(
  'a runtime that was tampered with twice is not run',
  fault('the runtime’s wasm has a wrong hash twice', '“… arrived damaged twice and was not used.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    await page.route('**/*.wasm', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      await route.fulfill({response, body});
    });
    await page.goto(`./${query}`);
    await app.startButton.click();
    await expect(app.alert).toContainText('arrived damaged twice and was not used.');
    await page.unroute('**/*.wasm');
    await app.retryButton.click();
    await recovers(expect(app.meter).toBeVisible());
  },
);

test(
  'a part of the app that is gone from the server offers the newer version',
  fault('a newer version has replaced the files of the open page', '“A newer Cyclelens is ready.”'),
  async ({app, page}) => {
    await page.route('**/assets/zh-CN-*.js', (route) => route.fulfill({status: 404}));
    await app.serve(testStyle('identity'));
    const worker = await app.paint(query);
    await page.keyboard.press('?');
    await page.getByRole('combobox').last().selectOption({index: 1});
    await expect(app.notice).toContainText('A newer Cyclelens is ready.');
    await framesPainted(worker, 2);
    await page.unroute('**/assets/zh-CN-*.js');
    await page.keyboard.press('Escape');
    await page.getByRole('button', {name: 'Reload'}).click();
    // The language has stayed, which the button now speaks.
    await recovers(expect(page.locator('cl-welcome button.main')).toBeVisible());
  },
);

test(
  'a manifest that is not on the server is named, and read after a reload',
  fault('the server answers 404 for the list of styles', '“The list of styles could not be read.”'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    await page.route('**/models/manifest.json', (route) => route.fulfill({status: 404}), {
      times: 1,
    });
    await page.goto(`./${query}`);
    await expect(app.alert).toContainText('The list of styles could not be read.');
    await page.getByRole('button', {name: 'Reload'}).click();
    await recovers(expect(app.startButton).toBeVisible());
  },
);

test(
  'a manifest that tries to change what all objects are changes nothing',
  fault('the list of styles has prototype-polluting keys', 'the app as usual'),
  async ({app, page}) => {
    await app.serve(testStyle('identity'));
    const style = JSON.stringify(testStyle('identity')).slice(1);
    const body = `{"version":1,"__proto__":{"polluted":1},"styles":[{"__proto__":{"polluted":1},
      "titles":{"__proto__":"x","constructor":"y"},${style}]}`;
    await page.route('**/models/manifest.json', (route) => route.fulfill({body}));
    await prepareWorker(page, '');
    const worker = await app.paint(query);
    await recovers(framesPainted(worker, 2));
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  },
);
