import {msg} from '@lit/localize';
import {css, html, svg} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** How to put the app on the home screen of an iPhone or iPad, drawn. */
@customElement('cl-install')
export class ClInstall extends StudioElement {
  static override styles = [
    base,
    css`
      ol {
        display: grid;
        gap: 20px;
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 64px 1fr;
        gap: 16px;
        align-items: center;
      }
      li svg {
        width: 64px;
        height: 64px;
        padding: 14px;
        border: 1px solid var(--cl-line);
        border-radius: 18px;
        color: var(--cl-warm);
      }
    `,
  ];

  protected override render() {
    const share = svg`<path d="M12 3v12M8 7l4-4 4 4M7 10H5v11h14V10h-2"/>`;
    const add = svg`<rect x="4" y="4" width="16" height="16" rx="4"/><path d="M12 8v8M8 12h8"/>`;
    const open = svg`<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.5"/>`;
    return html`<ol>
      ${this.#renderStep(share, msg('Tap Share in Safari.', {id: 'install-share'}))}
      ${this.#renderStep(add, msg('Choose “Add to Home Screen”.', {id: 'install-add'}))}
      ${this.#renderStep(open, msg('Open Cyclelens from there, also offline.', {id: 'install-open'}))}
    </ol>`;
  }

  #renderStep(drawing: unknown, sentence: string) {
    return html`<li><svg viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>${sentence}</li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-install': ClInstall;
  }
}
