/**
 * `npm run bench`: times our pipeline beside the usual one, and our generator beside others, in one run in
 * headless Chromium; writes bench/results.json, a table, a plot and the README's few lines. Networks are timed on
 * WebAssembly. On the software adapter only what surrounds a network counts, so an identity runs there.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, CDPSession, Page} from '@playwright/test';
import {createServer} from 'vite';
import {median, untilRecorded} from '../bench/timing.ts';
import type {Bench, Wish} from '../bench/page.ts';
import type {Times} from '../bench/ways.ts';
import {Browsers} from '../tests/fixtures/browsers.ts';
import {specOf} from '../tests/fixtures/manifest.ts';
import {networks} from '../tests/fixtures/networks.ts';
import {callsSoFar, countCalls} from '../tests/fixtures/probes.ts';
import {operationsOf} from '../tests/fixtures/reference.ts';
import {pathOf, shippedStyles} from '../tests/fixtures/shipped.ts';
import {report, type Calls, type Measured, type Results, type Row} from './bench-report.ts';

type BenchScope = typeof globalThis & {bench: Bench};

const M = shippedStyles.find(({id}) => id === 'gibson-ink')?.G.M;
if (!M) throw new Error('pen and ink has no M');
const identity = specOf(networks.clipped);

const sizes = [
  [256, 256],
  [384, 384],
  [512, 512],
  [512, 288],
] as const;

/**
 * How often each contestant comes round, for about so many seconds a size: short turns meet a neighbour's busy minutes
 * alike. And what a core works off, in 10⁹ multiply-accumulates a second.
 */
const rounds = 7;
const turnSeconds = 0.6;
const usualSpeed = 10;

/** How long a page is kept busy to tell its process from the others'. */
const busyMs = 300;

/** A run stays short: sizes at which a frame would take longer than this, in milliseconds, are left out. */
const longestMs = 8000;

const server = await createServer({
  // Nothing is to reload in the middle of a run.
  server: {port: 4190, watch: null},
  optimizeDeps: {include: ['comlink', 'valibot']},
  logLevel: 'error',
});
await server.listen();
const browsers = new Browsers(join(tmpdir(), 'cyclelens-bench'));

/** A page in which one contestant waits for its turns. */
class Stand {
  readonly name: string;
  readonly wish: Wish;
  readonly #page: Page;
  readonly #browser: CDPSession;
  readonly #tab: CDPSession;
  facts = {device: '', gmacs: NaN, bytes: NaN};
  peakBytes = 0;
  #process = NaN;

  private constructor(name: string, wish: Wish, page: Page, browser: CDPSession, tab: CDPSession) {
    [this.name, this.wish, this.#page] = [name, wish, page];
    [this.#browser, this.#tab] = [browser, tab];
  }

  static async open(browser: Browser, name: string, wish: Wish): Promise<Stand> {
    const context = await browser.newContext({permissions: ['camera']});
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(name, error));
    await page.route(`**/models/${identity.file}`, (route) =>
      route.fulfill({body: networks.clipped.data}),
    );
    await page.goto('http://localhost:4190/bench.html', {waitUntil: 'networkidle'});
    const tab = await context.newCDPSession(page);
    await tab.send('Performance.enable');
    const stand = new Stand(name, wish, page, await browser.newBrowserCDPSession(), tab);
    stand.facts = await page.evaluate((wish) => (globalThis as BenchScope).bench.open(wish), wish);
    stand.#process = await stand.#findProcess();
    return stand;
  }

  /** Where the pipeline's calls into WebGPU are made. */
  get realm(): Pick<Page, 'evaluate'> {
    const worker = this.#page.workers().find((worker) => worker.url().includes('worker.ts'));
    return this.wish.way === 'ours' && worker ? worker : this.#page;
  }

  /**
   * Paints a while, after `before` frames that do not count: medians, and what a frame takes of the page's thread, and
   * of that and its workers.
   */
  async time(width: number, height: number, frames: number, before: number): Promise<Measured> {
    await this.#page.bringToFront();
    if (before > 0) await this.#paint(width, height, before);
    const [taskMs, threadMs] = [await this.#mainThreadMs(), threadTime(this.#process)];
    const times = await this.#paint(width, height, frames);
    const status = readFileSync(`/proc/${this.#process}/status`, 'utf8');
    this.peakBytes = 1024 * Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]);
    const mainMs = ((await this.#mainThreadMs()) - taskMs) / frames;
    const cpuMs = (threadTime(this.#process) - threadMs) / frames;
    console.log(`${this.name} at ${width} × ${height}: ${times.frame.toFixed(1)} ms`);
    return {width, height, ...times, mainMs, cpuMs};
  }

  #paint(width: number, height: number, frames: number): Promise<Times> {
    return this.#page.evaluate((args) => (globalThis as BenchScope).bench.time(...args), [
      width,
      height,
      frames,
    ] as [number, number, number]);
  }

  async #mainThreadMs(): Promise<number> {
    const {metrics} = await this.#tab.send('Performance.getMetrics');
    return 1000 * (metrics.find(({name}) => name === 'TaskDuration')?.value ?? NaN);
  }

  /** The renderer that works when the page does. */
  async #findProcess(): Promise<number> {
    const before = await this.#processes();
    await this.#page.evaluate((ms) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    }, busyMs);
    const spent = since(before, await this.#processes());
    return spent.reduce((most, process) => (process.ms > most.ms ? process : most)).id;
  }

