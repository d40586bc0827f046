import {msg, str} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {bursts, delays, type SnapshotOptions} from '../studio/snapshot/options.ts';
import {base} from './base.css.ts';
import {controls, renderSelect, renderSlider, renderSwitch} from './controls.ts';
import {StudioElement} from './studio-element.ts';

const formats = [
  {value: 'image/jpeg', name: 'JPEG'},
  {value: 'image/png', name: 'PNG'},
  {value: 'image/webp', name: 'WebP'},
];

/** How pictures are taken: when, how many, and in which format. */
@customElement('cl-snapshot')
export class ClSnapshot extends StudioElement {
  static override styles = [base, controls];

  protected override render() {
    const {settings} = this.studio.shutter;
    const {type, quality, withOriginal, delay, burst} = settings.options.value;
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
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-snapshot': ClSnapshot;
  }
}
