import {msg} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {plainLook, type Quality} from '../domain/look.ts';
import {rates} from '../domain/rate.ts';
import {base} from './base.css.ts';
import './cl-camera.ts';
import {controls, renderSelect, renderSlider, renderSwitch} from './controls.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Sides of the squares whose areas are offered, in pixels. */
const qualities = [128, 192, 256, 384, 512, 768];

/** How the painting looks, and what the camera lets itself be told: live while dragged. */
@customElement('cl-look')
export class ClLook extends StudioElement {
  static override styles = [
    base,
    controls,
    css`
      .reset {
        width: 100%;
        margin-top: 12px;
      }
    `,
  ];

  protected override render() {
    const {looks, choice} = this.studio;
    const {keepColours, quality} = looks.look.value;
    return html`
      <h3>${choice.value ? titleOf(choice.value.style) : ''}</h3>
      ${this.#renderShare('strength', msg('Strength', {id: 'strength'}), 0.01)}
      ${this.#renderShare('steadiness', msg('Steadiness', {id: 'steadiness'}), 0.05)}
      ${renderSwitch(msg('Keep my colours', {id: 'keep-colours'}), keepColours, () =>
        looks.adjust({keepColours: !keepColours}),
      )}
      ${this.#renderQuality(quality)} ${this.#renderPace()}
      <button class="reset" @click=${() => looks.reset()}>
        ${msg('As the style is', {id: 'reset'})}
      </button>
      <cl-camera></cl-camera>
    `;
  }

  #renderShare(what: 'strength' | 'steadiness', name: string, step: number) {
    const {looks} = this.studio;
    const value = looks.look.value[what];
    return renderSlider({
      name,
      shown: `${Math.round(value * 100)} %`,
      min: 0,
      max: 1,
      step,
      value,
      onInput: (value) => looks.adjust({[what]: value}),
      onReset: () => looks.adjust({[what]: plainLook[what]}),
    });
  }

  #renderPace() {
    const {pace} = this.studio;
    const auto = {value: 'auto', name: msg('Automatic', {id: 'quality-auto'})};
    return html`${renderSelect(
      msg('Frames a second', {id: 'rate'}),
      [auto, ...rates.map((rate) => ({value: String(rate), name: rate}))],
      String(pace.rate.value),
      (value) => pace.choose(rates.find((rate) => String(rate) === value) ?? 'auto'),
    )}
    ${renderSwitch(msg('Spare battery and heat', {id: 'saver'}), pace.isSaving.value, () =>
      pace.save(!pace.isSaving.value),
    )}`;
  }

  #renderQuality(quality: Quality) {
    const auto = {value: 'auto', name: msg('Automatic', {id: 'quality-auto'})};
    return renderSelect(
      msg('Detail', {id: 'quality'}),
      [auto, ...qualities.map((side) => ({value: String(side), name: `${side}²`}))],
      String(quality),
      (value) => this.studio.looks.adjust({quality: value === 'auto' ? value : Number(value)}),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-look': ClLook;
  }
}
