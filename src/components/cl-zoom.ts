import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** How near the picture is, while it is; a press shows all of it again. */
@customElement('cl-zoom')
export class ClZoom extends StudioElement {
  static override styles = [
    base,
    css`
      button {
        padding: 0 14px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render() {
    const {value, min} = this.studio.zoom.dial.value;
    if (value <= Math.max(1, min) + 0.01) return nothing;
    const times = value.toFixed(1);
    const name = msg(str`Zoom ${times} ×, show the whole picture`, {id: 'zoom-now'});
    return html`<button aria-label=${name} title=${name} @click=${() => this.studio.zoom.reset()}>
      ${times} ×
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-zoom': ClZoom;
  }
}
