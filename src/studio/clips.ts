/** Clips of the painting: recorded, painted from the disk or recovered, and kept in the gallery. */
import {signal} from '@preact/signals-core';
import {AppError, isAbort, nameOf} from '../domain/errors.ts';
import type {Kept, Provenance} from '../domain/kept.ts';
import type {Engines} from './engines.ts';
import type {Gallery} from './gallery/gallery.ts';
import {Recording, type Recorded} from './recording.ts';
import {Repainting} from './repainting.ts';
import {save} from './gallery/ways-out.ts';

/** What happened to the latest clip. */
export type ClipNews = 'kept' | 'recovered';

export class Clips {
  readonly recording: Recording;
  readonly repainting: Repainting;
  readonly news = signal<ClipNews | undefined>(undefined);
  /** Whether a GIF is being made. */
  readonly animating = signal(false);

  /** Clips that were cut off and looked at in this visit: one that breaks the engine breaks one. */
  readonly #tried = new Set<string>();
  readonly #gallery: Gallery;
  readonly #fail: (error: unknown) => void;

  /** @param fail told of what went wrong; what was made by then is not lost */
  constructor(engines: Engines, gallery: Gallery, fail: (error: unknown) => void) {
    this.#gallery = gallery;
    this.#fail = fail;
    this.recording = new Recording(engines, gallery, fail, () => void this.stop());
    this.repainting = new Repainting(engines, gallery);
    // What an earlier visit left unfinished can wait until something is painted.
    engines.capabilities.subscribe((capabilities) => {
      if (capabilities) void this.#recover().catch(console.warn);
    });
  }

  /** Whether something is being made that must not be interrupted. */
  get isBusy(): boolean {
    return this.recording.state.value !== 'off' || this.repainting.isOn.value;
  }

  /** Takes away the news. */
  dismiss(): void {
    this.news.value = undefined;
  }

  /** Begins to record, or ends the recording and keeps its clip. */
  async toggle(provenance: Provenance | undefined): Promise<void> {
    if (this.recording.state.value !== 'off') return this.stop();
    this.news.value = undefined;
    await this.recording.start(provenance).catch(this.#fail);
  }

  /** Ends the recording, if there is one, and keeps its clip. */
  async stop(): Promise<void> {
    await this.#keep(() => this.recording.stop());
  }

  /** Paints a whole clip from the disk, and keeps the result. */
  async repaint(clip: Blob, provenance: Provenance | undefined): Promise<void> {
    this.news.value = undefined;
    await this.#keep(() => this.repainting.run(clip, provenance));
  }

  /** The latest clip that is kept. */
  get latest(): Kept | undefined {
    return this.#gallery.entries.value.find(({kind}) => kind === 'clip');
  }

  /** Saves the latest clip's first seconds as a GIF among the browser's downloads. */
  async animateLatest(): Promise<void> {
    const {latest} = this;
    if (!latest || this.animating.value) return;
    this.animating.value = true;
    try {
      const clip = await this.#gallery.read(latest.painted);
      const {withClipWorker} = await import('./clip-worker.ts');
      const gif = await withClipWorker((worker) => worker.animate(clip));
      save(gif, `cyclelens-${latest.id}.gif`);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.animating.value = false;
    }
  }

  async #keep(make: () => Promise<Recorded | undefined>): Promise<void> {
    try {
      const made = await make();
      if (made) await this.#store(made);
      if (made) this.news.value = 'kept';
    } catch (error) {
      if (!isAbort(error)) this.#fail(error);
    }
  }

  async #recover(): Promise<void> {
    await this.#gallery.open();
    for (const open of this.#gallery.unfinished.value) {
      if (this.#tried.has(open.entry.id)) continue;
      this.#tried.add(open.entry.id);
      try {
        const grown = await open.read();
        const {withClipWorker} = await import('./clip-worker.ts');
        const clip = await withClipWorker((worker) => worker.finish(grown));
        await this.#store({open, clip});
        this.news.value = 'recovered';
      } catch (error) {
        console.warn(error);
        // Not a frame of it was written. What failed for another reason is there on the next start.
        if (nameOf(error) === 'FileUnreadable') await open.discard();
      }
    }
  }

  /**
   * As it grew, a clip is safe at once; the whole one then takes its place, on a full disk only for
   * as long as the page lasts.
   * @throws StorageFull, NotKept
   */
  async #store({open, clip, provenance}: Recorded): Promise<void> {
    const {file, thumbnail, durationMs, width, height, isCut} = clip;
    const size = {width, height};
    const grown = await open?.commit({durationMs, ...size}, {thumbnail});
    const from = grown?.entry.provenance ?? provenance;
    let fault = grown?.fault;
    if (file && from) {
      const whole = {kind: 'clip' as const, painted: file, thumbnail, size, durationMs};
      const made = {...whole, provenance: from};
      const kept = grown
        ? await this.#gallery.replace(grown.entry, made)
        : await this.#gallery.keep(made);
      if (!grown) fault = kept.fault;
    }
    if (isCut) throw new AppError('StorageFull', 'the clip ends where the disk was full');
    if (fault) throw fault;
  }
}
