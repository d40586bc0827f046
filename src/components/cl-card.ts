import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Style} from '../domain/style.ts';
import {cardsUrl} from '../studio/catalogue.ts';
import {base} from './base.css.ts';
import {parseMarkdown, renderBlock, type Block} from './markdown.ts';
import {StudioElement} from './studio-element.ts';

/** A style's model card, fetched when it is opened: data, training, figures, known failures. */
@customElement('cl-card')
export class ClCard extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        margin-top: 16px;
        border-top: 1px solid var(--cl-line);
      }
      summary {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: var(--cl-target);
        border-radius: 8px;
        font-weight: 500;
        cursor: pointer;
      }
      summary::after {
        width: 8px;
        height: 8px;
        margin-right: 6px;
        border: solid currentColor;
        border-width: 0 2px 2px 0;
        transform: rotate(45deg);
        transition: transform var(--cl-swift);
        content: '';
      }
      [open] summary::after {
        transform: rotate(225deg);
      }
      h4 {
        margin: 16px 0 4px;
        font: 400 1.25rem / 1.2 var(--cl-serif);
      }
      p {
        margin: 0 0 10px;
        overflow-wrap: anywhere;
      }
      .table {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 6px 10px 6px 0;
        border-bottom: 1px solid var(--cl-line);
        text-align: start;
        vertical-align: top;
      }
      th {
        color: var(--cl-ink-soft);
        font-weight: 500;
      }
      img {
        width: 100%;
        border-radius: 12px;
      }
    `,
  ];

  @property({attribute: false}) about: Style | undefined;
  @state() private blocks: readonly Block[] | 'none' | undefined;

  protected override render() {
    return html`<details @toggle=${() => void this.#fetch()}>
      <summary>${msg('Model card', {id: 'model-card'})}</summary>
      ${this.#renderBlocks()}
    </details>`;
  }

  #renderBlocks() {
    if (!this.blocks) return nothing;
    if (this.blocks === 'none') {
      const sentence = msg('The card cannot be had just now.', {id: 'no-model-card'});
      return html`<p role="status">${sentence}</p>`;
    }
    // Cards are written in English.
    return html`<div lang="en">${this.blocks.map((block) => renderBlock(block, cardsUrl()))}</div>`;
  }

  async #fetch(): Promise<void> {
    if (!this.about || (this.blocks && this.blocks !== 'none')) return;
    const text = await this.studio.arrivals.cardOf(this.about);
    // The title stands above already.
    this.blocks = text ? parseMarkdown(text).slice(1) : 'none';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-card': ClCard;
  }
}
