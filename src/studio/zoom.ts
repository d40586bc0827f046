/** Nearer and farther: by the camera's own zoom where it has one, else by a smaller part of the picture. */
import {computed, type ReadonlySignal} from '@preact/signals-core';
import {zoomRange} from '../domain/look.ts';
import type {Dial} from './camera.ts';
import type {Cameras} from './cameras.ts';
import type {LookBook} from './look-book.ts';
import type {Source} from './sources.ts';

export class Zoom {
  readonly dial: ReadonlySignal<Dial>;

  readonly #cameras: Cameras;
  readonly #looks: LookBook;
  readonly #opticalDial: ReadonlySignal<Dial | undefined>;
  /** Where the camera is being told to go; it answers slower than fingers move. */
  #wanted: number | undefined;
  #isTurning = false;

  constructor(cameras: Cameras, looks: LookBook, source: ReadonlySignal<Source | undefined>) {
    this.#cameras = cameras;
    this.#looks = looks;
    this.#opticalDial = computed(() =>
      source.value?.kind === 'camera' ? cameras.offers.value.zoom : undefined,
    );
    this.dial = computed(
      () => this.#opticalDial.value ?? {...zoomRange, value: looks.look.value.zoom},
    );
  }

  /** Goes to `value`, held within what there is. */
  turn(value: number): void {
    const {min, max} = this.dial.value;
    const held = Math.min(max, Math.max(min, value));
    if (this.#opticalDial.value) {
      this.#wanted = held;
      void this.#turnCamera();
    } else {
      this.#looks.adjust({zoom: held});
    }
  }

  /** Goes nearer by a factor above 1, farther by one below. */
  by(factor: number): void {
    this.turn((this.#wanted ?? this.dial.value.value) * factor);
  }

  /** Shows the whole picture. */
  reset(): void {
    this.turn(Math.max(1, this.dial.value.min));
  }

  async #turnCamera(): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    while (this.#wanted !== undefined) {
      const value = this.#wanted;
      await this.#cameras.turn('zoom', value);
      if (this.#wanted === value) this.#wanted = undefined;
    }
    this.#isTurning = false;
  }
}
