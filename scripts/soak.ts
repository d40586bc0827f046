/**
 * A random user for as long as one likes: `npm run soak -- --minutes 20 --seed 1` (build first). Styles,
 * directions, looks, sizes, pictures, and faults in between, all by a schedule that the seed decides.
 * Prints frames, faults, recoveries and growth; fails on an error that nobody handled or a standstill.
 */
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Page} from '@playwright/test';
import {preview} from 'vite';
import {isPainting} from '../tests/fixtures/app.ts';
import {Browsers} from '../tests/fixtures/browsers.ts';
import {memory} from '../tests/fixtures/probes.ts';
import {createRng} from './still-life/random.ts';

type Scope = typeof globalThis & {filmed: number; unhandled: string[]};

const {values} = parseArgs({
  options: {minutes: {type: 'string', default: '20'}, seed: {type: 'string', default: '1'}},
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];

const random = createRng(seed);
const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

const inferenceWorker = (page: Page) => page.workers().findLast(isPainting);
const press = (name: string | RegExp) => async (page: Page) => {
  const button = page.getByRole('button', {name});
  if (await button.first().isVisible()) await button.first().click({timeout: 5000});
};

/** What a user does. */
const deeds: Record<string, (page: Page) => Promise<unknown>> = {
  style: async (page) => {
    const styles = page.getByRole('radio');
    const at = Math.floor(random() * (await styles.count()));
    await styles.nth(at).check({force: true, timeout: 5000});
  },
  direction: press('Turn the direction'),
  mirror: press('Mirror'),
  compare: press(/Compare/),
  picture: press('Take a picture'),
  size: (page) =>
    page.setViewportSize({
      width: 360 + Math.floor(random() * 900),
      height: 480 + Math.floor(random() * 400),
    }),
  look: async (page) => {
    await page.keyboard.press(pick(['ArrowLeft', 'ArrowRight', 'm', 'Escape']) ?? 'm');
  },
};

/** What happens to a user. */
const faults: Record<string, (page: Page) => Promise<unknown>> = {
  'worker crashes': async (page) =>
    inferenceWorker(page)?.evaluate(() => {
      setTimeout(() => {
        throw new Error('crash of the soak');
      });
    }),
  'worker ends': async (page) => {
    void inferenceWorker(page)
      ?.evaluate(() => {
        close();
      })
      .catch(() => undefined);
    return Promise.resolve();
  },
  'storage evicted': (page) =>
    page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    }),
  'network gone for a while': async (page) => {
    await page.context().setOffline(true);
    await deeds['style']?.(page);
    await page.waitForTimeout(500);
    await page.context().setOffline(false);
  },
  'camera drops out': (page) =>
    page.evaluate(() => {
      const stage = document.querySelector('cl-app')?.shadowRoot?.querySelector('cl-stage');
      const video = stage?.shadowRoot?.querySelector('video');
      const [track] = (video?.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    }),
};

const filmed = (page: Page) => page.evaluate(() => (globalThis as Scope).filmed);

/** Waits for three more frames; where the app asks the user to, tries again. @returns milliseconds */
async function paintsOn(page: Page): Promise<number> {
  const [start, before] = [performance.now(), await filmed(page)];
  while ((await filmed(page)) < before + 3) {
    if (performance.now() - start > 30_000) throw new Error('nothing is painted for 30 s');
    await press('Try again')(page);
    await page.waitForTimeout(100);
  }
  return performance.now() - start;
}

const server = await preview({logLevel: 'silent', preview: {port: 4181}});
const browsers = new Browsers(join(tmpdir(), 'cyclelens-soak'));
const browser = await browsers.get({adapter: 'none', camera: {kind: 'numbered'}});
const context = await browser.newContext({permissions: ['camera'], locale: 'en-GB'});
const page = await context.newPage();
await page.addInitScript(() => {
  const scope = globalThis as Scope;
  scope.filmed = 0;
  scope.unhandled = [];
  addEventListener('unhandledrejection', ({reason}) => scope.unhandled.push(String(reason)));
  globalThis.VideoFrame = new Proxy(VideoFrame, {
    construct(target, args: ConstructorParameters<typeof VideoFrame>) {
      scope.filmed++;
      return new target(...args);
    },
  });
});
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?backend=wasm&quality=64&frames=1000`);
await page.getByRole('button', {name: 'Start painting'}).click();
await page.locator('cl-meter button').waitFor();

const counts: Record<string, number> = {};
const recoveries: number[] = [];
const end = performance.now() + minutes * 60_000;
let [nextFault, first] = [performance.now() + 12_000, 0];
let problem = '';
try {
  while (performance.now() < end) {
    const isFault = performance.now() > nextFault;
    const name = pick(Object.keys(isFault ? faults : deeds)) ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
    await (isFault ? faults : deeds)[name]?.(page).catch((error: unknown) => {
      console.warn(name, String(error).split('\n')[0]);
    });
    const ms = await paintsOn(page);
    // A second fault within ten seconds is the user's choice, by design.
    if (isFault) {
      recoveries.push(ms);
      nextFault = performance.now() + 11_000 + random() * 10_000;
      first ||= await memory(page);
    }
    await page.waitForTimeout(random() * 1000);
  }
} catch (error) {
  problem = String(error);
}
const unhandled = await page.evaluate(() => (globalThis as Scope).unhandled);
const sorted = recoveries.toSorted((a, b) => a - b);
const seconds = (ms = NaN) => `${(ms / 1000).toFixed(1)} s`;
console.log(`seed ${seed}, ${minutes} min: ${await filmed(page)} frames`);
console.log(
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', '),
);
console.log(
  `${sorted.length} faults, all recovered; median ${seconds(sorted[sorted.length >> 1])}, longest ${seconds(sorted.at(-1))}`,
);
console.log(
  `memory: ${(((await memory(page)) - first) / 1e6).toFixed(1)} MB more than after the first fault`,
);
console.log(`unhandled: ${unhandled.length ? unhandled.join('; ') : 'none'}`);
if (problem) console.error(problem);
await browsers.close();
await server.close();
process.exit(problem || unhandled.length > 0 ? 1 : 0);
