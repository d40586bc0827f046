import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {criticFor, generatorFor, type Style} from '../domain/style.ts';
import type {Trials} from '../studio/lessons.ts';
import {base} from './base.css.ts';
import './cl-volume.ts';
import {LiveFigure} from './live-figure.ts';

/** What D_Y says of G(x) and of x, patch by patch. */
@customElement('cl-learn-critic')
export class ClLearnCritic extends LiveFigure {
  static override styles = [
    base,
    css`
      div {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
      }
      p {
        margin: 14px 0 0;
        text-wrap: pretty;
      }
    `,
  ];

  protected override trialsOf(style: Style): Trials {
    const G = generatorFor(style, 'X→Y');
    const critic = criticFor(style, 'X→Y');
    if (!G || !critic) return {};
    return {
      painted: {network: G},
      scores: {network: critic, on: 'painted'},
    };
  }

  protected override render() {
    const found = this.find('painted', 'scores');
    const [painted, scores] = ['painted', 'scores'].map((name) => found?.trials[name]?.result);
    const critic = this.paintedStyle && criticFor(this.paintedStyle, 'X→Y');
    if (!critic) return nothing;
    const [low, high] = [critic.made, critic.real];
    const mean = scores && scores.data.reduce((sum, score) => sum + score, 0) / scores.data.length;
    const score = mean?.toFixed(2) ?? '…';
    return html`
      <div>
        <cl-volume
          formula="G(x)"
          words=${msg('the painting', {id: 'learn-gx'})}
          .drawing=${painted && {kind: 'picture', volume: painted}}
        ></cl-volume>
        <cl-volume
          formula="D(G(x))"
          words=${msg('its marks: brighter looks more real', {id: 'critic-painted'})}
          .drawing=${scores && {kind: 'patches', volume: scores, low, high}}
        ></cl-volume>
      </div>
      <p>
        ${msg(
          str`It gives this painting ${score}. Real pictures of Y get ${high.toFixed(2)} from it, those that G makes ${low.toFixed(2)}, on average: after all it has practised on nothing else.`,
          {id: 'critic-marks'},
        )}
      </p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-critic': ClLearnCritic;
  }
}
