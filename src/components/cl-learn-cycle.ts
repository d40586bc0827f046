import {msg} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {distance} from '../domain/study.ts';
import type {Style} from '../domain/style.ts';
import {base} from './base.css.ts';
import {cycleTrials, LiveFigure, renderPainted, renderVolume} from './live-figure.ts';

/** The way there and back of this very frame, with what got lost. */
@customElement('cl-learn-cycle')
export class ClLearnCycle extends LiveFigure {
  static override styles = [
    base,
    css`
      .way {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 12px;
      }
      p {
        margin: 12px 0 0;
        text-align: center;
      }
      output {
        font: italic 400 2rem / 1 var(--cl-serif);
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 640px) {
        .way {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  protected override trialsOf(style: Style) {
    return cycleTrials(style);
  }

  protected override render() {
    const x = this.find('painted', 'back')?.x;
    const back = this.result('back');
    const error = x && back && distance(x, back);
    return html`
      <div class="way">
        ${renderVolume(
          'x',
          msg('what the camera sees', {id: 'learn-x'}),
          x && {kind: 'picture', volume: x},
        )}
        ${renderPainted(this.result('painted', 'back'))}
        ${renderVolume(
          'F(G(x))',
          msg('the photo that F makes of it', {id: 'learn-fgx'}),
          back && {kind: 'picture', volume: back},
        )}
        ${renderVolume(
          '|F(G(x)) − x|',
          msg('what got lost', {id: 'pane-lost'}),
          x && back && {kind: 'difference', volume: back, from: x},
        )}
      </div>
      <p>
        <output>${error?.toFixed(1) ?? '…'}</output>
        ${msg('of 255 is how far a colour is off on its way home, on average.', {id: 'learn-error'})}
      </p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-cycle': ClLearnCycle;
  }
}
