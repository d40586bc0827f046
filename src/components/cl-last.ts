import {msg} from '@lit/localize';
import {css, html, nothing, svg} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** What was made last, with a ring around it while it is painted at full size: the way to the gallery. */
@customElement('cl-last')
export class ClLast extends StudioElement {
  static override styles = [
    base,
    css`
      button {
        position: relative;
        width: 48px;
        height: 48px;
        padding: 0;
        border-radius: 14px;
      }
      img {
        width: 46px;
        height: 46px;
        border-radius: 13px;
        object-fit: cover;
        animation: arrive 320ms cubic-bezier(0.2, 0.9, 0.3, 1.2);
      }
      @keyframes arrive {
        from {
          opacity: 0;
          transform: scale(0.5);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        img {
          animation: none;
        }
      }
      svg {
        position: absolute;
        inset: -5px;
        width: 56px;
        height: 56px;
        stroke: var(--cl-warm);
        stroke-width: 3;
        pointer-events: none;
      }
      rect {
        transition: stroke-dashoffset var(--cl-swift);
      }
    `,
  ];

  protected override render() {
    const {gallery, urls, panels, shutter} = this.studio;
    const [last] = gallery.entries.value;
    if (!last) return nothing;
    const url = urls.of(last.thumbnail ?? last.painted).value;
    const name = msg('Last picture', {id: 'last-shot'});
    const shares = [...shutter.developing.value.values()];
    return html`<button
      aria-label=${name}
      title=${name}
      aria-haspopup="dialog"
      @click=${() => panels.show('kept', last.id)}
    >
      ${url ? html`<img src=${url} alt="" />` : nothing}
      ${shares.length > 0 ? this.#renderRing(shares.at(-1) ?? 0) : nothing}
    </button>`;
  }

  #renderRing(share: number) {
    return html`<svg viewBox="0 0 56 56" aria-hidden="true">
      ${svg`<rect x="2" y="2" width="52" height="52" rx="17" pathLength="100" stroke-dasharray="100"
        stroke-dashoffset=${100 - 100 * share} />`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-last': ClLast;
  }
}
