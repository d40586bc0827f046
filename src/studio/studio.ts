/**
 * The page's coordinator, without a line of DOM templates: signals say how things are, methods are
 * the user's verbs. It owns the camera, the engine and the loop that carries frames from one to the
 * other; the elements read its signals and call its methods.
 */
import {computed, signal, type Signal} from '@preact/signals-core';
import {AppError, isAbort, nameOf, type ErrorName} from '../domain/errors.ts';
import {generatorFor, type Direction, type Style} from '../domain/style.ts';
import type {Capabilities, FrameStats, StylizerEvent} from '../inference/api.ts';
import {closeCamera, listCameras, openCamera, type OpenCamera} from './camera.ts';
import {fetchStyles, modelsUrl} from './catalogue.ts';
import {Engine} from './engine.ts';
import {frames} from './frames.ts';
import type {Launch} from './launch.ts';
import {Meter} from './meter.ts';
import {readPreferences, writePreferences} from './preferences.ts';

export type Phase =
  /** Nothing has been asked for: the welcome shows. */
  | {readonly kind: 'idle'}
  | {readonly kind: 'starting'}
  | {readonly kind: 'live'}
  /** Nothing can be painted until the user acts. */
  | {readonly kind: 'failed'; readonly error: ErrorName};

export interface Choice {
  readonly style: Style;
  readonly direction: Direction;
}

/** Two crashes within this time are a fault that a restart does not mend. */
const relapseMs = 10_000;

export class Studio {
  readonly phase: Signal<Phase> = signal<Phase>({kind: 'idle'});
  readonly styles = signal<readonly Style[]>([]);
  /** What the user wants painted. */
  readonly choice = signal<Choice | undefined>(undefined);
  /** What is painted now: the choice, or what was chosen before until that is ready. */
  readonly painting = signal<Choice | undefined>(undefined);
  /** Share of a file that has arrived, 0…1, by file name; complete ones are 1. */
  readonly progress = signal<Readonly<Record<string, number>>>({});
  readonly capabilities = signal<Capabilities | undefined>(undefined);
  readonly stats = signal<FrameStats | undefined>(undefined);
  readonly framesPerSecond = signal(0);
  readonly cameras = signal<readonly MediaDeviceInfo[]>([]);
  readonly mirror = signal(true);
  /** A fault that does not stop the painting. */
  readonly notice = signal<ErrorName | undefined>(undefined);
  /** Takes the newer version of the app that waits, if one does. */
  readonly update = signal<(() => void) | undefined>(undefined);
  /** Grows when the stage must bring a fresh canvas. */
  readonly canvasEpoch = signal(0);
  readonly isLive = computed(() => this.phase.value.kind === 'live');

  readonly #launch: Launch;
  readonly #meter = new Meter();
  #backend: Launch['backend'];
  #why: string | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #video: HTMLVideoElement | undefined;
  #camera: OpenCamera | undefined;
  #engine: Engine | undefined;
  /** Settles when `#engine` can paint. */
  #ready: Promise<void> | undefined;
  #preparing: Promise<void> | undefined;
  #loop = new AbortController();
  #crashedAt = -Infinity;

  constructor(launch: Launch) {
    this.#launch = launch;
    this.#backend = launch.backend;
  }

