/**
 * Keeps one engine painting: starts it on a canvas of the stage, replaces it once when it crashes,
 * falls back to the CPU when the GPU is no use, and lets a fresh one take over before a worker grows old.
 */
import {signal} from '@preact/signals-core';
import {AppError, nameOf} from '../domain/errors.ts';
import type {Size} from '../domain/geometry.ts';
import type {Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Findings, Trial} from '../domain/study.ts';
import type {View} from '../domain/view.ts';
import type {
  BackendKind,
  Capabilities,
  FrameStats,
  Plan,
  StillResult,
  StillWish,
  StylizerEvent,
  Terms,
} from '../inference/api.ts';
import {Canvases} from './canvases.ts';
import {firstOrders, openEasel, ready, type Easel, type Orders, type Relaying} from './easel.ts';
import type {Engine} from './engine.ts';
import {rememberSpeed} from './preferences.ts';
import {Relief} from './relief.ts';
import {requireSupport} from './support.ts';
import type {Limits} from './tenure.ts';

/** Two crashes within this time are a fault that a restart does not mend. */
const relapseMs = 10_000;

/** Does `work` with a frame, and closes it whatever comes. */
async function closing<T>(frame: VideoFrame, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    frame.close();
  }
}

export class Engines {
  readonly capabilities = signal<Capabilities | undefined>(undefined);
  /** Share of a file that has arrived, 0…1, by file name; complete ones are 1. */
  readonly progress = signal<Readonly<Record<string, number>>>({});
  /** What the governor decided last. */
  readonly plan = signal<Plan | undefined>(undefined);
  readonly canvases = new Canvases();
  /** The still that has got on last, and how far, 0…1. */
  readonly still = signal<{readonly id: number; readonly share: number} | undefined>(undefined);
  readonly #orders: Orders;
  /** What paints, or is to paint when the engine is ready. */
  #generator: GeneratorSpec | undefined;
  /** Paints now. */
  #easel: Easel | undefined;
  /** Settles when `#easel` can paint. */
  #ready: Promise<void> | undefined;
  /** Takes over from `#easel` with a frame. */
  readonly #relief = new Relief<Easel>((easel) => this.#discard(easel));
  #isBound = false;
  #crashedAt = -Infinity;
  readonly #limits: Limits;
  readonly #onFault: (error: unknown) => void;

  /**
   * @param limits after which a fresh engine takes over
   * @param onFault told of what no call of ours rejects with: a crash that a restart cannot mend
   */
  constructor(backend: BackendKind | 'auto', limits: Limits, onFault: (error: unknown) => void) {
    this.#orders = firstOrders(backend);
    this.#limits = limits;
    this.#onFault = onFault;
  }

  /** Starts the engine if none runs, and settles when it can paint with `generator`. */
  start(generator: GeneratorSpec): Promise<void> {
    if (this.#ready) return this.#ready;
    requireSupport();
    this.#generator = generator;
    const ready = this.#raise(generator).then(async (easel) => {
      this.#easel = easel;
      this.capabilities.value = await easel.capabilities;
    });
    this.#ready = ready;
    ready.catch(() => {
      if (this.#ready === ready) this.#ready = undefined;
    });
    return ready;
  }

