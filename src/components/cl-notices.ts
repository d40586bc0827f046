import {css, html, nothing, type TemplateResult} from 'lit';
import {customElement} from 'lit/decorators.js';
import {explain} from '../domain/errors.ts';
import {base} from './base.css.ts';
import {closeIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

/** What the user is told while the painting goes on: faults and a newer version. */
@customElement('cl-notices')
export class ClNotices extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 10px;
        justify-items: center;
        pointer-events: none;
      }
      .notice {
        display: flex;
        gap: 12px;
        align-items: center;
        max-width: 560px;
        padding: 8px 8px 8px 20px;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-panel-solid);
        box-shadow: 0 12px 40px rgb(0 0 0 / 0.35);
        pointer-events: auto;
      }
      p {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    const {notice, update} = this.studio;
    return html`
      <div role="status">
        ${
          notice.value
            ? this.#renderNotice(
                explain(notice.value).sentence,
                html`<button
                  class="icon"
                  aria-label="Dismiss"
                  @click=${() => this.studio.dismiss()}
                >
                  ${closeIcon}
                </button>`,
              )
            : nothing
        }
        ${
          update.value
            ? this.#renderNotice(
                'A newer Cyclelens is ready.',
                html`<button class="main" @click=${update.value}>Reload</button>`,
              )
            : nothing
        }
      </div>
    `;
  }

  #renderNotice(sentence: string, action: TemplateResult) {
    return html`<div class="notice">
      <p>${sentence}</p>
      ${action}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-notices': ClNotices;
  }
}
