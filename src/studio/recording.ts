/**
 * The recording of what is painted: begun and ended by the user, paused while the page is hidden, since
 * nothing is painted then.
 */
import {signal} from '@preact/signals-core';
import {AppError, nameOf} from '../domain/errors.ts';
import type {Provenance} from '../domain/kept.ts';
import type {Clip} from '../inference/clips/api.ts';
import type {Engines} from './engines.ts';
import type {Gallery} from './gallery/gallery.ts';
import type {OpenClip} from './gallery/open-clip.ts';
import {openMicrophone, openMicrophoneTrack} from './microphone.ts';
import {readPreferences, writePreferences} from './preferences.ts';
import {Stopwatch} from './stopwatch.ts';

/** Whether a worker can encode here. */
const canRecordInWorker = () => 'VideoEncoder' in window && 'AudioEncoder' in window;

/** A recording that runs: by the worker, or by the page where the worker cannot encode. */
interface Running {
  pause(): void;
  resume(): void;
  stop(): Promise<Recorded>;
}

/** What a recording leaves: a clip, and the gallery's file where it grew, if it grew in one. */
export interface Recorded {
  readonly open?: OpenClip;
  /** Of a clip without such a file. */
  readonly provenance?: Provenance | undefined;
  readonly clip: Pick<Clip, 'file' | 'durationMs' | 'width' | 'height'> & Partial<Clip>;
}

export class Recording {
  readonly state = signal<'off' | 'starting' | 'on' | 'ending'>('off');
  /** Whether the user wants the microphone's sound. */
  readonly hasSound = signal(readPreferences().sound ?? false);
  readonly stopwatch = new Stopwatch();

  readonly #engines: Engines;
  readonly #gallery: Gallery;
  readonly #onFault: (error: unknown) => void;
  readonly #onCut: () => void;
  #running: Running | undefined;
  readonly #onVisibility = () => this.#pauseWhileHidden();

  /**
   * @param onFault told of what does not stop a recording, like a microphone that is refused
   * @param onCut told that the recording had better end: the disk takes no more, or who wrote it is dead
   */
  constructor(
    engines: Engines,
    gallery: Gallery,
    onFault: (error: unknown) => void,
    onCut: () => void,
  ) {
    this.#engines = engines;
    this.#gallery = gallery;
    this.#onFault = onFault;
    this.#onCut = onCut;
  }

  /** Switches the microphone on or off for the recordings to come. */
  setSound(hasSound: boolean): void {
    this.hasSound.value = hasSound;
    writePreferences({sound: hasSound});
  }

  /**
   * Begins to record.
   * @throws RecordingUnsupported, StorageFull, NotKept, WorkerCrashed
   */
  async start(provenance: Provenance | undefined): Promise<void> {
    if (this.state.value !== 'off') return;
    this.state.value = 'starting';
    try {
      this.#running = await (canRecordInWorker()
        ? this.#inWorker(provenance)
        : this.#onPage(provenance));
      this.stopwatch.reset();
      this.state.value = 'on';
      document.addEventListener('visibilitychange', this.#onVisibility);
      this.#pauseWhileHidden();
    } catch (error) {
      this.state.value = 'off';
      throw error;
    }
  }

  /** Ends the recording and hands the clip out, if there is one. */
  async stop(): Promise<Recorded | undefined> {
    if (this.state.value !== 'on') return undefined;
    this.state.value = 'ending';
    document.removeEventListener('visibilitychange', this.#onVisibility);
    try {
      return await this.#running?.stop();
    } finally {
      this.#running = undefined;
      this.state.value = 'off';
    }
  }

  async #inWorker(provenance: Provenance | undefined): Promise<Running> {
    const engines = this.#engines;
    const {ClipWorker, withClipWorker} = await import('./clip-worker.ts');
    const worker = new ClipWorker();
    let microphone: Awaited<ReturnType<typeof openMicrophone>> | undefined;
    const end = () => {
      microphone?.close();
      worker.close();
    };
    const begin = async () => {
      const plan = await worker.plan(await engines.picture());
      microphone = await this.#wanted(openMicrophone);
      const open = await this.#gallery.openClip({...plan, provenance});
      try {
        await worker.record(plan, this.#onCut, open.path, microphone?.port);
      } catch (error) {
        worker.close();
        await open.discard();
        throw error;
      }
      return {plan, open};
    };
    const {plan, open} = await begin().catch((error: unknown) => {
      end();
      throw error;
    });
    await engines.relay((engine) => worker.follow(engine, plan));
    worker.crashed.catch(() => this.#onCut());
    const stop = async () => {
      // When this is over all that was painted has been sent.
      await engines.relay();
      try {
        return {open, clip: await worker.stop()};
      } catch (error) {
        if (nameOf(error) !== 'WorkerCrashed') throw error;
        const grown = await open.read();
        return {open, clip: await withClipWorker((other) => other.finish(grown))};
      } finally {
        end();
      }
    };
    return {pause: () => worker.pause(), resume: () => worker.resume(), stop};
  }

  async #onPage(provenance: Provenance | undefined): Promise<Running> {
    const engines = this.#engines;
    const {PageRecorder} = await import('./page-recorder.ts');
    const canvas = engines.canvases.shown.value;
    if (!canvas) throw new AppError('RecordingUnsupported', 'no stage');
    const recorder = new PageRecorder(canvas, await this.#wanted(openMicrophoneTrack));
    engines.bind(true);
    return {
      pause: () => recorder.pause(),
      resume: () => recorder.resume(),
      stop: async () => {
        const file = await recorder.stop().finally(() => engines.bind(false));
        const durationMs = this.stopwatch.elapsed(performance.now());
        const {width, height} = canvas;
        const {withClipWorker} = await import('./clip-worker.ts');
        // Such recorders leave out how long a clip is; where it cannot be read it stays as it is.
        const whole = await withClipWorker((worker) => worker.finish(file)).catch(console.warn);
        const clip = {durationMs, width, height, ...whole, file: whole?.file ?? file};
        return {provenance, clip};
      },
    };
  }

  /** What `open` opens, if the user wants sound and lets us hear. */
  async #wanted<T>(open: () => Promise<T>): Promise<T | undefined> {
    if (!this.hasSound.value) return undefined;
    return open().catch((error: unknown) => {
      this.#onFault(error);
      return undefined;
    });
  }

  #pauseWhileHidden(): void {
    if (document.hidden) {
      this.#running?.pause();
      this.stopwatch.pause(performance.now());
    } else {
      this.#running?.resume();
      this.stopwatch.start(performance.now());
    }
  }
}
