/** Rows of panels: a name, a control, and what it stands at. */
import {css, html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {Dial} from '../studio/camera.ts';

export const controls = css`
  h3 {
    margin: 16px 0 0;
    font: italic 400 1.25rem / 1.2 var(--cl-serif);
    color: var(--cl-ink-soft);
  }
  label {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 2px 12px;
    align-items: center;
    min-height: var(--cl-target);
    padding: 6px 0;
    /* A double tap resets instead of zooming the page. */
    touch-action: manipulation;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-top: 16px;
  }
  .ways button {
    flex: 1;
  }
  .shown {
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
  [role='switch'] {
    width: 48px;
    height: 28px;
    margin: 0;
    border: 1px solid var(--cl-ink-soft);
    border-radius: 14px;
    appearance: none;
    cursor: pointer;
    transition: background var(--cl-swift);
  }
  [role='switch']::before {
    display: block;
    width: 18px;
    height: 18px;
    margin: 4px;
    border-radius: 50%;
    background: var(--cl-ink-soft);
    transition: transform var(--cl-swift);
    content: '';
  }
  [role='switch']:checked {
    border-color: transparent;
    background: var(--cl-warm);
  }
  [role='switch']:checked::before {
    background: var(--cl-on-accent);
    transform: translateX(20px);
  }
`;

interface Slider extends Dial {
  readonly name: string;
  /** The value in words. */
  readonly shown: string;
  readonly onInput: (value: number) => void;
  /** What a double click or tap does. */
  readonly onReset?: () => void;
}

export function renderSlider(slider: Slider): TemplateResult {
  const {name, shown, min, max, step, value, onInput, onReset} = slider;
  return html`<label @dblclick=${onReset ?? nothing}>
    ${name}<span class="shown" aria-hidden="true">${shown}</span>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      aria-label=${name}
      aria-valuetext=${shown}
      .value=${live(String(value))}
      @input=${(event: Event) => onInput((event.target as HTMLInputElement).valueAsNumber)}
    />
  </label>`;
}

export function renderSwitch(name: string, isOn: boolean, onChange: () => void): TemplateResult {
  return html`<label>
    ${name} <input type="checkbox" role="switch" .checked=${live(isOn)} @change=${onChange} />
  </label>`;
}

interface Option {
  readonly value: string;
  readonly name: string | number;
}

export function renderSelect(
  name: string,
  options: readonly Option[],
  chosen: string | undefined,
  onChange: (value: string) => void,
): TemplateResult {
  return html`<label>
    ${name}
    <select @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}>
      ${options.map(
        ({value, name}) =>
          html`<option value=${value} ?selected=${value === chosen}>${name}</option>`,
      )}
    </select>
  </label>`;
}
