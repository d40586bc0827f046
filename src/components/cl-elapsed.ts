import {msg, str} from '@lit/localize';
import {css, html} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {clockTime} from '../studio/stopwatch.ts';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** How often the time is shown anew, in milliseconds. */
const tickMs = 250;

/** How long the recording has run; there only while it runs. */
@customElement('cl-elapsed')
export class ClElapsed extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        flex: 1;
      }
      span {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        min-height: 36px;
        padding: 0 14px;
        border-radius: 999px;
        background: #b3201a;
        color: #fffaf2;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      span::before {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: currentColor;
        animation: breathe 2s ease-in-out infinite;
        content: '';
      }
      @keyframes breathe {
        50% {
          opacity: 0.35;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        span::before {
          animation: none;
        }
      }
    `,
  ];

  @state() private elapsedMs = 0;

  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.#tick(), tickMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    const time = clockTime(this.elapsedMs);
    const name = msg(str`Recorded ${time}`, {id: 'recorded'});
    return html`<span role="timer" aria-label=${name}>${time}</span>`;
  }

  #tick(): void {
    this.elapsedMs = this.studio.clips.recording.stopwatch.elapsed(performance.now());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-elapsed': ClElapsed;
  }
}
