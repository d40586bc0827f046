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
      [popover] {
        position: fixed;
        inset: 0;
        width: min(420px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        margin: auto;
        padding: 28px;
        overflow: auto;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-panel-solid);
        color: var(--cl-ink);
      }
      h2 {
        margin: 0 0 8px;
        font: 400 1.75rem / 1.1 var(--cl-serif);
      }
      p {
        margin: 0 0 16px;
        color: var(--cl-ink-soft);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px 16px;
        align-items: center;
        margin: 0 0 20px;
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

  /** Opens or closes the sheet. */
  toggle(): void {
    this.renderRoot.querySelector<HTMLElement>('[popover]')?.togglePopover();
  }

  protected override render() {
    const help = msg('Help and language', {id: 'help'});
    return html`
      <button class="icon" popovertarget="panel" aria-label=${help} title=${help}>?</button>
      <div id="panel" popover role="dialog" aria-label=${help}>
        <h2>Cyclelens</h2>
        <p>
          ${msg('Nothing leaves this device. Hold the picture to see the original, swipe for the next style.', {id: 'help-text'})}
        </p>
        <dl>
          ${shortcuts.map(
            ({key, label, name}) =>
              html`<dt>${label ?? key.toUpperCase()}</dt>
                <dd>${name()}</dd>`,
          )}
          <dt>1–9</dt>
          <dd>${msg('Choose a style', {id: 'choose-style'})}</dd>
          <dt>?</dt>
          <dd>${help}</dd>
        </dl>
        ${this.#renderLanguage()}
      </div>
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
