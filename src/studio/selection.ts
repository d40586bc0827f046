/** What the user wants painted, and what is painted until that is ready. */
import {signal} from '@preact/signals-core';
import {AppError, isAbort, nameOf} from '../domain/errors.ts';
import type {Style} from '../domain/style.ts';
import {choose, generatorOf, remembered, type Choice} from './choice.ts';
import type {Engines} from './engines.ts';
import type {LookBook} from './look-book.ts';
import {writePreferences} from './preferences.ts';

export class Selection {
  /** What the user wants painted. */
  readonly choice = signal<Choice | undefined>(undefined);
  /** What is painted now: the choice, or what was chosen before until that is ready. */
  readonly painting = signal<Choice | undefined>(undefined);
  readonly #engines: Engines;
  readonly #looks: LookBook;
  readonly #fail: (error: unknown) => void;

  constructor(engines: Engines, looks: LookBook, fail: (error: unknown) => void) {
    this.#engines = engines;
    this.#looks = looks;
    this.#fail = fail;
    engines.plan.subscribe(() => void this.#changeTier());
  }

  /** Settles on what was painted with last. */
  remember(styles: readonly Style[]): void {
    const choice = (this.choice.value = remembered(styles));
    if (choice) this.#looks.open(choice.style.id);
  }

  /** Starts the engine with the choice. @throws ManifestInvalid when there is none, as Engines.start does */
  async start(): Promise<void> {
    const choice = this.choice.value;
    if (!choice) throw new AppError('ManifestInvalid', 'no styles');
    await this.#engines.start(generatorOf(choice));
    this.painting.value ??= choice;
  }

  /** Paints with another style; the one before goes on until it is ready. */
  choose(style: Style): Promise<void> {
    const direction = this.choice.value?.direction ?? 'X→Y';
    return this.#change(choose(style, direction, this.#engines.plan.peek()?.tier));
  }

  /** Turns the direction: X → Y paints, Y → X unpaints. */
  async turn(): Promise<void> {
    const choice = this.choice.value;
    if (!choice?.style.F) return;
    await this.#change({...choice, direction: choice.direction === 'X→Y' ? 'Y→X' : 'X→Y'});
  }

  /** @param isAsked whether the user wants it: the governor's tier is done without where it is not here */
  async #change(choice: Choice, isAsked = true): Promise<void> {
    this.choice.value = choice;
    writePreferences({style: choice.style.id, direction: choice.direction});
    try {
      await this.#engines.load(generatorOf(choice));
      this.painting.value = choice;
      this.#looks.open(choice.style.id);
      await this.#changeTier();
    } catch (error) {
      if (!isAbort(error) && this.choice.value === choice) this.choice.value = this.painting.value;
      if (isAsked || nameOf(error) !== 'WeightsUnavailable') this.#fail(error);
    }
  }

  /** Paints with the tier that the governor plans, once the choice paints. */
  async #changeTier(): Promise<void> {
    const [choice, tier] = [this.choice.peek(), this.#engines.plan.peek()?.tier];
    if (!choice || !tier || this.painting.peek() !== choice) return;
    const planned = {...choice, tier};
    if (generatorOf(choice) !== generatorOf(planned)) await this.#change(planned, false);
  }
}
