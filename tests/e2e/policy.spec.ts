import type {Page, Worker} from '@playwright/test';
import {startForeignServer} from '../fixtures/foreign.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {framesPainted} from '../fixtures/probes.ts';
import {expect, test} from '../fixtures/test.ts';

type Scope = typeof globalThis & {hacked?: string};

/** Whether any attack got through. */
const hacked = (scope: Page | Worker) =>
  (scope as Page).evaluate(() => (globalThis as Scope).hacked);

/** Ways out of a page: each tries `url`, and is over when it has worked or failed. */
const waysOut = {
  fetch: (url: string) => fetch(url),
  'no-cors fetch': (url: string) => fetch(url, {mode: 'no-cors'}),
  XMLHttpRequest: (url: string) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open('GET', url);
      request.send();
    }),
  WebSocket: (url: string) =>
    new Promise((done) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = socket.onerror = done;
    }),
  EventSource: (url: string) =>
    new Promise((done) => {
      const source = new EventSource(url);
      source.onopen = source.onerror = done;
    }),
  beacon: (url: string) => Promise.resolve(navigator.sendBeacon(url, 'picture')),
  image: (url: string) =>
    new Promise((done) => {
      const image = new Image();
      image.onload = image.onerror = done;
      image.src = url;
    }),
  module: (url: string) => import(/* @vite-ignore */ url),
  script: (url: string) =>
    new Promise((done) => {
      const script = document.createElement('script');
      script.onload = script.onerror = done;
      script.src = url;
      document.head.append(script);
    }),
  frame: (url: string) =>
    new Promise((done) => {
      const frame = document.createElement('iframe');
      frame.onload = frame.onerror = done;
      frame.src = url;
      document.body.append(frame);
    }),
  object: (url: string) =>
    new Promise((done) => {
      const object = document.createElement('object');
      object.onload = object.onerror = done;
      object.data = url;
      document.body.append(object);
      // Refused without an event.
      setTimeout(done, 300);
    }),
  stylesheet: (url: string) =>
    new Promise((done) => {
      const link = Object.assign(document.createElement('link'), {rel: 'stylesheet'});
      link.onload = link.onerror = done;
      link.href = url;
      document.head.append(link);
    }),
  form: (url: string) => {
    const form = document.createElement('form');
    form.action = url;
    document.body.append(form);
    form.submit();
    return new Promise((done) => setTimeout(done, 300));
  },
  worker: (url: string) =>
    new Promise((done) => {
      new Worker(url).onerror = done;
    }),
  'service worker': (url: string) => navigator.serviceWorker.register(url),
} satisfies Record<string, (url: string) => Promise<unknown>>;

/** Ways to make text run as a script. */
const waysIn = {
  eval: () => void eval('hacked = "eval"'),
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  Function: () => Reflect.apply(Function('hacked = "Function"') as () => void, undefined, []),
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  timer: () => setTimeout('hacked = "timer"'),
  'inline script': () => {
    const script = document.createElement('script');
    script.textContent = 'hacked = "inline script"';
    document.head.append(script);
  },
  markup: () => {
    document.body.innerHTML += '<img src="nowhere" onerror="hacked = 1">';
  },
  handler: () => {
    document.body.setAttribute('onclick', 'hacked = "handler"');
    document.body.click();
  },
  'script address': () => {
    location.href = 'javascript:hacked = "address"';
  },
  'blob worker': () => new Worker(URL.createObjectURL(new Blob(['1'], {type: 'text/javascript'}))),
  'data worker': () => new Worker('data:text/javascript,1'),
  'own trusted type': () => {
    const {trustedTypes} = globalThis as unknown as {
      trustedTypes: {createPolicy(name: string, rules: object): unknown};
    };
    trustedTypes.createPolicy('mine', {createHTML: (text: string) => text});
    (globalThis as Scope).hacked = 'own trusted type';
  },
} satisfies Record<string, () => unknown>;

/**
 * Runs an attack as a script of the page would: in a task of its own, since DevTools exempts what it
 * calls itself. @returns what it threw
 */
