import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Kept} from '../domain/kept.ts';
import {base} from './base.css.ts';
import {checkIcon, playIcon} from './icons.ts';
import {nameOfKept} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Calls each thumbnail when it nears the screen, in a task of its own: its file is read only then. */
const nearness = new IntersectionObserver(
  (entries) => {
    for (const {isIntersecting, target} of entries) {
      if (isIntersecting && target instanceof ClThumbnail) setTimeout(() => target.onNear());
    }
  },
  {rootMargin: '300px'},
);

/** One entry of the gallery, small. */
@customElement('cl-thumbnail')
export class ClThumbnail extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        height: 100%;
      }
      button {
        position: relative;
        width: 100%;
        height: 100%;
        padding: 0;
        overflow: hidden;
        border-radius: 12px;
        backdrop-filter: none;
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      svg {
        position: absolute;
        right: 6px;
        bottom: 6px;
        width: 26px;
        height: 26px;
        padding: 4px;
        border-radius: 50%;
        background: rgb(0 0 0 / 0.55);
        color: #fffaf2;
      }
      [aria-pressed] svg {
        visibility: hidden;
      }
      [aria-pressed='true'] {
        outline: 3px solid var(--cl-warm);
        outline-offset: -3px;
      }
      [aria-pressed='true'] svg {
        visibility: visible;
        background: var(--cl-warm);
        color: var(--cl-on-accent);
      }
    `,
  ];

  @property({attribute: false}) entry: Kept | undefined;
  /** Whether it is picked; undefined while nothing is being picked. */
  @property({attribute: false}) isPicked: boolean | undefined;
  @state() private isNear = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.isNear) nearness.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    nearness.unobserve(this);
  }

  /** It is on the screen, or soon. */
  onNear(): void {
    nearness.unobserve(this);
    this.isNear = true;
  }

  protected override render() {
    const {entry, isPicked} = this;
    if (!entry) return nothing;
    const url = this.isNear
      ? this.studio.urls.of(entry.thumbnail ?? entry.painted).value
      : undefined;
    const name = nameOfKept(entry, this.studio.styles.value);
    const icon = isPicked === undefined ? entry.kind === 'clip' && playIcon : checkIcon;
    return html`<button
      aria-label=${entry.kind === 'clip' ? msg(str`Clip: ${name}`, {id: 'clip-named'}) : name}
      aria-pressed=${isPicked ?? nothing}
    >
      ${url && !(entry.kind === 'clip' && !entry.thumbnail) ? html`<img src=${url} alt="" />` : nothing}
      ${icon || nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-thumbnail': ClThumbnail;
  }
}
