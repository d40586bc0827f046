import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {menu, type MenuItem} from './panels.ts';
import {StudioElement} from './studio-element.ts';

/** Everything that needs no button of its own on the picture. */
@customElement('cl-more')
export class ClMore extends StudioElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: 4px;
        margin: 0 -12px;
        padding: 0;
        list-style: none;
      }
      button {
        justify-content: flex-start;
        gap: 16px;
        width: 100%;
        min-height: 52px;
        padding: 8px 12px;
        border-color: transparent;
        border-radius: 14px;
        background: transparent;
        font-size: 1rem;
        text-align: start;
        backdrop-filter: none;
      }
      button:hover {
        background: var(--cl-line);
      }
      svg {
        flex: none;
        color: var(--cl-ink-soft);
      }
    `,
  ];

  protected override render() {
    const items = menu.filter(({isOffered}) => isOffered?.(this.studio) ?? true);
    return html`<ul>
      ${items.map(
        (item) =>
          html`<li>
            <button @click=${() => this.#run(item)}>${item.icon} ${item.title()}</button>
          </li>`,
      )}
    </ul>`;
  }

  /** The menu is done with; what is chosen may open a panel in its place. */
  #run({run}: MenuItem): void {
    const {panels} = this.studio;
    const menu = panels.open.value;
    run(this.studio);
    if (panels.open.value === menu) panels.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-more': ClMore;
  }
}
