/**
 * Runs the live experiments of the page “How it sees”: each part of the page says which trials it
 * shows as long as it is in sight, and all of them are run on one frame at a time, with pauses, so
 * that the stage keeps most of the device.
 */
import {signal} from '@preact/signals-core';
import {delay} from '../domain/delay.ts';
import type {Size} from '../domain/geometry.ts';
import type {Findings, Trial} from '../domain/study.ts';
import {sceneFrame} from './scene.ts';

/** Pixels of the pictures that are studied: small enough for any CPU. */
const pixels = 128 * 96;

/** Between two studies, in milliseconds, and as a share of what the last one took. */
const pause = {leastMs: 120, share: 1.5};

export type Trials = Readonly<Record<string, Trial>>;

/** Where frames come from, and what runs trials on them. */
export interface Bench {
  /** What the camera sees; nothing where it sees nothing yet. */
  readonly glimpse: () => VideoFrame | undefined;
  /** Runs trials on a frame, which it closes. */
  readonly study: (
    frame: VideoFrame,
    trials: Trials,
    pixels: number,
  ) => Promise<Findings | undefined>;
}

export class Lessons {
  /** What the last frame gave. */
  readonly findings = signal<Findings | undefined>(undefined);

  readonly #bench: Bench;
  readonly #onFault: (error: unknown) => void;
  /** What is in sight, by who shows it. */
  readonly #wanted = new Map<object, Trials>();
  #isRunning = false;

  constructor(bench: Bench, onFault: (error: unknown) => void) {
    this.#bench = bench;
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

  /** What trials give on a still life of the size of `like`. */
  async studyStill(trials: Trials, like: Size): Promise<Findings | undefined> {
    try {
      const frame = await sceneFrame(like);
      return await this.#bench.study(frame, trials, like.width * like.height);
    } catch (error) {
      this.#onFault(error);
      return undefined;
    }
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
    const frame = this.#bench.glimpse();
    const findings = frame && (await this.#bench.study(frame, trials, pixels));
    if (findings && this.#wanted.size > 0) this.findings.value = findings;
  }
}
