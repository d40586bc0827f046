/**
 * Takes pictures. What is on the screen is kept at once; then the frame of the same moment is painted
 * at the camera's own size and takes its place. A timer and a row of pictures come before that.
 */
import {computed, signal} from '@preact/signals-core';
import {AppError, isAbort} from '../../domain/errors.ts';
import {containedIn} from '../../domain/geometry.ts';
import type {Kept, Provenance} from '../../domain/kept.ts';
import type {Look} from '../../domain/look.ts';
import type {GeneratorSpec, Style} from '../../domain/style.ts';
import type {PictureFormat, StillResult, StillWish} from '../../inference/api.ts';
import type {Gallery, Made} from '../gallery/gallery.ts';
import {provenanceOf} from '../provenance.ts';
import {SnapshotSettings} from './options.ts';

/** What is on the screen, and what it was painted from. */
export interface Shown {
  /** Owned by the shutter. */
  readonly frame: VideoFrame;
  readonly style: Style;
  readonly direction: Provenance['direction'];
  readonly spec: GeneratorSpec;
  readonly look: Look;
  /** Whether the painting alone is on the screen: a view of several pictures is kept as it is. */
  readonly isPlain: boolean;
}

/** Paints frames at the camera's own size. */
export interface StillPainter {
  /** Which canvas shows. */
  readonly canvases: {readonly shown: {readonly value: HTMLCanvasElement | undefined}};
  /** Owns the frame. */
  paintStill(wish: StillWish, frame: VideoFrame): Promise<StillResult>;
  cancelStill(id: number): void;
}

/** Between two pictures of a row, in milliseconds. */
const burstMs = 250;
/** As many as a press that is held takes. */
const longestBurst = 10;

const thumbnailRoom = {width: 360, height: 360};

