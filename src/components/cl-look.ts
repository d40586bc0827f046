import {msg} from '@lit/localize';
import {css, html, nothing, type TemplateResult} from 'lit';
import {customElement} from 'lit/decorators.js';
import {live} from 'lit/directives/live.js';
import type {Quality} from '../domain/look.ts';
import type {CameraOffers, Dial} from '../studio/camera.ts';
import {base} from './base.css.ts';
import {lookIcon} from './icons.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Sides of the squares whose areas are offered, in pixels. */
const qualities = [128, 192, 256, 384, 512, 768];

const numberOf = (event: Event) => (event.target as HTMLInputElement).valueAsNumber;

/** How the painting looks, and what the camera lets itself be told: sliders, live while dragged. */
@customElement('cl-look')
export class ClLook extends StudioElement {
  static override styles = [
    base,
    css`
      [popover] {
        position: fixed;
        inset: auto 0 0;
        width: min(440px, 100vw);
        max-height: 80vh;
        margin: 0 auto;
        padding: 24px max(24px, var(--cl-inset-right)) max(24px, var(--cl-inset-bottom))
          max(24px, var(--cl-inset-left));
        overflow: auto;
        border: 1px solid var(--cl-line);
        border-bottom: 0;
        border-radius: 28px 28px 0 0;
        background: var(--cl-panel);
        color: var(--cl-ink);
        backdrop-filter: blur(24px) saturate(1.3);
      }
      h2 {
        margin: 0 0 8px;
        font: 400 1.5rem / 1.1 var(--cl-serif);
      }
      label {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 12px;
        align-items: center;
        min-height: var(--cl-target);
        padding: 6px 0;
      }
      output {
        color: var(--cl-ink-soft);
        font-variant-numeric: tabular-nums;
      }
      input,
      select {
        accent-color: var(--cl-warm);
      }
      input[type='range'] {
        grid-column: 1 / -1;
        width: 100%;
        height: 32px;
        margin: 0;
      }
      input[type='checkbox'] {
        width: 24px;
        height: 24px;
        margin: 0;
      }
      .reset {
        width: 100%;
        margin-top: 12px;
      }
    `,
  ];

  protected override render() {
    const adjust = msg('Adjust', {id: 'adjust'});
    return html`
      <button class="icon" popovertarget="panel" aria-label=${adjust} title=${adjust}>
        ${lookIcon}
      </button>
      <div id="panel" popover role="dialog" aria-label=${adjust}>
        ${this.#renderLook()} ${this.#renderCamera()}
      </div>
    `;
  }

  #renderLook() {
    const {looks, choice} = this.studio;
    const {strength, keepColours, quality} = looks.look.value;
    return html`
      <h2>${choice.value ? titleOf(choice.value.style) : ''}</h2>
      ${this.#renderSlider(
        msg('Strength', {id: 'strength'}),
        {min: 0, max: 1, step: 0.01, value: strength},
        (strength) => looks.adjust({strength}),
        `${Math.round(strength * 100)} %`,
        () => looks.adjust({strength: 1}),
      )}
      <label>
        ${msg('Keep my colours', {id: 'keep-colours'})}
        <input
          type="checkbox"
          .checked=${live(keepColours)}
          @change=${() => looks.adjust({keepColours: !keepColours})}
        />
      </label>
      <label>
        ${msg('Detail', {id: 'quality'})}
        <select
          @change=${(event: Event) => this.#chooseQuality((event.target as HTMLSelectElement).value)}
        >
          <option value="auto" ?selected=${quality === 'auto'}>
            ${msg('Automatic', {id: 'quality-auto'})}
          </option>
          ${qualities.map(
            (side) => html`<option value=${side} ?selected=${quality === side}>${side}²</option>`,
          )}
        </select>
      </label>
      <button class="reset" @click=${() => looks.reset()}>
        ${msg('As the style is', {id: 'reset'})}
      </button>
    `;
  }

  #renderCamera() {
    const {cameras, source} = this.studio;
    if (source.value?.kind !== 'camera') return nothing;
    const {zoom, exposureCompensation, torch} = cameras.offers.value;
    const turn = (name: keyof CameraOffers) => (value: number) => void cameras.turn(name, value);
    return html`
      ${cameras.all.value.length > 1 ? this.#renderCameras() : nothing}
      ${
        zoom &&
        this.#renderSlider(
          msg('Zoom', {id: 'zoom'}),
          zoom,
          turn('zoom'),
          `${zoom.value.toFixed(1)} ×`,
        )
      }
      ${
        exposureCompensation &&
        this.#renderSlider(
          msg('Exposure', {id: 'exposure'}),
          exposureCompensation,
          turn('exposureCompensation'),
          exposureCompensation.value.toFixed(1),
        )
      }
      ${
        torch === undefined
          ? nothing
          : html`<label>
              ${msg('Torch', {id: 'torch'})}
              <input
                type="checkbox"
                .checked=${live(torch)}
                @change=${() => void cameras.turn('torch', !torch)}
              />
            </label>`
      }
    `;
  }

  #renderCameras() {
    const {all, current} = this.studio.cameras;
    return html`<label>
      ${msg('Camera', {id: 'camera'})}
      <select
        @change=${(event: Event) =>
          void this.studio.start((event.target as HTMLSelectElement).value)}
      >
        ${all.value.map(
          ({deviceId, label}, i) =>
            html`<option value=${deviceId} ?selected=${deviceId === current.value?.deviceId}>
              ${label || i + 1}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #renderSlider(
    name: string,
    {min, max, step, value}: Dial,
    onInput: (value: number) => void,
    shown: string,
    onReset?: () => void,
  ): TemplateResult {
    return html`<label @dblclick=${onReset ?? nothing}>
      ${name}<output>${shown}</output>
      <input
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${live(String(value))}
        @input=${(event: Event) => onInput(numberOf(event))}
      />
    </label>`;
  }

  #chooseQuality(value: string): void {
    const quality: Quality = value === 'auto' ? 'auto' : Number(value);
    this.studio.looks.adjust({quality});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-look': ClLook;
  }
}