const attack = (scope: Page | Worker, code: () => unknown, url: string) =>
  (scope as Page).evaluate(
    ([code, url]) =>
      new Promise<string>((done) => {
        const run = eval(code ?? '') as (url: string) => unknown;
        setTimeout(() => {
          new Promise((done) => done(run(url ?? ''))).then(
            () => done(''),
            (error: unknown) => done(String(error)),
          );
        });
      }),
    [String(code), url],
  );

test.describe('a script that does not belong to the app', () => {
  test('cannot send anything to another origin', async ({page}) => {
    const foreign = await startForeignServer();
    await page.goto('./');
    for (const [name, way] of Object.entries(waysOut)) {
      await attack(page, way as () => unknown, `${foreign.url}stolen`);
      expect(foreign.visits, name).toEqual([]);
    }
    expect(await hacked(page)).toBeUndefined();
    foreign.close();
  });

  test('could, were there no policy', async ({page}) => {
    const foreign = await startForeignServer();
    const bare = await startForeignServer();
    for (const name of ['eval', 'Function', 'inline script', 'own trusted type'] as const) {
      await page.goto(`${bare.url}bare.html`);
      await attack(page, waysIn[name], '');
      expect(await hacked(page)).toBe(name);
    }
    for (const [name, way] of Object.entries(waysOut)) {
      // No browser lets a page start these from elsewhere.
      if (name.endsWith('worker')) continue;
      await page.goto(`${bare.url}bare.html`);
      await attack(page, way as () => unknown, `${foreign.url}${name}`).catch(() => undefined);
      const path = `/${encodeURI(name)}`;
      await expect
        .poll(() => foreign.visits.map((visit) => visit.replace(/\?$/, '')))
        .toContain(path);
    }
    foreign.close();
    bare.close();
  });

  test('cannot make text run, in the page', async ({page}) => {
    await page.goto('./');
    for (const [name, way] of Object.entries(waysIn)) {
      await attack(page, way, '');
      await page.waitForTimeout(50);
      expect(await hacked(page), name).toBeUndefined();
    }
  });

  test('cannot reach out or make text run in the worker', async ({app}) => {
    const foreign = await startForeignServer();
    await app.serve(testStyle('identity'));
    const worker = await app.paint('?backend=wasm&quality=32');
    for (const name of [
      'fetch',
      'no-cors fetch',
      'XMLHttpRequest',
      'WebSocket',
      'module',
      'worker',
    ] as const) {
      await attack(worker, waysOut[name] as () => unknown, `${foreign.url}stolen`);
    }
    for (const name of ['eval', 'Function', 'timer', 'blob worker', 'data worker'] as const) {
      await attack(worker, waysIn[name], '');
    }
    await framesPainted(worker, 2);
    expect(foreign.visits).toEqual([]);
    expect(await hacked(worker)).toBeUndefined();
    foreign.close();
  });

  test('does not run where it stands in the page’s own markup', async ({page}) => {
    const foreign = await startForeignServer();
    const violations: string[] = [];
    await page.route('**/', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        '</body>',
        `<script>hacked = 'script'</script><img src="nowhere" onerror="hacked = 'handler'">
        <iframe src="${foreign.url}"></iframe><script src="${foreign.url}"></script>
        <style>body { display: none }</style><base href="${foreign.url}"></body>`,
      );
      await route.fulfill({response, body});
    });
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    await page.goto('./');
    await expect(page.getByRole('button', {name: 'Start painting'})).toBeVisible();
    expect(await hacked(page)).toBeUndefined();
    expect(foreign.visits).toEqual([]);
    expect(
      violations.filter((text) => text.includes('Content Security Policy')).length,
    ).toBeGreaterThan(5);
    foreign.close();
  });
});

test('the page may not be framed, not even by its own origin', async ({page, baseURL}) => {
  await page.route('**/host', (route) =>
    route.fulfill({body: `<iframe src="${baseURL}"></iframe>`, contentType: 'text/html'}),
  );
  const refused = page.waitForEvent('console', (message) =>
    message.text().includes('frame-ancestors'),
  );
  await page.goto('./host');
  await refused;
});

test('without a header the policy still holds, by the page’s own markup', async ({page}) => {
  await page.route('**/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, headers: {'content-type': 'text/html'}});
  });
  await page.goto('./');
  expect(await attack(page, waysIn.eval, '')).toContain('EvalError');
  expect(await hacked(page)).toBeUndefined();
});
