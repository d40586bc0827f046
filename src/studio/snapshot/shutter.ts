/**
 * Takes pictures. What is on the screen is kept at once; then the frame of the same moment is painted
 * at the camera's own size and takes its place. A timer and a row of pictures come before that.
 */
import {computed, signal} from '@preact/signals-core';
import {delay} from '../../domain/delay.ts';
import {AppError, isAbort} from '../../domain/errors.ts';
import type {Kept, Provenance} from '../../domain/kept.ts';
import type {PictureFormat, StillResult, StillWish} from '../../inference/api.ts';
import {generatorOf} from '../choice.ts';
import type {Gallery, Made} from '../gallery/gallery.ts';
import type {Bench} from '../lessons.ts';
import {provenanceOf} from '../provenance.ts';
import type {Contest} from './contest.ts';
import {copyOf, filesOf, ownFrame, type Moment, type Shown} from './moment.ts';
import {SnapshotSettings} from './options.ts';

/** Paints frames at the camera's own size. */
export interface StillPainter {
  /** Which canvas shows. */
  readonly canvases: {readonly shown: {readonly value: HTMLCanvasElement | undefined}};
  /** Owns the frame. */
  paintStill(wish: StillWish, frame: VideoFrame): Promise<StillResult>;
  cancelStill(id: number): void;
  readonly study: Bench['study'];
}

/** Between two pictures of a row, in milliseconds. */
const burstMs = 250;
/** As many as a press that is held takes, or looks at to keep the best. */
const longestHold = {all: 10, best: 60};

export class Shutter {
  readonly settings = new SnapshotSettings();
  /** Seconds until the picture is taken, while a timer runs. */
  readonly countdown = signal<number | undefined>(undefined);
  /** Pictures taken in this visit. */
  readonly taken = signal(0);
  /** Pictures that are being painted at full size, with how much of each is done, 0…1. */
  readonly developing = signal<ReadonlyMap<number, number>>(new Map());
  /** Pictures looked at so far, while the best of a row is looked for. */
  readonly looking = signal<number | undefined>(undefined);
  readonly isBusy = computed(
    () =>
      this.countdown.value !== undefined ||
      this.looking.value !== undefined ||
      this.developing.value.size > 0,
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
    const {keep} = this.settings.options.value;
    await this.#takeRow(longestHold[keep], () => this.#isHeld);
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
    if (this.developing.value.has(id)) this.#note(id, share);
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
    const {keep} = this.settings.options.value;
    if (keep === 'best' && count > 1) {
      await this.#takeBest(count, goesOn).catch(this.#onFault);
      return;
    }
    for (let i = 0; i < count && goesOn(); i++) {
      if (i > 0) await delay(burstMs);
      await this.#take().catch(this.#onFault);
    }
  }

  async #take(): Promise<void> {
    await this.#develop(this.#see());
  }

  /** Looks at a row and takes the best of it; a second row waits for none. */
  async #takeBest(count: number, goesOn: () => boolean): Promise<void> {
    if (this.looking.value !== undefined) return;
    this.looking.value = 0;
    try {
      const {Contest} = await import('./contest.ts');
      const contest = new Contest((...of) => this.#painter.study(...of));
      await this.#look(contest, count, goesOn).catch(this.#onFault);
      const best = await contest.end();
      if (best) await this.#develop(best);
    } finally {
      this.looking.value = undefined;
    }
  }

  async #look(contest: Contest, count: number, goesOn: () => boolean): Promise<void> {
    // Whoever lets go at once means the one picture.
    for (let i = 0; i === 0 || (i < count && goesOn()); i++) {
      if (i > 0) await delay(burstMs);
      const {shown, screen} = this.#see();
      const frame = await ownFrame(shown.frame).finally(() => shown.frame.close());
      contest.enter({shown: {...shown, frame}, screen});
      this.looking.value = i + 1;
    }
  }

  /** What the screen shows now. */
  #see(): Moment {
    const canvas = this.#painter.canvases.shown.value;
    if (!this.#shown || !canvas) throw new AppError('Unknown', 'nothing is painted yet');
    return {shown: {...this.#shown, frame: this.#shown.frame.clone()}, screen: copyOf(canvas)};
  }

  /** Keeps a moment, which it owns, as the screen showed it, and paints it at full size. */
  async #develop({shown, screen}: Moment, time = new Date()): Promise<void> {
    const {type, quality, withOriginal} = this.settings.options.value;
    const format: PictureFormat = {type, quality};
    const id = ++this.taken.value;
    this.#note(id, 0);
    try {
      const {look} = shown;
      const provenance = provenanceOf(shown, look);
      const packet = await packetFor(provenance, time);
      const files = await filesOf(screen, format);
      const made = {kind: 'shot' as const, provenance};
      const kept = this.#keep({...made, ...files, painted: await packet(files.painted)}, time);
      if (!shown.isPlain) {
        shown.frame.close();
        this.#note(id);
        await kept;
        return;
      }
      // The frame is handed over meanwhile: the camera has few to lend.
      const tilePixels = this.#tilePixels;
      const wish = {id, spec: generatorOf(shown), look, format, withOriginal, tilePixels};
      const still = this.#painter.paintStill(wish, shown.frame);
      void this.#finish(id, kept, still, async ({painted, ...rest}) => ({
        ...made,
        ...rest,
        painted: await packet(painted),
      }));
      await kept;
    } catch (error) {
      shown.frame.close();
      this.#note(id);
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
      this.#note(id);
    }
  }

  /** Notes how far a picture is; without a share it is done with. */
  #note(id: number, share?: number): void {
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
