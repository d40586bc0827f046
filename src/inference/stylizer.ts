/**
 * The worker's coordinator: owns the backend and the generator that paints now, swaps generators
 * without a gap and rebuilds what a lost GPU device takes with it. Holds no pixels itself.
 */
import {transfer} from 'comlink';
import {delay} from '../domain/delay.ts';
import {AppError} from '../domain/errors.ts';
import {coverCrop, workingSize, type Size} from '../domain/geometry.ts';
import {plainLook, type Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Findings, Trial} from '../domain/study.ts';
import type {View} from '../domain/view.ts';
import type {
  Capabilities,
  FrameStats,
  OpenOptions,
  StillResult,
  StillWish,
  StylizerApi,
  StylizerEvent,
  Terms,
} from './api.ts';
import {cachedAsset, fetchAsset, forgetAsset, hasAsset, type Asset} from './assets.ts';
import {Flow} from './flow.ts';
import {Framing} from './framing.ts';
import type {Generator} from './generator.ts';
import {Maker} from './maker.ts';
import {costOf} from './ladder.ts';
import {hold} from './lifeline.ts';
import {LabDoor} from './lab/lab-door.ts';
import {Governor} from './governor.ts';
import {openAll, type Opened, type Setup} from './opened.ts';
import {Relay} from './relay.ts';
import {previewOf} from './previewer.ts';
import {measure, newStats, type Stages} from './stages.ts';
import {StillDoor} from './still/still-door.ts';
import {ViewKeeper} from './view/view-keeper.ts';

/** Losing the device again within this time means that it is no use trying once more. */
const relapseMs = 10_000;

/** A preview that would hold the live picture up for longer is not worth it. */
const longestPreviewMs = 250;

/** What `auto` means for a clip that is painted in its own time, as a side in pixels. */
const clipQuality = 512;

