import {msg, str} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {criticFor, generatorFor, type Style} from '../domain/style.ts';
import {meanOf} from '../domain/study.ts';
import type {Trials} from '../studio/lessons.ts';
import {base} from './base.css.ts';
import {LiveFigure, renderPainted, renderVolume} from './live-figure.ts';
import {titleOf} from './sentences.ts';

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
      p:first-child {
        margin: 0 0 14px;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
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
    const critic = this.paintedStyle && criticFor(this.paintedStyle, 'X→Y');
    if (!critic) return this.#renderMissing();
    const [low, high] = [critic.made, critic.real];
    const scores = this.result('scores', 'painted');
    const score = scores ? meanOf(scores).toFixed(2) : '…';
    return html`
      <div>
        ${renderPainted(this.result('painted', 'scores'))}
        ${renderVolume(
          'D(G(x))',
          msg('its marks: brighter looks more real', {id: 'critic-painted'}),
          scores && {kind: 'patches', volume: scores, low, high},
        )}
      </div>
      <p>
        ${msg(
          str`It gives this painting ${score}. Real pictures of Y get ${high.toFixed(2)} from it, those that G makes ${low.toFixed(2)}, on average: after all it has practised on nothing else.`,
          {id: 'critic-marks'},
        )}
      </p>
    `;
  }

  /** Critics are trained for the app one by one: a style without one says so, and who has one. */
  #renderMissing() {
    const title = this.paintedStyle ? titleOf(this.paintedStyle) : '';
    const judged = this.studio.styles.value.filter((style) => criticFor(style, 'X→Y'));
    return html`<p>
        ${msg(
          str`Here the critic would show its marks, but the one that trained “${title}” is not in the app. Styles that have theirs here:`,
          {id: 'critic-missing'},
        )}
      </p>
      <div class="ways">
        ${judged.map(
          (style) =>
            html`<button @click=${() => void this.studio.choose(style)}>${titleOf(style)}</button>`,
        )}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-critic': ClLearnCritic;
  }
}
