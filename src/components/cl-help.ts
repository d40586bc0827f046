import {msg} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {chooseLocale, currentLocale, localeNames, type Locale} from './localisation.ts';
import {shortcuts} from './shortcuts.ts';
import {StudioElement} from './studio-element.ts';

/** The keys, the promise and the language. */
@customElement('cl-help')
export class ClHelp extends StudioElement {
  static override styles = [
    base,
    css`
      p {
        margin: 0 0 16px;
        color: var(--cl-ink-soft);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px 16px;
        align-items: center;
        margin: 20px 0 0;
      }
      dt {
        min-width: 36px;
        padding: 4px 10px;
        border: 1px solid var(--cl-line);
        border-radius: 8px;
        font-weight: 600;
        text-align: center;
      }
      dd {
        margin: 0;
      }
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  protected override render() {
    return html`
      <p>
        ${msg('Nothing leaves this device. Hold the picture to see the original, swipe for the next style.', {id: 'help-text'})}
      </p>
      ${this.#renderLanguage()}
      <dl>
        ${shortcuts.map(
          ({key, label, name}) =>
            name &&
            html`<dt>${label ?? key.toUpperCase()}</dt>
              <dd>${name()}</dd>`,
        )}
        <dt>1–9</dt>
        <dd>${msg('Choose a style', {id: 'choose-style'})}</dd>
      </dl>
    `;
  }

  #renderLanguage() {
    const locale = currentLocale();
    return html`<label>
      ${msg('Language', {id: 'language'})}
      <select
        @change=${(event: Event) =>
          void chooseLocale((event.target as HTMLSelectElement).value as Locale)}
      >
        ${Object.entries(localeNames).map(
          ([tag, name]) =>
            html`<option value=${tag} lang=${tag} ?selected=${tag === locale}>${name}</option>`,
        )}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-help': ClHelp;
  }
}
