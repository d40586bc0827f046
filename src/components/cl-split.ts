import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** One press of an arrow key, as a share of the width. */
const keyStep = 0.02;

/** The line between original and painting, which can be dragged or moved by the arrow keys. */
@customElement('cl-split')
export class ClSplit extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      [role='slider'] {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 48px;
        margin-left: -24px;
        cursor: ew-resize;
        touch-action: none;
        pointer-events: auto;
      }
      [role='slider']::before {
        position: absolute;
        top: 0;
        bottom: 0;
        left: 23px;
        width: 2px;
        background: #fffaf2;
        box-shadow: 0 0 6px rgb(0 0 0 / 0.6);
        content: '';
      }
      [role='slider']::after {
        position: absolute;
        top: calc(50% - 22px);
        left: 2px;
        width: 44px;
        height: 44px;
        border-radius: 50%;
        background: #fffaf2;
        box-shadow: 0 2px 12px rgb(0 0 0 / 0.5);
        color: #16110d;
        font: 600 1rem / 44px var(--cl-sans);
        text-align: center;
        content: '‹ ›';
      }
    `,
  ];

  protected override render() {
    const {split} = this.studio.looks.look.value;
    if (split <= 0 || this.studio.views.wanted.value) return nothing;
    const percent = Math.round(split * 100);
    return html`<div
      role="slider"
      tabindex="0"
      aria-label=${msg('Original left of this line', {id: 'split'})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      .style=${`left: ${percent}%`}
      @pointerdown=${(event: PointerEvent) => this.#onPointerDown(event)}
      @pointermove=${(event: PointerEvent) => this.#onPointerMove(event)}
      @keydown=${(event: KeyboardEvent) => this.#onKeyDown(event, split)}
    ></div>`;
  }

  #move(split: number): void {
    this.studio.looks.adjust({split: Math.min(0.99, Math.max(0.01, split))});
  }

  #onPointerDown(event: PointerEvent): void {
    (event.target as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
    (event.target as HTMLElement).focus();
  }

  #onPointerMove(event: PointerEvent): void {
    if (!(event.target as Element).hasPointerCapture(event.pointerId)) return;
    const {left, width} = this.getBoundingClientRect();
    this.#move((event.clientX - left) / width);
  }

  #onKeyDown(event: KeyboardEvent, split: number): void {
    const by = {ArrowLeft: -keyStep, ArrowRight: keyStep}[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#move(split + by);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-split': ClSplit;
  }
}
