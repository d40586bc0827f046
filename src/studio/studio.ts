/**
 * The page's coordinator, without a line of DOM templates: signals say how things are, methods are
 * the user's verbs. It carries frames from the source to the engine; elements read its signals and
 * call its methods.
 */
import {computed, signal, type Signal} from '@preact/signals-core';
import {isAbort, nameOf, type ErrorName} from '../domain/errors.ts';
import {sameSize, type Size} from '../domain/geometry.ts';
import type {Style} from '../domain/style.ts';
import type {View} from '../domain/view.ts';
import type {FrameStats} from '../inference/api.ts';
import {Cameras} from './cameras.ts';
import {neighbour} from './choice.ts';
import {Clips} from './clips.ts';
import {fetchStyles} from './catalogue.ts';
import {Engines} from './engines.ts';
import {openGallery} from './gallery/opfs.ts';
import {GalleryUrls} from './gallery/urls.ts';
import {WaysOut} from './gallery/ways-out.ts';
import type {Launch} from './launch.ts';
import {Lessons} from './lessons.ts';
import {Installing} from './installing.ts';
import {LookBook} from './look-book.ts';
import {Meter} from './meter.ts';
import {Arrivals} from './own/arrivals.ts';
import {OwnStyles} from './own/own-styles.ts';
import {isStyleFile} from './own/style-file.ts';
import {Pace} from './pace.ts';
import type {Phase} from './phase.ts';
import {Panels} from './panels.ts';
import {Playback} from './playback.ts';
import {Previews} from './previews.ts';
import {provenanceOf} from './provenance.ts';
import {Selection} from './selection.ts';
import {clipSource, photoSource, screenSource, together, type Source} from './sources.ts';
import {Shutter} from './snapshot/shutter.ts';
import {Views} from './views.ts';
import {WakeLock} from './wake-lock.ts';
import {Weights} from './weights.ts';
import {Zoom} from './zoom.ts';

export class Studio {
  readonly phase: Signal<Phase> = signal<Phase>({kind: 'idle'});
  readonly styles = signal<readonly Style[]>([]);
  readonly source = signal<Source | undefined>(undefined);
  readonly stats = signal<FrameStats | undefined>(undefined);
  /** Size of what is painted: unlike the figures it seldom changes. */
  readonly picture = signal<Size | undefined>(undefined);
  /** A fault that does not stop the painting. */
  readonly notice = signal<ErrorName | undefined>(undefined);
  /** Takes the newer version of the app that waits, if one does. */
  readonly update = signal<(() => void) | undefined>(undefined);
  readonly isLive = computed(() => this.phase.value.kind === 'live');
  readonly meter = new Meter();
  readonly looks: LookBook;
  readonly selection: Selection;
  readonly engines: Engines;
  readonly cameras: Cameras;
  readonly pace: Pace;
  readonly weights: Weights;
  readonly zoom: Zoom;
  readonly clips: Clips;
  readonly installing = new Installing();
  readonly gallery = openGallery();
  readonly urls = new GalleryUrls(this.gallery);
  readonly waysOut = new WaysOut(this.gallery);
  readonly shutter: Shutter;
  readonly previews = new Previews();
  readonly panels = new Panels();
  readonly playback = new Playback();
  readonly views = new Views(() => this.painting.value);
  readonly lessons = new Lessons(
    {
      glimpse: () => this.source.value?.glimpse(),
      study: (frame, trials, pixels) => this.engines.study(frame, trials, pixels),
    },
    (error) => this.fail(error),
  );
  readonly own = new OwnStyles();
  readonly arrivals = new Arrivals(this);