export class Stylizer implements StylizerApi {
  #setup: Setup | undefined;
  #opened: Promise<Opened> | undefined;
  /** Pending while a lost device is rebuilt: paints and loads wait for it. */
  #settled: Promise<void> = Promise.resolve();
  #generator: Generator | undefined;
  #governor = new Governor(true);
  #terms: Terms | undefined;
  #look = plainLook;
  readonly #framing = new Framing();
  readonly #flow = new Flow((stages, busyMs) => this.#noteFrame(stages, busyMs));
  /** Of the frame finished last. */
  readonly #stats = newStats();
  #loading = new AbortController();
  #lostAt = -Infinity;
  readonly #views = new ViewKeeper(async (network, signal) => {
    const weights = await this.#fetch(network, signal);
    return (await this.#backend()).backend.createNetwork(network, weights);
  });
  readonly #maker = new Maker({
    weightsOf: (spec, signal) => this.#fetch(spec, signal),
    backend: async () => (await this.#backend()).backend,
    pictureOf: (spec) => this.#pictureSize(spec),
    isTimed: () => this.#governor.speed === 0,
    onTimed: ({spec, warmMs}, {width, height}) => {
      this.#governor.calibrate(costOf(spec.gmacs, width * height) / warmMs);
      this.#announce();
    },
    onWrong: (reason) => this.#given().onEvent({type: 'device-failed', reason, why: 'wrong'}),
  });
  readonly #lab = new LabDoor((network) => this.#fetch(network));
  /** Where what is presented goes besides. */
  readonly #relay = new Relay();
  /** Of the frame that is being painted. */
  #timestamp = 0;
  readonly #stills = new StillDoor({
    weightsOf: (spec) => fetchAsset(this.#asset(spec), 'WeightsUnavailable', () => undefined),
    generatorOf: async (spec, weights) =>
      (await this.#backend()).backend.createStillGenerator(spec, weights),
  });

  async open(
    canvas: OffscreenCanvas,
    options: OpenOptions,
    onEvent: (event: StylizerEvent) => void,
  ): Promise<Capabilities> {
    this.#setup = {canvas, options, onEvent};
    // Side by side: the first load, which comes right behind, finds a backend that is being opened.
    const [{backend}] = await Promise.all([this.#openBackend(options), hold(options.lifeline)]);
    const {capabilities} = backend;
    this.#governor = new Governor(capabilities.backend === 'wasm');
    if (this.#terms) this.#governor.heed(this.#terms);
    this.#governor.calibrate(options.speeds?.[capabilities.device] ?? 0);
    return capabilities;
  }

  async load(spec: GeneratorSpec): Promise<void> {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    await this.#settled;
    const generator = await this.#maker.make(spec, signal);
    if (signal.aborted) {
      await generator.release();
      signal.throwIfAborted();
    }
    const old = this.#generator;
    this.#generator = generator;
    this.#governor.paints(spec.gmacs);
    await old?.release();
  }

  async paint(frame: VideoFrame): Promise<FrameStats> {
    await this.#settled;
    const {backend, painter} = await this.#backend();
    const generator = this.#generator;
    if (!generator) {
      frame.close();
      throw new AppError('Unknown', 'paint before load');
    }
    painter.view = this.#views.active;
    const pixels = this.#pixels;
    const placement = this.#framing.place(frame, generator.spec, pixels, this.#look);
    this.#timestamp = frame.timestamp;
    try {
      const isDue = generator.golden?.isDue;
      if (isDue || painter.isLonger(generator)) this.#announce();
      const sound = isDue ? await this.#verify(generator) : generator;
      const stages = await painter.paint(frame, sound, placement, this.#onPresented);
      await this.#flow.next(stages, painter.done());
    } catch (error) {
      frame.close();
      // The news of a lost device may come a little later than what failed because of it.
      const reason = await Promise.race([backend.lost, delay(300)]);
      throw reason === undefined ? error : new AppError('DeviceLost', reason);
    }
    return this.#stats;
  }

  async preview(spec: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined> {
    try {
      await this.#settled;
      const {previewer} = await this.#backend();
      const picture = previewOf(spec);
      const ms = this.#governor.estimateMs(spec.gmacs, picture.width * picture.height);
      const weights = ms < longestPreviewMs && (await cachedAsset(this.#asset(spec)));
      if (!weights) return undefined;
      return await previewer.paint(frame, spec, weights, this.#look.mirror);
    } finally {
      frame.close();
    }
  }

  async isHere(spec: GeneratorSpec): Promise<boolean> {
    return hasAsset(this.#asset(spec));
  }

  async fetch(spec: GeneratorSpec): Promise<void> {
    await this.#fetch(spec);
  }

  async forget(spec: GeneratorSpec): Promise<void> {
    await forgetAsset(this.#asset(spec));
  }

  async still(wish: StillWish, frame: VideoFrame): Promise<StillResult> {
    const {onEvent} = this.#given();
    return this.#stills.paint(wish, frame, (share) => onEvent({type: 'still', id: wish.id, share}));
  }

  cancelStill(id: number): void {
    this.#stills.cancel(id);
  }

  async show(view: View | undefined): Promise<void> {
    await this.#settled;
    await this.#views.show(view);
  }

  async study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings> {
    try {
      await this.#settled;
      const {backend} = await this.#backend();
      const lab = await this.#lab.open(backend.runtime);
      return await lab.study(frame, trials, pixels);
    } finally {
      frame.close();
    }
  }

  ping(): void {}

  adjust(look: Look): void {
    this.#look = look;
  }

  govern(terms: Terms): void {
    this.#terms = terms;
    this.#governor.heed(terms);
    this.#announce();
  }

  picture(clip?: Size): Size {
    const {spec} = this.#running();
    if (!clip) return this.#pictureSize(spec);
    const {quality} = this.#look;
    const side = quality === 'auto' ? clipQuality : quality;
    return workingSize(clip, side ** 2, spec);
  }

  relay(clip?: Size, taker?: MessagePort): void {
    this.#relay.direct(clip, taker);
  }

  async paintClip(frame: VideoFrame, clip: Size): Promise<VideoFrame> {
    await this.#settled;
    const {painter} = await this.#backend();
    const {canvas} = this.#given();
    const size = {width: frame.displayWidth, height: frame.displayHeight};
    const picture = this.picture(size);
    const look = {...this.#look, split: 0};
    const placement = {source: size, crop: coverCrop(size, picture), picture, look};
    // A clip is of the painting alone, whatever is shown.
    painter.view = undefined;
    const {timestamp} = frame;
    let still: VideoFrame | undefined;
    await painter.paint(frame, this.#running(), placement, () => {
      still = this.#relay.still(canvas, clip, timestamp);
    });
    await painter.done();
    if (!still) throw new AppError('GeneratorFailed', 'a frame was not painted');
    return transfer(still, [still]);
  }

  /** The generator to paint with: `generator`, unless it turned wrong. @throws as Maker.checked does */
  async #verify(generator: Generator): Promise<Generator> {
    const sound = await this.#maker.checked(generator, this.#loading.signal);
    if (this.#generator === generator) this.#generator = sound;
    return sound;
  }

  readonly #onPresented = (): void => {
    this.#relay.take(this.#given().canvas, this.#timestamp);
  };

  #noteFrame(stages: Stages, busyMs: number): void {
    const {width, height} = stages.picture;
    // A frame that stood behind a still's tile says nothing about its own cost.
    const isNews =
      !this.#stills.isBusy && this.#governor.observe(busyMs, width * height, stages.presented);
    if (isNews) this.#announce();
    measure(stages, this.#stats);
  }

  #announce(): void {
    const {plan, speed} = this.#governor;
    this.#setup?.onEvent({type: 'plan', plan, speed});
  }

  /** What is painted of a frame; a look's quality comes before the governor's, as for stills. */
  get #pixels(): number {
    const {quality} = this.#look;
    return (quality === 'auto' ? this.#governor.side : quality) ** 2;
  }

  #fetch(spec: GeneratorSpec, signal?: AbortSignal): Promise<ArrayBuffer> {
    const {onEvent} = this.#given();
    const {file, bytes: total} = spec;
    const report = (loaded: number) => onEvent({type: 'progress', file, loaded, total});
    return fetchAsset(this.#asset(spec), 'WeightsUnavailable', report, signal);
  }

  #asset({file, bytes, sha256}: GeneratorSpec): Asset {
    return {url: new URL(file, this.#given().options.modelsUrl).href, bytes, sha256};
  }

  #pictureSize(spec: GeneratorSpec): Size {
    return this.#framing.pictureFor(spec, this.#pixels);
  }

  async #openBackend(wanted: Pick<OpenOptions, 'backend' | 'why'>): Promise<Opened> {
    this.#opened = openAll(this.#given(), wanted);
    void this.#opened
      .then(({backend}) => backend.lost)
      .then((reason) => (this.#settled = this.#recover(reason)))
      .catch(() => undefined);
    return this.#opened;
  }

  /** Rebuilds device and generator after a loss; a second loss soon after is final. */
  async #recover(reason: string): Promise<void> {
    const {onEvent} = this.#given();
    onEvent({type: 'device-lost', reason});
    const isRelapse = performance.now() - this.#lostAt < relapseMs;
    this.#lostAt = performance.now();
    const lost = this.#generator;
    try {
      if (isRelapse) throw new AppError('DeviceLost', reason);
      await lost?.release().catch(console.warn);
      // The canvas has a WebGPU context for life: no other backend could take it over.
      await this.#openBackend({backend: 'webgpu'});
      if (lost) this.#generator = await this.#maker.make(lost.spec, this.#loading.signal);
      await this.#views.renew();
      onEvent({type: 'device-restored'});
    } catch (error) {
      onEvent({type: 'device-failed', reason: String(error), why: 'dropped'});
    }
  }

  #running(): Generator {
    if (!this.#generator) throw new AppError('Unknown', 'paint before load');
    return this.#generator;
  }

  #given(): Setup {
    if (!this.#setup) throw new AppError('Unknown', 'the worker was not opened');
    return this.#setup;
  }

  #backend(): Promise<Opened> {
    if (!this.#opened) throw new AppError('Unknown', 'the worker was not opened');
    return this.#opened;
  }
}
