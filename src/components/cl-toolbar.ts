import {msg, str} from '@lit/localize';
import {css, html, nothing, type TemplateResult} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {compareIcon, lookIcon, mirrorIcon, turnIcon} from './icons.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

interface Tool {
  readonly icon: TemplateResult;
  readonly name: string;
  /** What stands under the icon, where there is room; part of the name. */
  readonly caption?: string;
  /** Absent where the tool opens a panel. */
  readonly isPressed?: boolean;
  readonly run: () => void;
}

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
      .tool {
        flex-direction: column;
        gap: 4px;
        min-width: 58px;
        min-height: 52px;
        padding: 5px 4px 4px;
        border-radius: var(--cl-radius);
        font-size: 0.6875rem;
        line-height: 1;
        white-space: nowrap;
      }
      .turn {
        padding: 5px 10px 4px;
        font: 400 1rem / 0.8 var(--cl-serif);
      }
      .turn svg {
        color: var(--cl-warm);
        transition: transform var(--cl-swift);
      }
      .turn.back svg {
        color: var(--cl-cool);
        transform: rotate(180deg);
      }
      /* Where there is little room, by size or by large text, the icons speak for themselves. */
      @container (max-width: 20rem) {
        .tool:not(.turn) span,
        .from {
          display: none;
        }
      }
      @media (max-height: 520px) {
        .tool {
          flex-direction: row;
          min-width: var(--cl-target);
        }
        .tool:not(.turn) span,
        .from {
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
    return html`
      ${this.#renderTool({
        icon: mirrorIcon,
        name: msg('Mirror', {id: 'mirror'}),
        isPressed: mirror,
        run: () => looks.adjust({mirror: !mirror}),
      })}
      ${this.#renderTurn()}
      ${this.#renderTool({
        icon: compareIcon,
        name: msg('Compare with the original', {id: 'compare'}),
        caption: msg('Compare', {id: 'compare-short'}),
        isPressed: isSplit,
        run: () => looks.adjust({split: isSplit ? 0 : 0.5}),
      })}
      ${this.#renderTool({
        icon: lookIcon,
        name: msg('Adjust', {id: 'adjust'}),
        run: () => this.studio.panels.show('look'),
      })}
    `;
  }

  #renderTool({icon, name, caption = name, isPressed, run}: Tool) {
    return html`<button
      class="tool"
      aria-label=${name}
      title=${name}
      aria-pressed=${isPressed ?? nothing}
      aria-haspopup=${isPressed === undefined ? 'dialog' : nothing}
      @click=${run}
    >
      ${icon}<span>${caption}</span>
    </button>`;
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
        class="tool turn ${isForward ? '' : 'back'}"
        title=${msg('Turn the direction', {id: 'turn'})}
        aria-label=${msg(str`Turn the direction: ${from} ${to}`, {id: 'turn-now'})}
        ?disabled=${!style.F}
        @click=${() => void this.studio.turn()}
      >
        ${turnIcon}<span><span class="from">${from} → </span>${to}</span>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-toolbar': ClToolbar;
  }
}
