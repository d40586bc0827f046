import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {compareIcon, lookIcon, mirrorIcon, turnIcon} from './icons.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** What changes the picture at one touch: mirror, turn the direction, compare, adjust. */
@customElement('cl-toolbar')
export class ClToolbar extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        justify-content: center;
      }
      .turn {
        gap: 8px;
        padding: 0 14px;
        font: 400 1.125rem / 1 var(--cl-serif);
        white-space: nowrap;
      }
      .turn svg {
        color: var(--cl-warm);
        transition: transform var(--cl-swift);
      }
      .turn.back svg {
        color: var(--cl-cool);
        transform: rotate(180deg);
      }
      @media (max-height: 520px), (max-width: 380px) {
        .turn span:first-child {
          display: none;
        }
      }
      [aria-pressed='true'] {
        color: var(--cl-warm);
      }
    `,
  ];

  protected override render() {
    const {looks} = this.studio;
    const {mirror, split} = looks.look.value;
    const isSplit = split > 0;
    const names = {
      mirror: msg('Mirror', {id: 'mirror'}),
      compare: msg('Compare with the original', {id: 'compare'}),
      look: msg('Adjust', {id: 'adjust'}),
    };
    return html`
      <button
        class="icon"
        aria-label=${names.mirror}
        title=${names.mirror}
        aria-pressed=${mirror}
        @click=${() => looks.adjust({mirror: !mirror})}
      >
        ${mirrorIcon}
      </button>
      ${this.#renderTurn()}
      <button
        class="icon"
        aria-label=${names.compare}
        title=${names.compare}
        aria-pressed=${isSplit}
        @click=${() => looks.adjust({split: isSplit ? 0 : 0.5})}
      >
        ${compareIcon}
      </button>
      <button
        class="icon"
        aria-label=${names.look}
        title=${names.look}
        aria-haspopup="dialog"
        @click=${() => this.studio.panels.show('look')}
      >
        ${lookIcon}
      </button>
    `;
  }

  #renderTurn() {
    const choice = this.studio.choice.value;
    if (!choice) return nothing;
    const {style, direction} = choice;
    const isForward = direction === 'X→Y';
    const photo = msg('Photo', {id: 'photo'});
    const [from, to] = isForward ? [photo, titleOf(style)] : [titleOf(style), photo];
    return html`
      <button
        class="turn ${isForward ? '' : 'back'}"
        title=${msg('Turn the direction', {id: 'turn'})}
        aria-label=${msg(str`Turn the direction: ${from} ${to}`, {id: 'turn-now'})}
        ?disabled=${!style.F}
        @click=${() => void this.studio.turn()}
      >
        <span>${from}</span> ${turnIcon} <span>${to}</span>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-toolbar': ClToolbar;
  }
}
