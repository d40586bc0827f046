import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {distance, leastSquares} from '../domain/study.ts';
import {criticFor, generatorFor, type Style} from '../domain/style.ts';
import type {Trials} from '../studio/lessons.ts';
import {base} from './base.css.ts';
import {controls, renderSlider} from './controls.ts';
import {adversarial, critical, cycle, identity, wholeLoss} from './formulas.ts';
import {cycleTrials, LiveFigure} from './live-figure.ts';

/** Pictures have values from −1 to 1 in training: one level of 255 is this much there. */
const unit = 2 / 255;

/** The loss with the numbers of this very frame. */
@customElement('cl-learn-loss')
export class ClLearnLoss extends LiveFigure {
  static override styles = [
    base,
    controls,
    css`
      math {
        font-size: 1.0625rem;
      }
      .whole {
        margin: 0 0 16px;
        overflow-x: auto;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 10px 16px;
        align-items: baseline;
        margin: 0;
      }
      dt span {
        display: block;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
      }
      dd {
        margin: 0;
        font: italic 400 1.5rem / 1 var(--cl-serif);
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      dt {
        min-width: 0;
        overflow-x: auto;
        overflow-y: hidden;
      }
      p {
        margin: 14px 0 4px;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
        text-wrap: pretty;
      }
      .sum {
        padding-top: 10px;
        border-top: 1px solid var(--cl-line);
      }
      @media (max-width: 640px) {
        math {
          font-size: 0.9375rem;
        }
        dl {
          grid-template-columns: 1fr;
          gap: 2px;
        }
        dd {
          margin-bottom: 12px;
        }
        dd.sum {
          padding-top: 0;
          border: 0;
        }
      }
    `,
  ];

  /** Weight of the cycle; the paper's to begin with. */
  @state() private lambda = 10;

  protected override trialsOf(style: Style): Trials {
    const F = generatorFor(style, 'Y→X');
    const critic = criticFor(style, 'X→Y');
    return {
      ...cycleTrials(style),
      ...(F && {same: {network: F}}),
      ...(critic && {scores: {network: critic, on: 'painted'}}),
    };
  }

  protected override render() {
    const x = this.find('painted', 'back')?.x;
    const [back, same, scores] = [this.result('back'), this.result('same'), this.result('scores')];
    const fooled = scores && leastSquares(scores, 1);
    const caught = scores && leastSquares(scores, 0);
    const returned = x && back && unit * distance(x, back);
    const kept = x && same && unit * distance(x, same);
    const sum = returned === undefined ? undefined : (fooled ?? 0) + this.lambda * returned;
    const hasCritic = this.paintedStyle && criticFor(this.paintedStyle, 'X→Y');
    return html`
      <div class="whole" tabindex="0">${wholeLoss}</div>
      <dl>
        ${
          hasCritic
            ? this.#renderTerm(adversarial, msg('G: fool the critic', {id: 'term-fool'}), fooled)
            : this.#renderTerm(
                adversarial,
                msg('G: fool the critic. This style has none in the app, so there is no number', {
                  id: 'term-fool-none',
                }),
                '–',
              )
        }
        ${this.#renderTerm(cycle, msg('both: find the way home', {id: 'term-cycle'}), returned)}
        <dt class="sum">
          ${
            hasCritic
              ? msg('What this frame adds for G', {id: 'term-sum'})
              : msg('What this frame adds for G, without its critic', {id: 'term-sum-none'})
          }
          <span>L<sub>GAN</sub>(G) + λ · L<sub>cyc</sub></span>
        </dt>
        <dd class="sum">${sum?.toFixed(3) ?? '…'}</dd>
        ${this.#renderTerm(
          identity,
          msg('beside it, with little weight: what is a photo already stays as it is', {
            id: 'term-identity',
          }),
          kept,
        )}
        ${
          hasCritic
            ? this.#renderTerm(
                critical,
                msg('the critic’s own: 1 for real, 0 for made', {id: 'term-critic'}),
                caught,
              )
            : nothing
        }
      </dl>
      <p>
        ${msg(
          html`<i>E</i> is the mean over pictures. A frame from the camera is an <i>x</i>: each
            number is the part of its line that <i>x</i> has a share in.`,
          {id: 'term-mean'},
        )}
      </p>
      ${renderSlider({
        name: msg('λ, the weight of the way home', {id: 'lambda'}),
        shown: this.lambda.toFixed(1),
        min: 0,
        max: 20,
        step: 0.5,
        value: this.lambda,
        onInput: (lambda) => (this.lambda = lambda),
        onReset: () => (this.lambda = 10),
      })}
    `;
  }

  #renderTerm(formula: unknown, words: string, value: number | '–' | undefined) {
    return html`<dt>${formula}<span>${words}</span></dt>
      <dd>${typeof value === 'number' ? value.toFixed(3) : (value ?? '…')}</dd>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-loss': ClLearnLoss;
  }
}
