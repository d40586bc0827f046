import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {cameraIcon, mirrorIcon, turnIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

/** The verbs while live: mirror, turn the direction, switch the camera. */
@customElement('cl-toolbar')
export class ClToolbar extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        gap: 10px;
        align-items: center;
        justify-content: center;
      }
      .turn {
        gap: 12px;
        min-height: 56px;
        padding: 0 20px;
        font: 400 1.1875rem / 1 var(--cl-serif);
      }
      .turn svg {
        color: var(--cl-warm);
        transition: transform var(--cl-swift);
      }
      .turn.back svg {
        color: var(--cl-cool);
        transform: rotate(180deg);
      }
      [aria-pressed='true'] {
        color: var(--cl-warm);
      }
    `,
  ];

  protected override render() {
    const {mirror, cameras} = this.studio;
    return html`
      <button
        class="icon"
        aria-label="Mirror"
        title="Mirror"
        aria-pressed=${mirror.value}
        @click=${() => this.studio.toggleMirror()}
      >
        ${mirrorIcon}
      </button>
      ${this.#renderTurn()}
      <button
        class="icon"
        aria-label="Switch camera"
        title="Switch camera"
        ?disabled=${cameras.value.length < 2}
        @click=${() => void this.studio.switchCamera()}
      >
        ${cameraIcon}
      </button>
    `;
  }

  #renderTurn() {
    const choice = this.studio.choice.value;
    if (!choice) return nothing;
    const {style, direction} = choice;
    const isForward = direction === 'X→Y';
    const [from, to] = isForward ? ['Photo', style.title] : [style.title, 'Photo'];
    return html`
      <button
        class="turn ${isForward ? '' : 'back'}"
        title="Turn the direction"
        aria-label="Turn the direction, now ${from} to ${to}"
        ?disabled=${!style.F}
        @click=${() => void this.studio.turn()}
      >
        <span>${from}</span>${turnIcon}<span>${to}</span>
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-toolbar': ClToolbar;
  }
}