  /** Fetches the styles, once, and settles on the one used last. @throws ManifestInvalid */
  prepare(): Promise<void> {
    return (this.#preparing ??= this.#fetchStyles().catch((error: unknown) => {
      this.#preparing = undefined;
      throw error;
    }));
  }

  /** The stage brings the canvas to paint on and the video to take frames from. */
  attach(canvas: HTMLCanvasElement, video: HTMLVideoElement): void {
    this.#canvas = canvas;
    this.#video = video;
    if (this.isLive.value) void this.#startEngine().catch((error: unknown) => this.fail(error));
  }

  /** Opens camera and engine side by side, then paints until something ends it. */
  async start(): Promise<void> {
    this.#loop.abort();
    this.#loop = new AbortController();
    const {signal} = this.#loop;
    this.phase.value = {kind: 'starting'};
    try {
      await this.prepare();
      await Promise.all([
        this.#openCamera(readPreferences().camera),
        this.#ready ?? this.#startEngine(),
      ]);
      await this.#paintUntil(signal);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Paints with another style; the one before goes on until it is ready. */
  choose(style: Style): Promise<void> {
    const {direction} = this.choice.value ?? {direction: 'X→Y' as const};
    return this.#change({style, direction: generatorFor(style, direction) ? direction : 'X→Y'});
  }

  /** Turns the direction: X → Y paints, Y → X unpaints. */
  async turn(): Promise<void> {
    const choice = this.choice.value;
    if (!choice?.style.F) return;
    await this.#change({...choice, direction: choice.direction === 'X→Y' ? 'Y→X' : 'X→Y'});
  }

  /** Goes on with the next camera. */
  async switchCamera(): Promise<void> {
    const cameras = this.cameras.value;
    const at = cameras.findIndex(({deviceId}) => deviceId === this.#camera?.deviceId);
    const next = cameras[(at + 1) % cameras.length];
    if (!next) return;
    try {
      await this.#openCamera(next.deviceId);
      writePreferences({camera: next.deviceId});
    } catch (error) {
      this.fail(error);
    }
  }

  /** Shows the picture as in a mirror, or no longer. */
  toggleMirror(): void {
    this.mirror.value = !this.mirror.value;
    writePreferences({mirror: this.mirror.value});
    this.#adjust();
  }

  /** Takes away the notice. */
  dismiss(): void {
    this.notice.value = undefined;
  }

  /** Reports a fault: as a notice while the painting goes on, else by stopping. */
  fail(error: unknown): void {
    if (isAbort(error)) return;
    console.error(error);
    const name = nameOf(error);
    if (this.isLive.value && !name.startsWith('Camera') && name !== 'WorkerCrashed') {
      this.notice.value ??= name;
      return;
    }
    this.#loop.abort();
    this.phase.value = {kind: 'failed', error: name};
  }

  async #fetchStyles(): Promise<void> {
    const styles = await fetchStyles();
    const {style: id, direction = 'X→Y'} = readPreferences();
    const style = styles.find((style) => style.id === id) ?? styles[0];
    this.styles.value = styles;
    if (style) this.choice.value = {style, direction};
  }

  async #openCamera(deviceId?: string): Promise<void> {
    // Many phones open only one camera at a time; the canvas keeps its picture meanwhile.
    if (this.#camera) closeCamera(this.#camera);
    const camera = await openCamera(deviceId);
    this.#camera = camera;
    const [track] = camera.stream.getVideoTracks();
    track?.addEventListener('ended', () => {
      if (this.#camera === camera) this.fail(new AppError('CameraLost', track.label));
    });
    if (!this.#video) throw new AppError('Unknown', 'no stage');
    this.#video.srcObject = camera.stream;
    await this.#video.play();
    this.mirror.value = readPreferences().mirror ?? camera.facesUser;
    this.#adjust();
    this.cameras.value = await listCameras();
  }

  #startEngine(): Promise<void> {
    const canvas = this.#canvas;
    if (!canvas) throw new AppError('Unknown', 'no stage');
    const engine = (this.#engine = new Engine());
    engine.crashed.catch((error: unknown) => this.#onCrash(engine, error));
    const options = {modelsUrl: modelsUrl(), backend: this.#backend, why: this.#why};
    const opening = engine
      .open(canvas, options, (event) => this.#onEvent(event))
      .then((capabilities) => void (this.capabilities.value = capabilities));
    this.#adjust();
    const loading = this.choice.value && this.#load(engine, this.choice.value);
    this.#ready = Promise.all([opening, loading]).then(() => undefined);
    this.#ready.catch(() => this.#discard(engine));
    return this.#ready;
  }

  async #load(engine: Engine, choice: Choice): Promise<void> {
    const spec = generatorFor(choice.style, choice.direction);
    if (!spec)
      throw new AppError('GeneratorFailed', `${choice.style.id} has no ${choice.direction}`);
    await engine.load(spec);
    this.painting.value = choice;
  }

  async #change(choice: Choice): Promise<void> {
    this.choice.value = choice;
    writePreferences({style: choice.style.id, direction: choice.direction});
    if (!this.#engine) return;
    try {
      await this.#load(this.#engine, choice);
    } catch (error) {
      if (!isAbort(error) && this.choice.value === choice) this.choice.value = this.painting.value;
      this.fail(error);
    }
  }

  async #paintUntil(signal: AbortSignal): Promise<void> {
    if (!this.#video) return;
    this.#meter.reset();
    for await (const frame of frames(this.#video, signal)) {
      try {
        await this.#ready;
        if (this.#engine) this.#note(await this.#engine.paint(frame));
      } catch (error) {
        // Both mend themselves: see #onEvent and #onCrash.
        if (!['DeviceLost', 'WorkerCrashed'].includes(nameOf(error))) this.fail(error);
      } finally {
        frame.close();
      }
    }
  }

  #note(stats: FrameStats): void {
    this.stats.value = stats;
    if (this.phase.value.kind === 'starting') this.phase.value = {kind: 'live'};
    this.framesPerSecond.value = this.#meter.tick(performance.now());
  }

  #adjust(): void {
    this.#engine?.adjust({mirror: this.mirror.value, quality: this.#launch.quality});
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
        this.#why = 'The graphics processor kept dropping out.';
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
    if (isRelapse) this.fail(error);
    this.#discard(engine);
  }

  /** Lets an engine go, and with it its canvas; while live, the stage's next one starts another. */
  #discard(engine: Engine): void {
    if (this.#engine !== engine) return;
    this.#engine = this.#ready = undefined;
    engine.close();
    this.canvasEpoch.value++;
  }
}