  async #processes() {
    const {processInfo} = await this.#browser.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({type}) => type === 'renderer');
  }
}

interface Process {
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

/** What each process took between two looks. */
const since = (before: readonly Process[], after: readonly Process[]) =>
  after.map(({id, cpuTime}) => {
    const earlier = before.find((process) => process.id === id)?.cpuTime ?? 0;
    return {id, ms: 1000 * (cpuTime - earlier)};
  });

/** Milliseconds that the threads of a renderer have worked on which scripts run: the page's and its workers'. */
function threadTime(process: number): number {
  const threads = readdirSync(`/proc/${process}/task`).filter((thread) => {
    const name = readFileSync(`/proc/${process}/task/${thread}/comm`, 'utf8');
    return thread === String(process) || name.startsWith('DedicatedWorker');
  });
  const times = threads.map((thread) =>
    Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

const middle = (all: readonly Measured[]): Measured => {
  const of = (part: keyof Times | 'mainMs' | 'cpuMs') => median(all.map((times) => times[part]));
  const [first] = all;
  if (!first) throw new Error('nothing was measured');
  const parts = {pack: of('pack'), run: of('run'), present: of('present'), frame: of('frame')};
  return {...first, ...parts, mainMs: of('mainMs'), cpuMs: of('cpuMs')};
};

/** How many frames take about so many seconds. */
const framesIn = (seconds: number, gmacs: number, pixels: number) =>
  Math.max(1, Math.min(30, Math.round((seconds * usualSpeed) / (gmacs * (pixels / 256 ** 2)))));

/** Rounds at 256², and at other sizes too where those are short: a shared machine has quick minutes and slow ones. */
async function compare(stands: readonly Stand[], sizes: readonly (readonly [number, number])[]) {
  const found = new Map(stands.map((stand) => [stand, sizes.map((): Measured[] => [])]));
  for (let round = 0; round < rounds; round++) {
    for (const [stand, all] of found) {
      for (const [index, [width, height]] of sizes.entries()) {
        const isLong = index > 0 && stand.facts.gmacs > 1;
        const expected = ((all[0]?.[0]?.frame ?? 0) * width * height) / 256 ** 2;
        if (isLong && (round < rounds - 1 || expected > longestMs)) continue;
        const frames = framesIn(turnSeconds, stand.facts.gmacs, width * height);
        const first = stand.wish.backend === 'webgpu' ? untilRecorded : 5;
        const before = frames > 1 ? (round || index ? 2 : first) : 0;
        all[index]?.push(await stand.time(width, height, frames, before));
      }
    }
  }
  return [...found].map(([{name, wish, facts, peakBytes}, all]): Row => {
    const measured = all.filter(({length}) => length > 0).map(middle);
    return {name, way: wish.way, backend: wish.backend, ...facts, peakBytes, measured};
  });
}

const calls = [
  'GPUComputePassEncoder.dispatchWorkgroups',
  'GPURenderPassEncoder.draw',
  'GPUQueue.submit',
  'GPUBuffer.mapAsync',
];

/** Calls into WebGPU for a frame, by name. */
async function callsOf(stand: Stand, side: number, frames: number): Promise<Calls> {
  // A new generator is first held against the CPU.
  await stand.time(side, side, 1, 0);
  await countCalls(stand.realm, calls);
  await stand.time(side, side, frames, 0);
  const counts = await callsSoFar(stand.realm);
  const [dispatches, draws, submits, readbacks] = calls.map((name) => counts[name]! / frames) as [
    number,
    number,
    number,
    number,
  ];
  return {dispatches, draws, submits, readbacks};
}

async function main(): Promise<Results> {
  const load = loadavg()[0] ?? NaN;
  const camera = {kind: 'still', shape: 'large 4:3'} as const;
  const plain = await browsers.get({adapter: 'none', camera});
  const version = plain.version();
  const wasm = [
    await Stand.open(plain, 'M, our pipeline', {way: 'ours', backend: 'wasm', network: M!}),
    await Stand.open(plain, 'M, usual pipeline', {way: 'theirs', backend: 'wasm', network: M!}),
  ];
  for (const [network, name] of [
    ['mobileResnet', 'mobile ResNet'],
    ['johnson', 'fast neural style'],
    ['resnet9', 'CycleGAN’s ResNet-9'],
  ] as const) {
    wasm.push(await Stand.open(plain, name, {way: 'theirs', backend: 'wasm', network}));
  }
  const rows = await compare(wasm, sizes);

  const software = await browsers.get({adapter: 'software', camera});
  const open = (name: string, way: Wish['way'], network = identity) =>
    Stand.open(software, name, {way, backend: 'webgpu', network});
  const gpu = [
    await open('identity, our pipeline', 'ours'),
    await open('identity, usual pipeline', 'theirs'),
  ] as const;
  rows.push(...(await compare(gpu, sizes.slice(0, 1))));
  const counted = {
    ours: await callsOf(gpu[0], 256, 10),
    theirs: await callsOf(gpu[1], 256, 10),
    M: await callsOf(await open('M, counted', 'ours', M), 64, 2),
    convolutions: operationsOf(pathOf(M!)).filter((type) => type.startsWith('Conv')).length,
  };
  const cpu = cpus();
  const device = `${cpu[0]?.model.trim() ?? 'CPU'}, ${cpu.length} cores, Chromium ${version}, software adapter`;
  return {device, load, rows, calls: counted};
}

try {
  report(await main());
} finally {
  await browsers.close();
  await server.close();
}