  /** Swaps the generator. @throws as StylizerApi.load does, GeneratorFailed when the worker dies of it */
  async load(generator: GeneratorSpec): Promise<void> {
    await this.#ready;
    this.#relief.dismiss();
    await this.#easel?.engine.load(generator).catch((error: unknown) => {
      const isFatal = nameOf(error) === 'WorkerCrashed';
      throw isFatal ? new AppError('GeneratorFailed', String(error), {cause: error}) : error;
    });
    // A crash from here on brings back this one; before, the one that is known to run.
    this.#generator = generator;
  }

  /**
   * Paints a frame and closes it. Resolves without figures when there was no engine for it, which
   * mends itself: a lost device and a first crash bring a new one.
   */
  async paint(frame: VideoFrame): Promise<FrameStats | undefined> {
    try {
      await this.#ready;
      // What was asked of an engine is answered before it goes.
      const easel =
        this.#easel?.engine.isIdle === false ? this.#easel : (this.#relief.fresh ?? this.#easel);
      if (!easel) return undefined;
      const stats = await easel.engine.paint(frame);
      await this.canvases.show(easel.place);
      if (easel === this.#relief.fresh) this.#handOver(easel);
      easel.tenure.count();
      const generator = this.#generator;
      if (easel.tenure.isOver && !this.#isBound && generator) {
        this.#relief.prepare(() => this.#raise(generator));
      }
      return stats;
    } catch (error) {
      this.#relief.dismiss();
      if (['DeviceLost', 'WorkerCrashed', 'OutOfMemory'].includes(nameOf(error))) return undefined;
      throw error;
    } finally {
      frame.close();
    }
  }

  /** The engine that paints, if one does. */
  get engine(): Engine | undefined {
    return this.#easel?.engine;
  }

  /** Changes the look from the next frame on. */
  adjust(look: Look): void {
    this.#orders.look = look;
    for (const engine of this.#engines) engine.adjust(look);
  }

  /** Gives the governor new terms. */
  govern(terms: Terms): void {
    this.#orders.terms = terms;
    for (const engine of this.#engines) engine.govern(terms);
  }

  /** Shows a view from when it is ready on, or the painting alone. @throws as StylizerApi.show does */
  async show(view: View | undefined): Promise<void> {
    const isOther = view?.network.file !== this.#orders.view?.network.file;
    this.#orders.view = view;
    // A wipe that moves is no other view.
    if (isOther) this.#relief.dismiss();
    void this.#relief.fresh?.engine.show(view).catch(console.warn);
    await this.#easel?.engine.show(view);
  }

  /** Runs trials on a frame, which it closes. @throws as StylizerApi.study does */
  async study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings | undefined> {
    return closing(frame, async () => this.engine?.study(frame, trials, pixels));
  }

  /** A frame, which it closes, as a small picture painted by a generator on this device. */
  async preview(generator: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined> {
    return closing(frame, async () => this.engine?.preview(generator, frame));
  }

  /** Paints a frame, which it owns, at the camera's own size. @throws as StylizerApi.still does */
  async paintStill(wish: StillWish, frame: VideoFrame): Promise<StillResult> {
    return closing(frame, () => this.#painting().still(wish, frame));
  }

  /** Gives up a still. */
  cancelStill(id: number): void {
    this.#easel?.engine.cancelStill(id);
  }

  /** While a clip depends on this engine, or on its canvas, no fresh one may take over. */
  bind(isBound: boolean): void {
    this.#isBound = isBound;
    if (isBound) this.#relief.dismiss();
  }

  /** Size of what is painted, or of what `paintClip` makes of a clip. @throws WorkerCrashed */
  async picture(clip?: Size): Promise<Size> {
    return this.#painting().picture(clip);
  }

  /** Has what is painted sent to who records, whichever engine paints; without `relay`, to nobody. */
  async relay(relay?: Relaying): Promise<void> {
    this.#orders.relay = relay;
    const tell = relay ?? ((engine: Engine) => engine.relay());
    // Who dies of it has a successor that is told as well.
    await Promise.all(this.#engines.map((engine) => tell(engine).catch(console.warn)));
  }

  /** Paints a frame of a clip, which it owns. @throws WorkerCrashed, or as StylizerApi.paintClip does */
  async paintClip(frame: VideoFrame, clip: Size): Promise<VideoFrame> {
    return closing(frame, () => this.#painting().paintClip(frame, clip));
  }

  /** The engine that paints, and the one that can take over. */
  get #engines(): Engine[] {
    return [this.#easel, this.#relief.fresh].flatMap((easel) => easel?.engine ?? []);
  }

  /** The engine that paints. @throws WorkerCrashed when none does */
  #painting(): Engine {
    if (!this.#easel) throw new AppError('WorkerCrashed', 'no engine');
    return this.#easel.engine;
  }

  /** An engine on a canvas of its own that can paint with `generator`. */
  async #raise(generator: GeneratorSpec): Promise<Easel> {
    const place = await this.canvases.take();
    const onEvent = (event: StylizerEvent) => this.#onEvent(easel, event);
    const easel: Easel = openEasel(place, this.#limits, this.#orders, onEvent);
    easel.engine.crashed.catch((error: unknown) => this.#onCrash(easel, error));
    try {
      await ready(easel, generator, this.#orders);
      return easel;
    } catch (error) {
      this.#discard(easel);
      throw error;
    }
  }

  #onEvent(easel: Easel, event: StylizerEvent): void {
    switch (event.type) {
      case 'progress':
        this.progress.value = {...this.progress.value, [event.file]: event.loaded / event.total};
        break;
      case 'still':
        this.still.value = event;
        break;
      case 'plan':
        if (this.#easel && this.#easel !== easel) break;
        this.plan.value = event.plan;
        rememberSpeed(this.capabilities.value?.device, event.speed);
        break;
      case 'device-lost':
        console.warn('GPU device lost:', event.reason);
        break;
      case 'device-restored':
        break;
      case 'device-failed':
        this.#orders.backend = 'wasm';
        this.#orders.why = event.why;
        this.#replace(easel);
        break;
      default:
        event satisfies never;
    }
  }

  /** A new worker on a new canvas takes over, unless that was tried a moment ago. */
  #onCrash(easel: Easel, error: unknown): void {
    if (easel === this.#relief.fresh) this.#relief.dismiss();
    if (this.#easel !== easel) {
      this.#discard(easel);
      return;
    }
    const isRelapse = performance.now() - this.#crashedAt < relapseMs;
    this.#crashedAt = performance.now();
    if (!isRelapse) {
      this.#replace(easel);
      return;
    }
    this.#onFault(error);
    this.#discard(easel);
    this.#easel = this.#ready = undefined;
  }

  /** Lets an engine go, and starts another if it was the one that painted. */
  #replace(easel: Easel): void {
    this.#discard(easel);
    if (this.#easel !== easel) return;
    this.#easel = undefined;
    if (this.#relief.fresh) return;
    this.#ready = undefined;
    if (this.#generator) this.start(this.#generator).catch(this.#onFault);
  }

  #handOver(fresh: Easel): void {
    const before = this.#easel;
    this.#easel = fresh;
    this.#relief.reset();
    if (before) this.#discard(before);
    void fresh.capabilities.then((capabilities) => {
      const {backend} = this.capabilities.value ?? {};
      if (backend !== capabilities.backend) this.capabilities.value = capabilities;
    });
  }

  #discard({engine, place}: Easel): void {
    engine.close();
    this.canvases.drop(place);
  }
}
