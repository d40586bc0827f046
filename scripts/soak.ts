/**
 * A random user for as long as one likes: `npm run soak -- --minutes 20 --seed 1` (build first). Styles,
 * directions, looks, sizes, pictures, clips, and faults in between, all by a schedule that the seed decides.
 * Prints frames, faults, recoveries, captures and growth; fails on an error that nobody handled, a
 * standstill, a capture that is lost, or memory that grows.
 */
import {readFileSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Page} from '@playwright/test';
import {preview} from 'vite';
import {median} from '../bench/timing.ts';
import {isPainting} from '../tests/fixtures/app.ts';
import {Browsers} from '../tests/fixtures/browsers.ts';
import {Captures} from './soak-captures.ts';
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
  // As a hand does before it clicks: controls that have faded come back.
  await page.mouse.move(150, 150);
  await page.mouse.move(160, 160);
  const button = page.getByRole('button', {name});
  if (await button.first().isVisible()) await button.first().click({timeout: 5000});
};

const captures = new Captures();

/** What a user does. */
const deeds: Record<string, (page: Page) => Promise<unknown>> = {
  style: async (page) => {
    const styles = page.getByRole('radio');
    const at = Math.floor(random() * (await styles.count()));
    // Not checked: one that is refused at once is left before that is seen.
    await styles.nth(at).click({force: true, timeout: 5000});
  },
  direction: press('Turn the direction'),
  mirror: press('Mirror'),
  compare: press(/Compare/),
  picture: async (page) => {
    await press('Take a picture')(page);
    captures.pressed++;
  },
  clip: press(/Record a clip|End the recording/),
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
    try {
      await deeds['style']?.(page);
      await page.waitForTimeout(500);
    } finally {
      await page.context().setOffline(false);
    }
  },
  'memory pressure': async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Memory.simulatePressureNotification', {level: 'critical'});
    await session.detach();
  },
  'frozen for a while': async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', {state: 'frozen'});
    await new Promise((done) => setTimeout(done, 2000));
    await session.send('Page.setWebLifecycleState', {state: 'active'});
    await session.detach();
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

const system = await browser.newBrowserCDPSession();

/** Resident bytes of all pages and their workers. Their heaps cannot be looked at: the runtime's second thread sleeps. */
async function resident(): Promise<number> {
  const {processInfo} = await system.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({type}) => type === 'renderer');
  return renderers.reduce((sum, {id}) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return sum + 1024 * Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]);
  }, 0);
}

const counts: Record<string, number> = {};
/** All that was done and happened, in order. */
const story: string[] = [];
const recoveries: number[] = [];
const end = performance.now() + minutes * 60_000;
let nextFault = performance.now() + 12_000;
/** Bytes in use after each fault. */
const bytes: number[] = [];
let problem = '';
try {
  while (performance.now() < end) {
    const isFault = performance.now() > nextFault;
    const name = pick(Object.keys(isFault ? faults : deeds)) ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
    story.push(name);
    await (isFault ? faults : deeds)[name]?.(page).catch((error: unknown) => {
      console.warn(name, String(error).split('\n')[0]);
    });
    const ms = await paintsOn(page);
    // A second fault within ten seconds is the user's choice, by design.
    if (isFault) {
      recoveries.push(ms);
      nextFault = performance.now() + 11_000 + random() * 10_000;
      bytes.push(await resident());
      await captures.note(page);
    }
    await page.waitForTimeout(random() * 1000);
  }
} catch (error) {
  const said = await page.locator('[role=alert], [role=status], cl-meter').allInnerTexts();
  const workers = page.workers().filter(isPainting).length;
  problem = `${String(error)}, after ${story.slice(-8).join(', ')}; ${workers} workers; ${said.join(' ').replaceAll(/\s+/g, ' ')}`;
  await page
    .screenshot({path: join(tmpdir(), 'cyclelens-soak.png'), timeout: 5000})
    .catch(console.warn);
}
if (problem) console.error(problem);
const unhandled = await page.evaluate(() => (globalThis as Scope).unhandled);
const frames = await filmed(page);
await press('End the recording')(page);
await page.waitForTimeout(10_000);
// Clips that a crash cut off are made whole on the next start.
await page.reload();
await page.getByRole('button', {name: 'Start painting'}).click();
await page.locator('cl-meter button').waitFor();
await page.waitForTimeout(10_000);
const {pictures, clips, lost} = await captures.settle(page);

const third = Math.ceil(bytes.length / 3);
const [early, late] = [median(bytes.slice(0, third)), median(bytes.slice(-third))];
/** What styles, sizes and the gallery's thumbnails make of a difference. */
const isFlat = late < 1.25 * early + 20e6;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const [{model} = {model: ''}, ...others] = cpus();
console.log(`${model}, ${1 + others.length} cores, Chromium ${browser.version()}, no GPU`);
console.log(`seed ${seed}, ${minutes} min: ${frames} frames`);
console.log(
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', '),
);
console.log(
  `${recoveries.length} faults, all recovered; median ${seconds(median(recoveries))}, longest ${seconds(Math.max(...recoveries))}`,
);
console.log(
  `memory after a fault: ${inMegabytes(early)} in the first third, ${inMegabytes(late)} in the last`,
);
console.log(
  `captures: ${captures.pressed} presses, ${pictures} pictures and ${clips} clips kept, ${lost.length} lost`,
);
console.log(`unhandled rejections: ${unhandled.length}`);
for (const what of [...lost, ...unhandled]) console.error(what);
await browsers.close();
await server.close();
process.exit(problem || unhandled.length + lost.length > 0 || !isFlat ? 1 : 0);
