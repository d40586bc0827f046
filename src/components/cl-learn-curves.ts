import {msg, str} from '@lit/localize';
import {css, html, nothing, svg, type TemplateResult} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import type {Curve, LossName} from '../domain/curve.ts';
import type {Style} from '../domain/style.ts';
import {fetchCurve} from '../studio/catalogue.ts';
import {base} from './base.css.ts';
import {currentLocale} from './localisation.ts';
import {StudioElement} from './studio-element.ts';

/** A plot in its own units. */
const plot = {width: 200, height: 90};

/** How losses are called: the second one of a plot is dashed. */
const names: Record<LossName, TemplateResult> = {
  G: html`<i>G</i>`,
  D_Y: html`<i>D<sub>Y</sub></i>`,
  F: html`<i>F</i>`,
  D_X: html`<i>D<sub>X</sub></i>`,
  cycle_x: html`<i>F(G(x))</i>`,
  cycle_y: html`<i>G(F(y))</i>`,
};

const plots: readonly {title: () => string; losses: readonly [LossName, LossName]}[] = [
  {title: () => msg('The game about Y', {id: 'curve-y'}), losses: ['G', 'D_Y']},
  {title: () => msg('The game about X', {id: 'curve-x'}), losses: ['F', 'D_X']},
  {title: () => msg('The way home', {id: 'learn-home'}), losses: ['cycle_x', 'cycle_y']},
];

const short = (value: number) => value.toFixed(2);

/** How the game went that the painted style was trained by, from the trainer's own log. */
@customElement('cl-learn-curves')
export class ClLearnCurves extends StudioElement {
  static override styles = [
    base,
    css`
      div {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: 20px;
      }
      figure,
      p {
        margin: 0;
      }
      .steps {
        margin-top: 14px;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
        text-align: center;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        border-bottom: 1px solid var(--cl-ink-soft);
        border-left: 1px solid var(--cl-ink-soft);
        stroke-width: 2;
      }
      .first {
        color: var(--cl-warm);
      }
      .second {
        color: var(--cl-cool);
        stroke-dasharray: 6 5;
      }
      figcaption {
        margin-bottom: 8px;
        font: italic 400 1.125rem / 1.2 var(--cl-serif);
      }
      ul {
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      i {
        color: var(--cl-ink);
        font: italic 400 1rem / 1.3 var(--cl-serif);
      }
      sub {
        font-size: 0.7em;
      }
      li svg {
        flex: none;
        width: 26px;
        height: 4px;
        border: 0;
      }
    `,
  ];

  @state() private curve: Curve | undefined;
  #of: Style | undefined;

  protected override render() {
    const style = this.studio.painting.value?.style;
    if (style && style !== this.#of) void this.#fetch(style);
    if (!this.curve) {
      return html`<p>
        ${msg('The log of this style’s training is not at hand, so there is no curve to show.', {
          id: 'curve-none',
        })}
      </p>`;
    }
    const {steps, seconds} = this.curve;
    const number = new Intl.NumberFormat(currentLocale(), {maximumFractionDigits: 0});
    return html`<div>${plots.map(({title, losses}) => this.#renderPlot(title(), losses))}</div>
      <p class="steps">
        ${msg(
          str`From the first step to the last, ${number.format(steps)}: ${number.format(Math.max(1, seconds / 60))} minutes.`,
          {id: 'curve-steps'},
        )}
      </p>`;
  }

  #renderPlot(title: string, losses: readonly LossName[]) {
    const shown = losses.flatMap((name) => {
      const points = this.curve?.losses[name];
      return points ? [{name, points}] : [];
    });
    if (shown.length === 0) return nothing;
    const top = topOf(shown.flatMap(({points}) => points));
    return html`<figure>
      <figcaption>${title}</figcaption>
      <svg viewBox="0 0 ${plot.width} ${plot.height}" aria-hidden="true">
        ${shown.map(({points}, i) => svg`<path class=${classes[i]!} d=${pathOf(points, top)} />`)}
      </svg>
      <ul>
        ${shown.map(
          ({name, points}, i) =>
            html`<li>
              <svg viewBox="0 0 26 4" aria-hidden="true">
                <path class=${classes[i]!} d="M0 2h26" />
              </svg>
              ${names[name]} ${short(points[0]!)} → ${short(points.at(-1)!)}
            </li>`,
        )}
      </ul>
    </figure>`;
  }

  async #fetch(style: Style): Promise<void> {
    this.#of = style;
    const curve = this.studio.own.has(style) ? undefined : await fetchCurve(style);
    if (this.#of === style) this.curve = curve;
  }
}

const classes = ['first', 'second'];

/** What a plot shows up to: a single bad stretch leaves it rather than pressing everything else flat. */
function topOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return 1.2 * sorted[Math.floor(0.95 * (sorted.length - 1))]!;
}

/** A line through `points`, 0 at the bottom and `top` at the top. */
const pathOf = (points: readonly number[], top: number) =>
  points
    .map((value, i) => {
      const x = (i / (points.length - 1)) * plot.width;
      return `${i ? 'L' : 'M'}${x.toFixed(1)} ${(plot.height * (1 - value / top)).toFixed(1)}`;
    })
    .join('');

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-curves': ClLearnCurves;
  }
}
