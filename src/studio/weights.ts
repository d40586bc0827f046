/** Which weights are on this device, and the user's say in it. */
import {signal} from '@preact/signals-core';
import {generatorsOf, type Style} from '../domain/style.ts';
import type {Engines} from './engines.ts';

export class Weights {
  /** Whether weights are here, by their file's name; absent as long as nobody looked. */
  readonly here = signal<Readonly<Record<string, boolean>>>({});

  readonly #engines: Engines;

  constructor(engines: Engines) {
    this.#engines = engines;
  }

  /** Looks again for all that `styles` need. */
  async look(styles: readonly Style[]): Promise<void> {
    const generators = styles.flatMap((style) => generatorsOf(style));
    const answers = await Promise.all(
      generators.map(async (generator) => {
        const isHere = (await this.#engines.engine?.isHere(generator)) ?? false;
        return [generator.file, isHere] as const;
      }),
    );
    this.here.value = {...this.here.value, ...Object.fromEntries(answers)};
  }

  /** Downloads what is not here. @throws WeightsUnavailable, WeightsCorrupt */
  async fetch(style: Style): Promise<void> {
    for (const generator of generatorsOf(style)) await this.#engines.engine?.fetch(generator);
    await this.look([style]);
  }

  /** Frees the space; what is being painted goes on. */
  async forget(style: Style): Promise<void> {
    for (const generator of generatorsOf(style)) await this.#engines.engine?.forget(generator);
    await this.look([style]);
  }
}