const delay = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Shutter {
  readonly settings = new SnapshotSettings();
  /** Seconds until the picture is taken, while a timer runs. */
  readonly countdown = signal<number | undefined>(undefined);
  /** Pictures taken in this visit. */
  readonly taken = signal(0);
  /** Pictures that are being painted at full size, with how much of each is done, 0…1. */
  readonly developing = signal<ReadonlyMap<number, number>>(new Map());
  readonly isBusy = computed(
    () => this.countdown.value !== undefined || this.developing.value.size > 0,
  );

  readonly #gallery: Gallery;
  readonly #painter: StillPainter;
  readonly #onFault: (error: unknown) => void;
  readonly #tilePixels: number | undefined;
  #shown: Shown | undefined;
  #timer = new AbortController();
  #isHeld = false;

  constructor(
    gallery: Gallery,
    painter: StillPainter,
    onFault: (error: unknown) => void,
    tilePixels?: number,
  ) {
    this.#gallery = gallery;
    this.#painter = painter;
    this.#onFault = onFault;
    this.#tilePixels = tilePixels;
  }

  /** Told of each picture on the canvas; holds its frame until the next one comes. */
  show(shown: Shown | undefined): void {
    this.#shown?.frame.close();
    this.#shown = shown;
  }

  /** The shutter is pressed: takes the pictures that the options ask for, or stops the timer. */
  async press(): Promise<void> {
    if (this.countdown.value !== undefined) {
      this.#timer.abort();
      return;
    }
    const {delay: seconds, burst} = this.settings.options.value;
    if (!(await this.#count(seconds))) return;
    await this.#takeRow(burst, () => true);
  }

  /** The shutter is held: takes picture after picture until it is let go. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    await this.#takeRow(longestBurst, () => this.#isHeld);
  }

  /** The shutter is let go. */
  letGo(): void {
    this.#isHeld = false;
  }

  /** Gives up what is being painted at full size; what was on the screen stays kept. */
  cancel(): void {
    for (const id of this.developing.value.keys()) this.#painter.cancelStill(id);
  }

  /** How much of a still is painted. */
  progress(id: number, share: number): void {
    if (this.developing.value.has(id)) this.#develop(id, share);
  }

  /** Counts down; whether to its end. */
  async #count(seconds: number): Promise<boolean> {
    const {signal} = (this.#timer = new AbortController());
    for (let left = seconds; left > 0 && !signal.aborted; left--) {
      this.countdown.value = left;
      await Promise.race([
        delay(1000),
        new Promise((done) => signal.addEventListener('abort', done)),
      ]);
    }
    this.countdown.value = undefined;
    return !signal.aborted;
  }

  async #takeRow(count: number, goesOn: () => boolean): Promise<void> {
    for (let i = 0; i < count && goesOn(); i++) {
      if (i > 0) await delay(burstMs);
      await this.#take().catch(this.#onFault);
    }
  }

  async #take(time = new Date()): Promise<void> {
    const shown = this.#shown && {...this.#shown, frame: this.#shown.frame.clone()};
    const canvas = this.#painter.canvases.shown.value;
    if (!shown || !canvas) throw new AppError('Unknown', 'nothing is painted yet');
    const {type, quality, withOriginal} = this.settings.options.value;
    const format: PictureFormat = {type, quality};
    const id = ++this.taken.value;
    this.#develop(id, 0);
    try {
      const {spec, look} = shown;
      const provenance = provenanceOf(shown, look);
      if (!provenance) throw new AppError('Unknown', 'no generator');
      const packet = await packetFor(provenance, time);
      const screen = await pictureOf(canvas, format);
      const made = {kind: 'shot' as const, provenance};
      const kept = this.#keep({...made, ...screen, painted: await packet(screen.painted)}, time);
      if (!shown.isPlain) {
        shown.frame.close();
        this.#develop(id);
        await kept;
        return;
      }
      // The frame is handed over meanwhile: the camera has few to lend.
      const wish = {id, spec, look, format, withOriginal, tilePixels: this.#tilePixels};
      const still = this.#painter.paintStill(wish, shown.frame);
      void this.#finish(id, kept, still, async ({painted, ...rest}) => ({
        ...made,
        ...rest,
        painted: await packet(painted),
      }));
      await kept;
    } catch (error) {
      shown.frame.close();
      this.#develop(id);
      throw error;
    }
  }

  /** Keeps a picture; a full disk is said, and the picture lasts as long as the page. */
  async #keep(made: Made, time: Date): Promise<Kept> {
    const {entry, fault} = await this.#gallery.keep(made, time);
    if (fault) this.#onFault(fault);
    return entry;
  }

  async #finish(
    id: number,
    kept: Promise<Kept>,
    still: Promise<StillResult>,
    madeOf: (result: StillResult) => Promise<Made>,
  ): Promise<void> {
    try {
      const made = await madeOf(await still);
      const {fault} = await this.#gallery.replace(await kept, made);
      if (fault) this.#onFault(fault);
    } catch (error) {
      if (!isAbort(error)) {
        this.#onFault(new AppError('StillFailed', String(error), {cause: error}));
      }
    } finally {
      this.#develop(id);
    }
  }

  /** Notes how far a picture is; without a share it is done with. */
  #develop(id: number, share?: number): void {
    const developing = new Map(this.developing.value);
    if (share === undefined) developing.delete(id);
    else developing.set(id, share);
    this.developing.value = developing;
  }
}

/** What writes into a picture how it was painted. */
async function packetFor(
  provenance: Provenance,
  time: Date,
): Promise<(picture: Blob) => Promise<Blob>> {
  const {packetOf, withPacket} = await import('./metadata.ts');
  const packet = packetOf(provenance, time);
  return (picture) => withPacket(picture, packet);
}

/** What the canvas shows this moment, and a small one of it. */
async function pictureOf(canvas: HTMLCanvasElement, format: PictureFormat) {
  const size = {width: canvas.width, height: canvas.height};
  const copyAt = ({width, height}: typeof size) => {
    const copy = new OffscreenCanvas(width, height);
    copy.getContext('2d', {alpha: false})?.drawImage(canvas, 0, 0, width, height);
    return copy;
  };
  const [whole, small] = [copyAt(size), copyAt(containedIn(size, thumbnailRoom))];
  const [painted, thumbnail] = await Promise.all([
    whole.convertToBlob(format),
    small.convertToBlob({type: 'image/webp', quality: 0.8}),
  ]);
  return {painted, thumbnail, size};
}
