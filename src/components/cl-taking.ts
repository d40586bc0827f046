import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {closeIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

/** What the shutter is doing: counting down, or painting pictures at full size. */
@customElement('cl-taking')
export class ClTaking extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        pointer-events: none;
      }
      .count {
        font: 400 clamp(9rem, 38vmin, 22rem) / 1 var(--cl-serif);
        color: #fffaf2;
        text-shadow:
          0 0 3px rgb(0 0 0 / 0.6),
          0 2px 40px rgb(0 0 0 / 0.75);
      }
      .progress {
        position: absolute;
        top: calc(var(--cl-inset-top) + 60px);
        display: grid;
        grid-template-columns: auto auto;
        gap: 0 12px;
        align-items: center;
        padding: 4px 4px 4px 20px;
        border: 1px solid var(--cl-line);
        border-radius: 999px;
        background: var(--cl-panel);
        backdrop-filter: blur(18px) saturate(1.3);
        font-size: 0.9375rem;
        font-variant-numeric: tabular-nums;
        pointer-events: auto;
      }
      .looking {
        min-height: 44px;
        padding: 4px 20px;
      }
      .progress button {
        border-color: transparent;
        background: transparent;
        backdrop-filter: none;
      }
      .flash {
        position: absolute;
        inset: 0;
        background: #fffaf2;
        opacity: 0;
        animation: flash 260ms ease-out;
      }
      @keyframes flash {
        from {
          opacity: 0.75;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .flash {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const {countdown, taken} = this.studio.shutter;
    const isCounting = countdown.value !== undefined;
    return html`
      ${isCounting ? html`<div class="count" aria-hidden="true">${countdown.value}</div>` : nothing}
      ${this.#renderFlash(taken.value)} ${this.#renderProgress()}
      <p class="unseen" role="status" aria-live="assertive">${this.#told()}</p>
    `;
  }

  /** For those who do not see it. */
  #told() {
    const {countdown, taken, developing, looking} = this.studio.shutter;
    if (countdown.value !== undefined) return String(countdown.value);
    if (looking.value !== undefined) return msg('Looking for the best picture', {id: 'looking'});
    if (taken.value === 0) return nothing;
    return developing.value.size > 0
      ? msg('Picture taken', {id: 'taken'})
      : msg('Picture kept', {id: 'taken-whole'});
  }

  /** Another element each time, so that its animation runs again. */
  #renderFlash(taken: number) {
    if (taken === 0) return nothing;
    return taken % 2 === 0 ? html`<div class="flash"></div>` : html`<span class="flash"></span>`;
  }

  #renderProgress() {
    const {shutter} = this.studio;
    const looking = shutter.looking.value;
    if (looking !== undefined) {
      return html`<div class="progress looking" aria-hidden="true">
        ${msg(str`The best of ${looking}`, {id: 'best-of'})}
      </div>`;
    }
    const shares = [...shutter.developing.value.values()];
    if (shares.length === 0) return nothing;
    const percent = Math.floor((100 * shares.reduce((sum, share) => sum + share)) / shares.length);
    const cancel = msg('Keep the picture as the screen shows it', {id: 'cancel-still'});
    return html`<div class="progress">
      <span
        role="progressbar"
        aria-label=${msg('Painting at full size', {id: 'painting-still'})}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
      >
        ${
          shares.length > 1
            ? msg(str`${shares.length} pictures at full size · ${percent} %`, {id: 'stills-share'})
            : msg(str`Full size · ${percent} %`, {id: 'still-share'})
        }
      </span>
      <button class="icon" aria-label=${cancel} title=${cancel} @click=${() => shutter.cancel()}>
        ${closeIcon}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-taking': ClTaking;
  }
}
