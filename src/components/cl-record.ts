import {msg} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** Begins and ends a recording. */
@customElement('cl-record')
export class ClRecord extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
      }
      .record::before {
        width: 20px;
        height: 20px;
        border-radius: 50%;
        background: #e5352b;
        transition:
          border-radius var(--cl-swift),
          transform var(--cl-swift);
        content: '';
      }
      .record[aria-pressed='true']::before {
        border-radius: 5px;
        transform: scale(0.85);
      }
      .record[aria-disabled='true'] {
        opacity: 0.6;
        cursor: progress;
      }
    `,
  ];

  protected override render() {
    const state = this.studio.clips.recording.state.value;
    const isOn = state === 'on';
    const name = isOn
      ? msg('End the recording', {id: 'record-end'})
      : msg('Record a clip', {id: 'record'});
    return html`
      <button
        class="icon record"
        aria-label=${name}
        title=${name}
        aria-pressed=${isOn}
        aria-disabled=${state === 'starting' || state === 'ending'}
        @click=${() => void this.studio.record()}
      ></button>
      <span class="unseen" role="status">${isOn ? msg('Recording', {id: 'recording'}) : ''}</span>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-record': ClRecord;
  }
}
