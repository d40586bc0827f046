/** What the stage shows beside the painting itself, the number that goes with it, and its last minute. */
import {computed, signal} from '@preact/signals-core';
import type {View} from '../domain/view.ts';
import {criticFor, generatorFor, type Direction} from '../domain/style.ts';
import type {Choice} from './choice.ts';

export type ViewLayout = View['layout'];

/** How often a number is shown, in milliseconds: faster cannot be read. */
const readingMs = 250;
/** Numbers kept for the plot: those of half a minute. */
const historyLength = 120;

const otherWay = (direction: Direction): Direction => (direction === 'X→Y' ? 'Y→X' : 'X→Y');

export class Views {
  /** The layout that is wanted; undefined shows the painting alone. */
  readonly layout = signal<ViewLayout | undefined>(undefined);
  /** Where the wipe stands: 0 shows x, 1 what was painted, 2 what came back. */
  readonly at = signal(1.5);
  /** The mean cycle error of 255, or the critic's mean score. */
  readonly reading = signal<number | undefined>(undefined);
  /** Readings of the last half minute, the newest last. */
  readonly history = signal<readonly number[]>([]);
  /** What the engine is asked to show. */
  readonly wanted = computed<View | undefined>(() => this.#view());

  readonly #painting: () => Choice | undefined;
  #notedAt = -Infinity;

  /** @param painting reads the signal that says what is painted */
  constructor(painting: () => Choice | undefined) {
    this.#painting = painting;
  }

  /** Layouts that the style has networks for. */
  offered({style, direction}: Choice): ViewLayout[] {
    const hasWayBack = generatorFor(style, otherWay(direction)) !== undefined;
    return [
      ...(hasWayBack ? (['grid', 'wipe', 'heat'] as const) : []),
      ...(criticFor(style, direction) ? (['critic'] as const) : []),
    ];
  }

  /** Shows a layout, or the painting alone. */
  show(layout: ViewLayout | undefined): void {
    if (layout === this.layout.value) return;
    this.layout.value = layout;
    this.#notedAt = -Infinity;
    this.reading.value = undefined;
    this.history.value = [];
  }

  /** A frame came with a reading, or with none. */
  note(reading: number | undefined, now = performance.now()): void {
    if (reading === undefined || now - this.#notedAt < readingMs) return;
    this.#notedAt = now;
    this.reading.value = reading;
    this.history.value = [...this.history.peek(), reading].slice(-historyLength);
  }

  #view(): View | undefined {
    const painting = this.#painting();
    const layout = this.layout.value;
    if (!painting || !layout || !this.offered(painting).includes(layout)) return undefined;
    const {style, direction, tier} = painting;
    const critic = layout === 'critic' ? criticFor(style, direction) : undefined;
    const network = critic ?? generatorFor(style, otherWay(direction), tier);
    const of = generatorFor(style, direction, tier);
    if (!network || !of) return undefined;
    const view = {layout, at: this.at.value, network, of: of.file};
    return critic ? {...view, scores: [critic.made, critic.real]} : view;
  }
}
