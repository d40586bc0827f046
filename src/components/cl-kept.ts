import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Kept} from '../domain/kept.ts';
import {bar} from './bar.css.ts';
import {base} from './base.css.ts';
import {controls, renderSlider} from './controls.ts';
import {facts, renderFacts} from './facts.ts';
import {galleryIcon} from './icons.ts';
import {bytesInWords, nameOfKept, timeInWords} from './sentences.ts';
import {StudioElement} from './studio-element.ts';
import {renderWaysOut} from './ways-out.ts';

/** One entry of the gallery, large: painting and original compared, how it was painted, ways out. */
@customElement('cl-kept')
export class ClKept extends StudioElement {
  static override styles = [
    base,
    controls,
    facts,
    bar,
    css`
      .picture {
        position: relative;
        overflow: hidden;
        margin: 0 -12px;
        border-radius: 16px;
        background: var(--cl-panel-solid);
      }
      img,
      video {
        display: block;
        width: 100%;
        max-height: 60dvh;
        object-fit: contain;
      }
      .original {
        position: absolute;
        inset: 0;
        height: 100%;
      }
      dl {
        row-gap: 4px;
        font-size: 0.875rem;
      }
    `,
  ];

  /** The entry's id. */
  @property({attribute: false}) subject: string | undefined;
  /** How much of the original is laid over the painting, 0…1. */
  @state() private split = 0;

  protected override willUpdate(): void {
    const entry = this.#entry();
    if (entry) void this.studio.waysOut.prepare([entry]);
  }

  protected override render() {
    const entry = this.#entry();
    if (!entry) return nothing;
    return html`
      ${this.#renderPicture(entry)} ${this.#renderCompare(entry)} ${this.#renderFacts(entry)}
      ${renderWaysOut(
        this.studio,
        [entry],
        () => void this.#delete(entry),
        html`<button @click=${() => this.studio.panels.show('gallery')}>
          ${galleryIcon} ${msg('All', {id: 'all-kept'})}
        </button>`,
      )}
    `;
  }

  #renderPicture(entry: Kept) {
    const {urls} = this.studio;
    const url = urls.of(entry.painted).value;
    const original = entry.original && urls.of(entry.original).value;
    if (!url) return nothing;
    if (entry.kind === 'clip') {
      return html`<div class="picture">
        <video
          src=${url}
          controls
          playsinline
          loop
          aria-label=${nameOfKept(entry, this.studio.styles.value)}
        ></video>
      </div>`;
    }
    return html`<div class="picture">
      <img src=${url} alt=${nameOfKept(entry, this.studio.styles.value)} />
      ${
        original
          ? html`<img
              class="original"
              src=${original}
              alt=""
              .style=${`clip-path: inset(0 ${100 - 100 * this.split}% 0 0)`}
            />`
          : nothing
      }
    </div>`;
  }

  #renderCompare({original}: Kept) {
    if (!original) return nothing;
    return renderSlider({
      name: msg('Original', {id: 'original'}),
      min: 0,
      max: 1,
      step: 0.01,
      value: this.split,
      shown: `${Math.round(100 * this.split)} %`,
      onInput: (split) => (this.split = split),
    });
  }

  #renderFacts(entry: Kept) {
    const {provenance, width, height, type, bytes} = entry;
    const strength = provenance && `${Math.round(100 * provenance.strength)} %`;
    return renderFacts([
      [msg('Taken', {id: 'taken-at'}), timeInWords(entry)],
      [msg('Direction', {id: 'direction'}), provenance?.direction],
      [msg('Strength', {id: 'strength'}), strength],
      [msg('Size', {id: 'size'}), width && height ? `${width} × ${height}` : undefined],
      [
        msg('File', {id: 'file'}),
        `${type.replace(/.*\//, '').toUpperCase()}, ${bytesInWords(bytes)}`,
      ],
    ]);
  }

  #entry(): Kept | undefined {
    return this.studio.gallery.entries.value.find(({id}) => id === this.subject);
  }

  async #delete(entry: Kept): Promise<void> {
    this.studio.panels.show('gallery');
    await this.studio.gallery.remove([entry]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-kept': ClKept;
  }
}
