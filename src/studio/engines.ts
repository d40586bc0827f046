/**
 * Keeps one engine running: starts it on the stage's canvas, replaces it once when it crashes, falls
 * back to the CPU when the GPU is no use, and holds what the engine reports.
 */
import {signal} from '@preact/signals-core';
import {AppError, nameOf} from '../domain/errors.ts';
import {plainLook, type Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Findings, Trial} from '../domain/study.ts';
import type {View} from '../domain/view.ts';
import type {
  BackendKind,
  BackendReason,
  Capabilities,
  FrameStats,
  StylizerEvent,
} from '../inference/api.ts';
import {modelsUrl} from './catalogue.ts';
import {Engine} from './engine.ts';
import {requireSupport} from './support.ts';

/** Two crashes within this time are a fault that a restart does not mend. */
const relapseMs = 10_000;

export class Engines {
  readonly capabilities = signal<Capabilities | undefined>(undefined);
  /** Share of a file that has arrived, 0…1, by file name; complete ones are 1. */
  readonly progress = signal<Readonly<Record<string, number>>>({});
  /** Grows when the stage must bring a fresh canvas: a canvas can be handed over only once. */
  readonly canvasEpoch = signal(0);

  #backend: BackendKind | 'auto';
  #why: BackendReason | undefined;
  #look = plainLook;
  #view: View | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #generator: GeneratorSpec | undefined;
  #engine: Engine | undefined;
  /** Settles when `#engine` can paint. */
  #ready: Promise<void> | undefined;
  /** Whether the engine could paint before it was let go, so that the next canvas gets another. */
  #revives = false;
  #canPaint = false;
  #crashedAt = -Infinity;
  readonly #onFault: (error: unknown) => void;

  /** @param onFault told of what no call of ours rejects with: a crash that a restart cannot mend */
  constructor(backend: BackendKind | 'auto', onFault: (error: unknown) => void) {
    this.#backend = backend;
    this.#onFault = onFault;
  }

  /** The stage brings a canvas; an engine that ran on the one before goes on on this one. */
  attach(canvas: HTMLCanvasElement): void {
    this.#canvas = canvas;
    if (this.#revives && this.#generator) this.start(this.#generator).catch(this.#onFault);
    this.#revives = false;
  }

  /** Starts the engine if none runs, and settles when it can paint with `generator`. */
  start(generator: GeneratorSpec): Promise<void> {
    this.#generator = generator;
    if (this.#ready) return this.#ready;
    requireSupport();
    if (!this.#canvas) throw new AppError('Unknown', 'no stage');
    const engine = (this.#engine = new Engine());
    engine.crashed.catch((error: unknown) => this.#onCrash(engine, error));
    const options = {modelsUrl: modelsUrl(), backend: this.#backend, why: this.#why};
    const opening = engine
      .open(this.#canvas, options, (event) => this.#onEvent(event))
      .then((capabilities) => void (this.capabilities.value = capabilities));
    engine.adjust(this.#look);
    this.#ready = Promise.all([opening, engine.load(generator)]).then(() => {
      this.#canPaint = true;
      if (this.#view) engine.show(this.#view).catch(this.#onFault);
    });
    this.#ready.catch(() => this.#discard(engine));
    return this.#ready;
  }

  /** Swaps the generator. @throws as StylizerApi.load does */
  async load(generator: GeneratorSpec): Promise<void> {
    this.#generator = generator;
    await this.#engine?.load(generator);
  }

  /**
   * Paints a frame and closes it. Resolves without figures when there was no engine for it, which
   * mends itself: a lost device and a first crash bring a new one.
   */
  async paint(frame: VideoFrame): Promise<FrameStats | undefined> {
    try {
      await this.#ready;
      return await this.#engine?.paint(frame);
    } catch (error) {
      if (['DeviceLost', 'WorkerCrashed'].includes(nameOf(error))) return undefined;
      throw error;
    } finally {
      frame.close();
    }
  }

  /** Changes the look from the next frame on. */
  adjust(look: Look): void {
    this.#look = look;
    this.#engine?.adjust(look);
  }

  /** Shows a view from when it is ready on, or the painting alone. @throws as StylizerApi.show does */
  async show(view: View | undefined): Promise<void> {
    this.#view = view;
    if (this.#canPaint) await this.#engine?.show(view);
  }

  /** Runs trials on a frame, which it closes. @throws as StylizerApi.study does */
  async study(
    frame: VideoFrame,
    trials: Readonly<Record<string, Trial>>,
    pixels: number,
  ): Promise<Findings | undefined> {
    try {
      return await this.#engine?.study(frame, trials, pixels);
    } finally {
      frame.close();
    }
  }

  /** A frame, which it closes, as a small picture painted by a generator on this device. */
  async preview(generator: GeneratorSpec, frame: VideoFrame): Promise<Blob | undefined> {
    try {
      return await this.#engine?.preview(generator, frame);
    } finally {
      frame.close();
    }
  }

  /** Whether weights are on this device. */
  async isHere(generator: GeneratorSpec): Promise<boolean> {
    return (await this.#engine?.isHere(generator)) ?? false;
  }

  /** Brings weights onto this device. @throws as StylizerApi.fetch does */
  async fetch(generator: GeneratorSpec): Promise<void> {
    await this.#engine?.fetch(generator);
  }

  /** Takes weights off this device. */
  async forget(generator: GeneratorSpec): Promise<void> {
    await this.#engine?.forget(generator);
  }

  /** The next painted picture, as a PNG. */
  async snap(): Promise<Blob> {
    if (!this.#engine) throw new AppError('WorkerCrashed', 'no engine');
    return this.#engine.snap();
  }

  #onEvent(event: StylizerEvent): void {
    switch (event.type) {
      case 'progress':
        this.progress.value = {...this.progress.value, [event.file]: event.loaded / event.total};
        break;
      case 'device-lost':
        console.warn('GPU device lost:', event.reason);
        break;
      case 'device-restored':
        break;
      case 'device-failed':
        this.#backend = 'wasm';
        this.#why = 'dropped';
        this.#revives = this.#canPaint;
        if (this.#engine) this.#discard(this.#engine);
        break;
      default:
        event satisfies never;
    }
  }

  /** A new worker on a new canvas takes over, unless that was tried a moment ago. */
  #onCrash(engine: Engine, error: unknown): void {
    if (this.#engine !== engine) return;
    const isRelapse = performance.now() - this.#crashedAt < relapseMs;
    this.#crashedAt = performance.now();
    this.#revives = this.#canPaint && !isRelapse;
    if (isRelapse) this.#onFault(error);
    this.#discard(engine);
  }

  /** Lets an engine go, and with it its canvas. */
  #discard(engine: Engine): void {
    if (this.#engine !== engine) return;
    this.#engine = this.#ready = undefined;
    this.#canPaint = false;
    engine.close();
    this.canvasEpoch.value++;
  }
}
