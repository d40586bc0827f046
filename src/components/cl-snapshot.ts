import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {criticFor} from '../domain/style.ts';
import {bursts, delays, type SnapshotOptions} from '../studio/snapshot/options.ts';
import {base} from './base.css.ts';
import {controls, renderSelect, renderSlider, renderSwitch} from './controls.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

const formats = [
  {value: 'image/jpeg', name: 'JPEG'},
  {value: 'image/png', name: 'PNG'},
  {value: 'image/webp', name: 'WebP'},
];

/** How pictures are taken: when, how many, and in which format. */
@customElement('cl-snapshot')
export class ClSnapshot extends StudioElement {
  static override styles = [
    base,
    controls,
    css`
      .hint {
        margin: 0 0 8px;
        color: var(--cl-ink-soft);
        font-size: 0.875rem;
        text-wrap: pretty;
      }
    `,
  ];

  protected override render() {
    const {settings} = this.studio.shutter;
    const {type, quality, withOriginal, delay, burst, keep} = settings.options.value;
    const seconds = (count: number) =>
      count === 0 ? msg('At once', {id: 'at-once'}) : msg(str`${count} s`, {id: 'seconds'});
    return html`
      ${renderSelect(
        msg('Timer', {id: 'timer'}),
        delays.map((value) => ({value: String(value), name: seconds(value)})),
        String(delay),
        (value) => settings.change({delay: Number(value) as SnapshotOptions['delay']}),
      )}
      ${renderSelect(
        msg('Pictures in a row', {id: 'burst'}),
        bursts.map((value) => ({value: String(value), name: value})),
        String(burst),
        (value) => settings.change({burst: Number(value) as SnapshotOptions['burst']}),
      )}
      ${renderSelect(
        msg('Of a row, keep', {id: 'row-keep'}),
        [
          {value: 'all', name: msg('Every picture', {id: 'row-all'})},
          {value: 'best', name: msg('Only the best', {id: 'row-best'})},
        ],
        keep,
        (value) => settings.change({keep: value as SnapshotOptions['keep']}),
      )}
      ${this.#renderHint(keep)}
      ${renderSelect(msg('Format', {id: 'format'}), formats, type, (type) =>
        settings.change({type: type as SnapshotOptions['type']}),
      )}
      ${
        type === 'image/png'
          ? nothing
          : renderSlider({
              name: msg('Quality', {id: 'format-quality'}),
              min: 0.3,
              max: 1,
              step: 0.01,
              value: quality,
              shown: `${Math.round(100 * quality)} %`,
              onInput: (quality) => settings.change({quality}),
            })
      }
      ${renderSwitch(msg('Keep the original beside it', {id: 'with-original'}), withOriginal, () =>
        settings.change({withOriginal: !withOriginal}),
      )}
    `;
  }

  /** What a row is, and who decides which of its pictures is the best. */
  #renderHint(keep: SnapshotOptions['keep']) {
    const now = this.studio.painting.value;
    const title = now ? titleOf(now.style) : '';
    return html`<p class="hint">
      ${msg('A row is also taken for as long as you hold the shutter.', {id: 'row-hold'})}
      ${
        keep === 'all' || !now
          ? nothing
          : criticFor(now.style, now.direction)
            ? msg(str`Of the sharp ones, the critic of “${title}” chooses.`, {id: 'row-critic'})
            : msg(str`“${title}” has no critic here: the sharpest is kept.`, {id: 'row-sharpest'})
      }
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-snapshot': ClSnapshot;
  }
}