  #onStaged: () => void = () => undefined;
  /** Resolves when the stage is there. */
  readonly isStaged = new Promise<void>((done) => (this.#onStaged = done));

  #video: HTMLVideoElement | undefined;
  #preparing: Promise<void> | undefined;
  #loop = new AbortController();
  readonly #wakeLock = new WakeLock();
  /** Says that a still has to be painted again. */
  readonly #changes = new EventTarget();

  constructor(launch: Launch) {
    this.looks = new LookBook(launch.quality);
    this.engines = new Engines(launch.backend, launch.limits, (error) => this.#stop(error));
    const fail = (error: unknown) => this.fail(error);
    this.selection = new Selection(this.engines, this.looks, fail);
    this.weights = new Weights(this.engines);
    this.cameras = new Cameras((error, isRelapse) => {
      if (isRelapse || !this.isLive.value) this.fail(error);
      else void this.start();
    });
    this.zoom = new Zoom(this.cameras, this.looks, this.source);
    this.clips = new Clips(this.engines, this.gallery, fail);
    const tile = launch.tile && launch.tile ** 2;
    this.shutter = new Shutter(this.gallery, this.engines, fail, tile);
    this.engines.still.subscribe((still) => still && this.shutter.progress(still.id, still.share));
    this.pace = new Pace(this.choice, this.looks, this.clips.recording, this.engines);
    this.pace.wanted.subscribe((rate) => void this.cameras.hasten(rate));
    this.looks.shown.subscribe((look) => this.engines.adjust(look));
    this.views.wanted.subscribe((view) => void this.#show(view));
    this.painting.subscribe(() => void this.weights.look(this.styles.peek()).catch(console.warn));
    for (const change of [this.looks.shown, this.painting]) {
      change.subscribe(() => this.#stirStill());
    }
  }

  /** What the user wants painted. */
  get choice() {
    return this.selection.choice;
  }

  /** What is painted now. */
  get painting() {
    return this.selection.painting;
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
    this.#video = video;
    this.playback.attach(video);
    this.engines.canvases.attach(canvas);
    this.#onStaged();
  }

  /** Paints the camera: the one named, else the one used last. */
  start(deviceId?: string): Promise<void> {
    return this.#paint((video) => this.cameras.open(video, deviceId));
  }

  /** Paints a photo or a clip; a style is looked at before it is kept. */
  openFile(file: Blob): Promise<void> {
    if (isStyleFile(file)) return this.arrivals.offer(file);
    return this.#paint((video) => {
      if (file.type.startsWith('video/')) return clipSource(file, video, this.#changes);
      return photoSource(file, this.#changes);
    }, false);
  }

  /** Paints what the user picks of the screen. */
  openScreen(): Promise<void> {
    return this.#paint((video) => screenSource(video, () => void this.start()), false);
  }

  /** Paints with another style; the one before goes on until it is ready. */
  choose(style: Style): Promise<void> {
    return this.selection.choose(style);
  }

  /** Paints with the style `by` places further in the strip, around its ends. */
  async step(by: number): Promise<void> {
    const next = neighbour(this.styles.value, this.choice.value?.style, by);
    if (next) await this.choose(next);
  }

  /** Turns the direction: X → Y paints, Y → X unpaints. */
  turn(): Promise<void> {
    return this.selection.turn();
  }

  /** Goes on with the next camera. */
  async switchCamera(): Promise<void> {
    const next = this.cameras.next();
    if (next) await this.start(next);
  }

  /** Begins to record what is painted, or ends it and keeps the clip. */
  async record(): Promise<void> {
    await this.clips.toggle(this.#provenance);
  }

  /** Paints all of the clip that is open, frame by frame; meanwhile it does not play. */
  async repaint(): Promise<void> {
    const source = this.source.value;
    if (!source?.file || this.clips.isBusy) return;
    this.#loop.abort();
    this.#video?.pause();
    await this.clips.repaint(source.file, this.#provenance);
    if (!this.isLive.value || this.source.value !== source) return;
    this.#loop = new AbortController();
    await this.#video?.play().catch(() => undefined);
    await this.#paintUntil(source, this.#loop.signal);
  }

  /** Takes away the notice. */
  dismiss(): void {
    this.notice.value = undefined;
  }

  /** Reports a fault: as a notice while the painting goes on, else by stopping. */
  fail(error: unknown): void {
    if (isAbort(error)) return;
    const name = nameOf(error);
    if (this.isLive.value && !name.startsWith('Camera')) {
      console.error(error);
      this.notice.value ??= name;
    } else this.#stop(error);
  }

  /** The page is seen again: take up what the system took away meanwhile. */
  async resume(): Promise<void> {
    if (!this.isLive.value) return;
    this.#wakeLock.hold();
    if (this.source.value?.kind !== 'camera') return;
    if (this.cameras.isGone) await this.start();
    else await this.#video?.play().catch(() => undefined);
  }

  async #fetchStyles(): Promise<void> {
    const styles = [...(await fetchStyles()), ...(await this.own.load())];
    this.styles.value = styles;
    this.selection.remember(styles);
  }

  /** Opens a source and the engine side by side, then paints until something ends it. */
  async #paint(open: (video: HTMLVideoElement) => Promise<Source>, isCamera = true): Promise<void> {
    const video = this.#video;
    const before = this.source.value;
    const isFirst = !this.isLive.value;
    if (!video) return;
    try {
      if (isFirst) this.phase.value = {kind: 'starting'};
      await this.prepare();
      // Many phones open only one camera at a time; the canvas keeps its picture meanwhile.
      if (isCamera) {
        this.#loop.abort();
        before?.close();
      }
      const source = await together(open(video), this.selection.start());
      this.#loop.abort();
      this.#loop = new AbortController();
      if (!isCamera) before?.close();
      this.source.value = source;
      this.looks.adjust({zoom: 1});
      this.looks.face(isCamera && this.cameras.prefersMirror);
      this.looks.isStill.value = source.kind === 'photo';
      this.#wakeLock.hold();
      const {signal} = this.#loop;
      if (isCamera) void this.previews.run(video, this.styles.value, this.engines, signal);
      await this.#paintUntil(source, signal);
    } catch (error) {
      if (isAbort(error) && isFirst) this.phase.value = {kind: 'idle'};
      this.fail(error);
    }
  }

  async #show(view: View | undefined): Promise<void> {
    try {
      await this.engines.show(view);
      this.#stirStill();
    } catch (error) {
      if (!isAbort(error)) this.views.show(undefined);
      this.fail(error);
    }
  }

  #goLive(): void {
    this.phase.value = {kind: 'live'};
    void this.gallery.open().catch(console.warn);
  }

  get #provenance() {
    return this.painting.value && provenanceOf(this.painting.value, this.looks.look.value);
  }

  /** Nothing can be painted any more. */
  #stop(error: unknown): void {
    console.error(error);
    this.#loop.abort();
    this.#wakeLock.release();
    this.source.value?.close();
    this.source.value = undefined;
    this.phase.value = {kind: 'failed', error: nameOf(error)};
    void this.clips.stop();
  }

  #stirStill(): void {
    this.#changes.dispatchEvent(new Event('change'));
  }

  async #paintUntil(source: Source, signal: AbortSignal): Promise<void> {
    this.meter.reset();
    this.shutter.show(undefined);
    for await (const frame of source.frames(signal, this.meter)) {
      const copy = frame.clone();
      const [painting, look] = [this.painting.value, this.looks.shown.value];
      const stats = await this.engines.paint(frame).catch((error: unknown) => this.fail(error));
      if (!stats || signal.aborted || !painting) {
        copy.close();
        continue;
      }
      const isPlain = this.views.wanted.value === undefined;
      this.shutter.show({frame: copy, ...painting, look, isPlain});
      this.stats.value = stats;
      this.views.note(stats.reading);
      const {picture} = stats;
      if (!this.picture.value || !sameSize(this.picture.value, picture)) {
        this.picture.value = picture;
      }
      this.meter.tick(performance.now(), stats);
      if (this.phase.value.kind === 'starting') this.#goLive();
      await this.pace.turn();
    }
  }
}
