/** How fast to paint, and when to rest: what the governor is asked for, and how often frames come. */
import {computed, effect, signal, type ReadonlySignal} from '@preact/signals-core';
import {delay} from '../domain/delay.ts';
import {rateFor, usualRates, type Rate} from '../domain/rate.ts';
import {costsOf, type Direction, type Style} from '../domain/style.ts';
import type {Engines} from './engines.ts';
import type {LookBook} from './look-book.ts';
import {readPreferences, writePreferences} from './preferences.ts';
import type {Recording} from './recording.ts';

/** A source's frames come a little unevenly: less than this share of a frame's time is waited. */
const slack = 0.9;

export class Pace {
  readonly rate = signal<Rate>(readPreferences().rate ?? 'auto');
  readonly isSaving = signal(readPreferences().isSaving ?? false);
  /** Frames a second that a source is asked for. Which backend paints is the governor's concern: more than the GPU's are of no use. */
  readonly wanted = computed(() => rateFor(this.rate.value, usualRates.gpu, this.isSaving.value));
  #takenAt = 0;

  constructor(
    choice: ReadonlySignal<{style: Style; direction: Direction} | undefined>,
    looks: LookBook,
    recording: Recording,
    engines: Engines,
  ) {
    const tiers = computed(() => {
      const now = choice.value;
      return now ? costsOf(now.style, now.direction) : {};
    });
    const quality = computed(() => looks.shown.value.quality);
    effect(() =>
      engines.govern({
        rate: this.rate.value,
        quality: quality.value,
        tiers: tiers.value,
        isSaving: this.isSaving.value,
        isRecording: recording.state.value !== 'off',
      }),
    );
  }

  /** The user wants another rate. */
  choose(rate: Rate): void {
    this.rate.value = rate;
    writePreferences({rate});
  }

  /** The user wants battery and heat spared, or not any more. */
  save(isSaving: boolean): void {
    this.isSaving.value = isSaving;
    writePreferences({isSaving});
  }

  /** Resolves when it is time for the next frame: a source may give more than are wanted. */
  async turn(): Promise<void> {
    const restMs = this.#takenAt + (slack * 1000) / this.wanted.value - performance.now();
    if (restMs >= 1) await delay(restMs);
    this.#takenAt = performance.now();
  }
}
