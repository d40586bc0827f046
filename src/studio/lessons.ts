/**
 * Runs the live experiments of the page “How it sees”: each part of the page says which trials it
 * shows as long as it is in sight, and all of them are run on one frame at a time, with pauses, so
 * that the stage keeps most of the device.
 */
import {signal} from '@preact/signals-core';
import type {Findings, Trial} from '../domain/study.ts';

/** Pixels of the pictures that are studied: small enough for any CPU. */
const pixels = 128 * 96;

/** Between two studies, in milliseconds, and as a share of what the last one took. */
const pause = {leastMs: 120, share: 1.5};

export type Trials = Readonly<Record<string, Trial>>;

type Study = (trials: Trials, pixels: number) => Promise<Findings | undefined>;

const delay = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Lessons {
  /** What the last frame gave. */
  readonly findings = signal<Findings | undefined>(undefined);

  readonly #study: Study;
  readonly #onFault: (error: unknown) => void;
  /** What is in sight, by who shows it. */
  readonly #wanted = new Map<object, Trials>();
  #isRunning = false;

  /** @param study runs trials on what the camera sees; without a frame it gives nothing */
  constructor(study: Study, onFault: (error: unknown) => void) {
    this.#study = study;
    this.#onFault = onFault;
  }

  /** `who` shows these trials from now on. */
  attend(who: object, trials: Trials): void {
    this.#wanted.set(who, trials);
    if (!this.#isRunning) void this.#run();
  }

  /** `who` is out of sight. */
  leave(who: object): void {
    this.#wanted.delete(who);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#wanted.size > 0) {
        const start = performance.now();
        if (!document.hidden) await this.#look();
        const took = performance.now() - start;
        await delay(Math.max(pause.leastMs, pause.share * took));
      }
    } catch (error) {
      this.#wanted.clear();
      this.#onFault(error);
    } finally {
      this.#isRunning = false;
    }
  }

  async #look(): Promise<void> {
    const trials = Object.assign({}, ...this.#wanted.values()) as Trials;
    const findings = await this.#study(trials, pixels);
    if (findings && this.#wanted.size > 0) this.findings.value = findings;
  }
}
