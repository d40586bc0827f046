/**
 * The worker's coordinator: owns the backend and the generator that paints now, swaps generators
 * without a gap and rebuilds what a lost GPU device takes with it. Holds no pixels itself.
 */
import {AppError} from '../domain/errors.ts';
import {coverCrop, workingSize, type Size} from '../domain/geometry.ts';
import {plainLook, type Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Capabilities, FrameStats, OpenOptions, StylizerApi, StylizerEvent} from './api.ts';
import {fetchAsset} from './assets.ts';
import {openBackend, type Backend, type Stages} from './backend.ts';
import type {Generator} from './generator.ts';
import {Sizer} from './sizer.ts';

/** How long a frame may take: 30 frames a second on a GPU, 15 on the CPU. */
const budgetMs = {webgpu: 1000 / 30, wasm: 1000 / 15};

/** Losing the device again within this time means that it is no use trying once more. */
const relapseMs = 10_000;

const delay = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms));

interface Setup {
  readonly canvas: OffscreenCanvas;
  readonly options: OpenOptions;
  readonly onEvent: (event: StylizerEvent) => void;
}

export class Stylizer implements StylizerApi {
  #setup: Setup | undefined;
  #backend: Promise<Backend> | undefined;
  /** Pending while a lost device is rebuilt: paints and loads wait for it. */
  #settled: Promise<void> = Promise.resolve();
  #generator: Generator | undefined;
  #sizer = new Sizer(budgetMs.wasm);
  #look = plainLook;
  #camera: Size = {width: 640, height: 480};
  #loading = new AbortController();
  #lostAt = -Infinity;
  /** Who waits for the next picture. */
  #snaps: ((picture: Promise<Blob>) => void)[] = [];

  async open(
    canvas: OffscreenCanvas,
    options: OpenOptions,
    onEvent: (event: StylizerEvent) => void,
  ): Promise<Capabilities> {
    this.#setup = {canvas, options, onEvent};
    const {capabilities} = await this.#openBackend(options);
    this.#sizer = new Sizer(budgetMs[capabilities.backend]);
    return capabilities;
  }

  async load(spec: GeneratorSpec): Promise<void> {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    await this.#settled;
    const generator = await this.#make(spec, signal);
    if (signal.aborted) {
      await generator.release();
      signal.throwIfAborted();
    }
    const old = this.#generator;
    this.#generator = generator;
    this.#sizer.change(spec.gmacs);
    await old?.release();
  }

  async paint(frame: VideoFrame): Promise<FrameStats> {
    await this.#settled;
    const backend = await this.#backend;
    const generator = this.#generator;
    if (!backend || !generator) {
      frame.close();
      throw new AppError('Unknown', 'paint before load');
    }
    this.#camera = {width: frame.displayWidth, height: frame.displayHeight};
    const picture = this.#pictureSize(generator.spec);
    const crop = coverCrop(this.#camera, picture);
    const look = this.#look;
    const stages = await backend
      .paint(frame, generator, {crop, picture, look}, () => this.#serveSnaps())
      .catch(async (error: unknown) => {
        // The news of a lost device may come a little later than what failed because of it.
        const reason = await Promise.race([backend.lost, delay(300)]);
        throw reason === undefined ? error : new AppError('DeviceLost', reason);
      });
    this.#sizer.observe(stages.presented - stages.start, picture.width * picture.height);
    return measure(stages, picture);
  }

  snap(): Promise<Blob> {
    return new Promise((resolve) => this.#snaps.push(resolve));
  }

  adjust(look: Look): void {
    this.#look = look;
  }

  #serveSnaps(): void {
    for (const resolve of this.#snaps.splice(0)) {
      resolve(this.#opened().canvas.convertToBlob({type: 'image/png'}));
    }
  }

  async #make(spec: GeneratorSpec, signal: AbortSignal): Promise<Generator> {
    const {options, onEvent} = this.#opened();
    const {file, bytes: total, sha256} = spec;
    const url = new URL(file, options.modelsUrl).href;
    const report = (loaded: number) => onEvent({type: 'progress', file, loaded, total});
    const asset = {url, bytes: total, sha256};
    const weights = await fetchAsset(asset, 'WeightsUnavailable', report, signal);
    const backend = await this.#backend;
    signal.throwIfAborted();
    if (!backend) throw new AppError('Unknown', 'load before open');
    return backend.createGenerator(spec, weights, this.#pictureSize(spec));
  }

  #pictureSize(spec: GeneratorSpec): Size {
    return workingSize(this.#camera, this.#sizer.pixels(this.#look.quality), spec);
  }

  #openBackend(wanted: Pick<OpenOptions, 'backend' | 'why'>): Promise<Backend> {
    const {canvas, onEvent} = this.#opened();
    this.#backend = openBackend(canvas, wanted, (file, loaded, total) =>
      onEvent({type: 'progress', file, loaded, total}),
    );
    void this.#backend
      .then((backend) => backend.lost)
      .then((reason) => (this.#settled = this.#recover(reason)))
      .catch(() => undefined);
    return this.#backend;
  }

  /** Rebuilds device and generator after a loss; a second loss soon after is final. */
  async #recover(reason: string): Promise<void> {
    const {onEvent} = this.#opened();
    onEvent({type: 'device-lost', reason});
    const isRelapse = performance.now() - this.#lostAt < relapseMs;
    this.#lostAt = performance.now();
    const lost = this.#generator;
    try {
      if (isRelapse) throw new AppError('DeviceLost', reason);
      await lost?.release().catch(console.warn);
      // The canvas has a WebGPU context for life: no other backend could take it over.
      await this.#openBackend({backend: 'webgpu'});
      if (lost) this.#generator = await this.#make(lost.spec, this.#loading.signal);
      onEvent({type: 'device-restored'});
    } catch (error) {
      onEvent({type: 'device-failed', reason: String(error)});
    }
  }

  #opened(): Setup {
    if (!this.#setup) throw new AppError('Unknown', 'the worker was not opened');
    return this.#setup;
  }
}

/** Figures of a frame, and measures for DevTools' timeline, where each replaces the last. */
function measure({start, packed, run, presented}: Stages, picture: Size): FrameStats {
  const spans: [string, number, number][] = [
    ['cl:frame', start, presented],
    ['cl:pack', start, packed],
    ['cl:run', packed, run],
    ['cl:present', run, presented],
  ];
  for (const [name, begin, end] of spans) {
    performance.clearMeasures(name);
    performance.measure(name, {start: begin, end});
  }
  return {
    picture,
    packMs: packed - start,
    runMs: run - packed,
    presentMs: presented - run,
    frameMs: presented - start,
  };
}
