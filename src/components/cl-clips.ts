import {msg} from '@lit/localize';
import {css, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {controls, renderSwitch} from './controls.ts';
import {StudioElement} from './studio-element.ts';

/** What clips are recorded with, and the latest one in a form that moves in any chat. */
@customElement('cl-clips')
export class ClClips extends StudioElement {
  static override styles = [
    base,
    controls,
    css`
      p {
        margin: 0 0 16px;
        color: var(--cl-ink-soft);
      }
      button {
        width: 100%;
      }
    `,
  ];

  protected override render() {
    const {recording, animating} = this.studio.clips;
    const hasSound = recording.hasSound.value;
    return html`
      ${renderSwitch(msg('Sound from the microphone', {id: 'record-sound'}), hasSound, () =>
        recording.setSound(!hasSound),
      )}
      <p>
        ${msg('Clips are written as they grow: what was recorded is there even after a crash.', {
          id: 'clips-text',
        })}
      </p>
      <button
        ?disabled=${!this.studio.clips.latest || animating.value}
        @click=${() => void this.studio.clips.animateLatest()}
      >
        ${
          animating.value
            ? msg('Drawing the GIF…', {id: 'animating'})
            : msg('Save the latest clip as a GIF', {id: 'animate'})
        }
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-clips': ClClips;
  }
}
