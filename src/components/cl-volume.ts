import {css, html, LitElement} from 'lit';
import {customElement, property, query} from 'lit/decorators.js';
import {draw, type Drawing} from './volumes.ts';

/** A live picture of what a study found, with its formula and what it is. */
@customElement('cl-volume')
export class ClVolume extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    figure {
      margin: 0;
    }
    canvas {
      display: block;
      width: 100%;
      min-height: 24px;
      border-radius: 12px;
      background: var(--cl-line);
    }
    :host([sharp]) canvas {
      border-radius: 4px;
      image-rendering: pixelated;
    }
    figcaption {
      margin-top: 6px;
      color: var(--cl-ink-soft);
      font-size: 0.8125rem;
      line-height: 1.3;
      text-align: center;
      text-wrap: balance;
    }
    i {
      display: block;
      color: var(--cl-ink);
      font: italic 400 1.125rem / 1.2 var(--cl-serif);
    }
    figcaption:empty {
      display: none;
    }
  `;

  @property({attribute: false}) drawing: Drawing | undefined;
  /** What it is called in formulas. */
  @property() formula = '';
  /** What it is in words. */
  @property() words = '';
  /** What it is for those who cannot see it, where no words stand below. */
  @property() name = '';

  @query('canvas') private canvas!: HTMLCanvasElement;

  protected override render() {
    const name = this.name || [this.formula, this.words].filter(Boolean).join(': ');
    return html`<figure>
      <canvas role="img" aria-label=${name} width="128" height="96"></canvas>
      <figcaption>${this.formula ? html`<i>${this.formula}</i>` : ''}${this.words}</figcaption>
    </figure>`;
  }

  protected override updated(): void {
    if (!this.drawing) return;
    const image = draw(this.drawing);
    // A new size blanks the canvas.
    if (this.canvas.width !== image.width) this.canvas.width = image.width;
    if (this.canvas.height !== image.height) this.canvas.height = image.height;
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-volume': ClVolume;
  }
}
