import {msg, str} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {Volume} from '../domain/study.ts';
import {generatorFor, type Style} from '../domain/style.ts';
import {base} from './base.css.ts';
import './cl-volume.ts';
import {LiveFigure} from './live-figure.ts';

/** Feature maps shown of each layer, side by side: all would be a wall. */
const columns = 8;

/** What the layers of G hold, live. */
@customElement('cl-learn-layers')
export class ClLearnLayers extends LiveFigure {
  static override styles = [
    base,
    css`
      ol {
        display: grid;
        gap: 14px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      p {
        margin: 0 0 6px;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
      }
      strong {
        color: var(--cl-ink);
      }
    `,
  ];

  protected override trialsOf(style: Style) {
    const network = generatorFor(style, 'X→Y');
    return network ? {layers: {network, withLayers: true}} : {};
  }

  protected override render() {
    const found = this.find('layers');
    const layers = Object.entries(found?.trials['layers']?.layers ?? {});
    const margin = this.paintedStyle ? (generatorFor(this.paintedStyle, 'X→Y')?.margin ?? 0) : 0;
    const width = (found?.x.width ?? 0) + 2 * margin;
    return html`<ol>
      ${layers.map(([name, volume], i) => this.#renderLayer(name, volume, i, width))}
    </ol>`;
  }

  #renderLayer(name: string, volume: Volume, index: number, width: number) {
    const scale = Math.max(1, Math.round(width / volume.width));
    const size = scale === 1 ? msg('full size', {id: 'layer-full'}) : `1/${scale}`;
    const count = Math.min(columns, volume.channels);
    const number = index + 1;
    const words = msg(str`Feature maps of layer ${number}`, {id: 'layer-map'});
    return html`<li>
      <p>
        <strong>${number}</strong> ${name} ·
        ${msg(str`${volume.channels} maps, ${size}`, {id: 'layer-maps'})}
      </p>
      <cl-volume sharp name=${words} .drawing=${{kind: 'maps', volume, columns, count}}></cl-volume>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-layers': ClLearnLayers;
  }
}
