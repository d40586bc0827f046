import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {live} from 'lit/directives/live.js';
import {clockTime} from '../studio/stopwatch.ts';
import {base} from './base.css.ts';
import {pauseIcon, playIcon, silentIcon, soundIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

/** While a clip is painted: play and pause, where it stands, and its sound. */
@customElement('cl-transport')
export class ClTransport extends StudioElement {
  static override styles = [
    base,
    css`
      div {
        display: flex;
        gap: 10px;
        align-items: center;
        width: min(520px, 100%);
        margin: 0 auto;
        padding: 4px;
        border: 1px solid var(--cl-line);
        border-radius: 999px;
        background: var(--cl-panel);
        backdrop-filter: blur(18px) saturate(1.3);
      }
      button {
        flex: none;
        min-width: 44px;
        min-height: 44px;
        border-color: transparent;
        background: transparent;
        backdrop-filter: none;
      }
      input {
        flex: 1;
        min-width: 0;
        height: 44px;
        margin: 0;
        accent-color: var(--cl-warm);
      }
      span {
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    const {source, playback} = this.studio;
    if (source.value?.kind !== 'clip') return nothing;
    const [time, duration] = [playback.time.value, playback.duration.value];
    const [now, end] = [clockTime(1000 * time), clockTime(1000 * duration)];
    const names = {
      play: playback.isPlaying.value ? msg('Pause', {id: 'pause'}) : msg('Play', {id: 'play'}),
      sound: msg('Sound', {id: 'sound'}),
    };
    return html`<div role="group" aria-label=${msg('Clip', {id: 'clip'})}>
      <button
        class="icon"
        aria-label=${names.play}
        title=${names.play}
        @click=${() => playback.toggle()}
      >
        ${playback.isPlaying.value ? pauseIcon : playIcon}
      </button>
      <input
        type="range"
        min="0"
        max=${duration}
        step="0.05"
        aria-label=${msg('Position', {id: 'position'})}
        aria-valuetext=${msg(str`${now} of ${end}`, {id: 'position-of'})}
        .value=${live(String(time))}
        @input=${(event: Event) => playback.seek((event.target as HTMLInputElement).valueAsNumber)}
      />
      <span aria-hidden="true">${now}</span>
      <button
        class="icon"
        aria-label=${names.sound}
        title=${names.sound}
        aria-pressed=${!playback.isMuted.value}
        @click=${() => playback.toggleSound()}
      >
        ${playback.isMuted.value ? silentIcon : soundIcon}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-transport': ClTransport;
  }
}
