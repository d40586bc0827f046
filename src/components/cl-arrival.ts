import {msg, str} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {Choices, FoundPack, RangeName, Trial} from '../inference/intake/api.ts';
import type {Arrival} from '../studio/own/arrival.ts';
import {base} from './base.css.ts';
import {arrivalStyles} from './cl-arrival.css.ts';
import {controls, renderSelect} from './controls.ts';
import {facts, originOf, renderFacts} from './facts.ts';
import {currentLocale} from './localisation.ts';
import {sentenceForRefusal} from './refusals.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** A style that the user brought: what it is, how it paints and how fast, before it is kept. */
@customElement('cl-arrival')
export class ClArrival extends StudioElement {
  static override styles = [base, controls, facts, arrivalStyles];

  /** The trial whose picture `#url` shows. */
  #shown: Trial | undefined;
  #url = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.#url);
  }

  protected override render() {
    const arrival = this.studio.arrivals.current.value;
    if (!arrival) return nothing;
    const refusal = arrival.refusal.value;
    if (refusal) return this.#renderRefusal(arrival, sentenceForRefusal(refusal));
    const found = arrival.found.value;
    return html`
      ${this.#renderPicture(arrival)}
      ${
        found?.kind === 'pack'
          ? this.#renderPack(found)
          : found && this.#renderGenerator(arrival, found.unsure)
      }
      ${this.#renderWays(arrival)}
    `;
  }

  #renderRefusal({fileName}: Arrival, sentence: string) {
    return html`
      <p role="alert">
        <strong>${msg(str`${fileName} was not let in.`, {id: 'not-let-in'})}</strong> ${sentence}
      </p>
      <div class="ways">
        <button class="main" @click=${() => this.studio.panels.close()}>
          ${msg('All right', {id: 'all-right'})}
        </button>
      </div>
    `;
  }

  #renderPicture(arrival: Arrival) {
    const trial = arrival.trial.value;
    if (trial && trial !== this.#shown) {
      URL.revokeObjectURL(this.#url);
      this.#url = URL.createObjectURL(trial.picture);
      this.#shown = trial;
    }
    const alt = msg('Your picture, painted by this style', {id: 'arrival-picture'});
    return html`
      <figure aria-busy=${arrival.isTrying.value}>
        ${trial ? html`<img src=${this.#url} alt=${alt} />` : html`<div class="canvas"></div>`}
        <figcaption role="status">${this.#speed(arrival)}</figcaption>
      </figure>
    `;
  }

  #speed({trial, isTrying}: Arrival): string {
    if (isTrying.value || !trial.value) {
      return msg('Trying it on your picture…', {id: 'arrival-trying'});
    }
    const {frameMs, width, height} = trial.value;
    const rate = 1000 / frameMs;
    const shown = new Intl.NumberFormat(currentLocale(), {
      maximumSignificantDigits: rate < 10 ? 2 : 3,
      maximumFractionDigits: 1,
    }).format(rate);
    const size = `${width}×${height}`;
    return msg(str`About ${shown} frames a second at ${size} on this device`, {
      id: 'arrival-speed',
    });
  }

  #renderPack({description: {style}, card}: FoundPack) {
    return html`
      <h3>${titleOf(style)}</h3>
      ${renderFacts(originOf(style))}
      ${
        card
          ? html`<details>
              <summary>${msg('Model card', {id: 'model-card'})}</summary>
              <pre>${card}</pre>
            </details>`
          : nothing
      }
    `;
  }

  #renderGenerator(arrival: Arrival, unsure: {readonly range: boolean; readonly fit: boolean}) {
    const choices = arrival.trial.value?.choices;
    const again = (changes: Partial<Choices>) =>
      choices && void arrival.try({...choices, ...changes});
    return html`
      <label>
        ${msg('Name', {id: 'arrival-name'})}
        <input
          class="field"
          maxlength="60"
          .value=${arrival.title.value}
          @input=${(event: Event) => (arrival.title.value = (event.target as HTMLInputElement).value)}
        />
      </label>
      ${
        unsure.range && choices
          ? renderSelect(
              msg('Black and white are', {id: 'arrival-range'}),
              ranges.map((value) => ({value, name: value.replace(',', ' … ').replace('-', '−')})),
              choices.outputRange,
              (range) => again({inputRange: range as RangeName, outputRange: range as RangeName}),
            )
          : nothing
      }
      ${
        unsure.fit && choices
          ? renderSelect(
              msg('It paints one size only', {id: 'arrival-fit'}),
              fits.map(({value, name}) => ({value, name: name()})),
              choices.fit,
              (fit) => again({fit: fit as Choices['fit']}),
            )
          : nothing
      }
    `;
  }

  #renderWays({trial, isTrying}: Arrival) {
    return html`<div class="ways">
      <button
        class="main"
        ?disabled=${!trial.value || isTrying.value}
        @click=${() => void this.studio.arrivals.keep()}
      >
        ${msg('Keep this style', {id: 'arrival-keep'})}
      </button>
      <button @click=${() => this.studio.panels.close()}>
        ${msg('Not for me', {id: 'arrival-dismiss'})}
      </button>
    </div>`;
  }
}

const ranges: readonly RangeName[] = ['-1,1', '0,1', '0,255'];

const fits = [
  {value: 'letterbox', name: () => msg('The whole picture', {id: 'fit-letterbox'})},
  {value: 'stretch', name: () => msg('Squeezed into shape', {id: 'fit-stretch'})},
  {value: 'crop', name: () => msg('The middle only', {id: 'fit-crop'})},
] as const;

declare global {
  interface HTMLElementTagNameMap {
    'cl-arrival': ClArrival;
  }
}
