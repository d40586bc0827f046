import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {distance, type Findings, type Volume} from '../domain/study.ts';
import {generatorFor, type Style} from '../domain/style.ts';
import type {Trials} from '../studio/lessons.ts';
import {base} from './base.css.ts';
import './cl-volume.ts';
import {LiveFigure} from './live-figure.ts';
import {titleOf} from './sentences.ts';

const columns = {
  whole: () => msg('all losses', {id: 'ablation-whole'}),
  noCycle: () => msg('without the cycle', {id: 'ablation-no-cycle'}),
  noCritic: () => msg('without critics', {id: 'ablation-no-critic'}),
} as const;

type Column = keyof typeof columns;

const names = Object.keys(columns) as Column[];

/** Three generators that differ in one loss, on what the camera sees and on another picture. */
@customElement('cl-learn-ablations')
export class ClLearnAblations extends LiveFigure {
  static override styles = [
    base,
    css`
      table {
        border-collapse: separate;
        border-spacing: 8px;
        table-layout: fixed;
        margin: 0 -8px;
        width: calc(100% + 16px);
      }
      th {
        color: var(--cl-ink-soft);
        font: 400 0.8125rem / 1.25 var(--cl-sans);
        vertical-align: bottom;
      }
      th i {
        display: block;
        color: var(--cl-ink);
        font: italic 400 1.125rem / 1.2 var(--cl-serif);
      }
      td {
        padding: 0;
        text-align: center;
      }
      output {
        font: italic 400 1.625rem / 1 var(--cl-serif);
        font-variant-numeric: tabular-nums;
      }
      caption {
        caption-side: bottom;
        padding-top: 8px;
        color: var(--cl-ink-soft);
        font-size: 0.8125rem;
        text-wrap: balance;
      }
    `,
  ];

  /** What the other picture gave, once. */
  @state() private other: Findings | undefined;

  #isAsked = false;

  protected override trialsOf(): Trials {
    const style = this.#subject;
    const G = style && generatorFor(style, 'X→Y');
    const {ablations} = style ?? {};
    if (!G || !ablations) return {};
    return {
      whole: {network: G},
      noCycle: {network: ablations.noCycle},
      noCritic: {network: ablations.noCritic},
    };
  }

  /** The style that has ablations: the painted one, else any. */
  get #subject(): Style | undefined {
    const styles = this.studio.styles.value;
    return this.paintedStyle?.ablations
      ? this.paintedStyle
      : styles.find(({ablations}) => ablations);
  }

  protected override render() {
    const found = this.find(...names);
    if (found && !this.#isAsked) void this.#study(found.x);
    const style = this.#subject;
    return html`<table>
      <caption>
        ${msg(
          'The last row says how far the two pictures of a column lie apart, of 255: a generator that looks at what it paints keeps different things different.',
          {id: 'ablation-caption'},
        )}
        ${
          style && style !== this.paintedStyle
            ? msg(str`All three belong to “${titleOf(style)}”: no other style has such a pair.`, {
                id: 'ablation-of',
              })
            : nothing
        }
      </caption>
      <thead>
        <tr>
          <th scope="col"><i>x</i>${msg('goes in', {id: 'ablation-in'})}</th>
          ${names.map((name) => html`<th scope="col"><i>G(x)</i>${columns[name]()}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.#renderRow(found, msg('your view', {id: 'ablation-yours'}))}
        ${this.#renderRow(this.other, msg('a still life', {id: 'ablation-still'}))}
        <tr>
          ${[undefined, ...names].map((name) => html`<td>${this.#renderApart(found, name)}</td>`)}
        </tr>
      </tbody>
    </table>`;
  }

  #renderRow(found: Findings | undefined, of: string) {
    const cell = (volume: Volume | undefined, name: string) =>
      html`<td>
        <cl-volume .name=${name} .drawing=${volume && {kind: 'picture', volume}}></cl-volume>
      </td>`;
    return html`<tr>
      ${cell(found?.x, of)}
      ${names.map((name) => {
        const column = columns[name]();
        return cell(
          found?.trials[name]?.result,
          msg(str`${of}, painted ${column}`, {id: 'ablation-cell'}),
        );
      })}
    </tr>`;
  }

  #renderApart(found: Findings | undefined, name: Column | undefined) {
    const volumeOf = (findings: Findings | undefined) =>
      name ? findings?.trials[name]?.result : findings?.x;
    const [a, b] = [volumeOf(found), volumeOf(this.other)];
    // The camera may have been turned since.
    const apart = a && b && a.data.length === b.data.length ? distance(a, b) : undefined;
    return html`<output>${apart?.toFixed(apart < 10 ? 1 : 0) ?? '…'}</output>`;
  }

  async #study(like: Volume): Promise<void> {
    this.#isAsked = true;
    this.other = await this.studio.lessons.studyStill(this.trialsOf(), like);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-ablations': ClLearnAblations;
  }
}
