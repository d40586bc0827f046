import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {Capabilities, FrameStats} from '../inference/api.ts';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** How often the figures change, in milliseconds: faster cannot be read. */
const refreshMs = 500;

/** Frames per second and backend; opens to say what runs, where and why. */
@customElement('cl-meter')
export class ClMeter extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        font-variant-numeric: tabular-nums;
      }
      summary {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 44px;
        padding: 0 16px;
        border: 1px solid var(--cl-line);
        border-radius: 999px;
        background: var(--cl-panel);
        backdrop-filter: blur(18px) saturate(1.3);
        font-size: 0.875rem;
        list-style: none;
        cursor: pointer;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      strong {
        font-size: 1rem;
      }
      details {
        position: relative;
      }
      .panel {
        position: absolute;
        top: calc(100% + 8px);
        right: 0;
        z-index: 1;
        width: min(320px, calc(100vw - 32px));
        padding: 16px 18px;
        border: 1px solid var(--cl-line);
        border-radius: var(--cl-radius);
        background: var(--cl-panel-solid);
        font-size: 0.875rem;
      }
      p {
        margin: 0 0 12px;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 16px;
        margin: 0;
      }
      dt {
        color: var(--cl-ink-soft);
      }
      dd {
        margin: 0;
        text-align: right;
      }
    `,
  ];

  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), refreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    // peek: these change with each frame, the timer is often enough.
    const stats = this.studio.stats.peek();
    const capabilities = this.studio.capabilities.value;
    if (!stats || !capabilities) return nothing;
    const rate = Math.round(this.studio.framesPerSecond.peek());
    return html`
      <details>
        <summary>
          <strong>${rate}</strong> fps · ${capabilities.backend === 'webgpu' ? 'GPU' : 'CPU'}
        </summary>
        ${this.#renderPanel(stats, capabilities)}
      </details>
    `;
  }

  #renderPanel({picture, packMs, runMs, presentMs}: FrameStats, capabilities: Capabilities) {
    const {backend, device, why, threads} = capabilities;
    const rows: [string, string][] = [
      ['Picture', `${picture.width} × ${picture.height}`],
      [
        'Backend',
        backend === 'webgpu' ? 'WebGPU' : `WebAssembly, ${threads} thread${threads > 1 ? 's' : ''}`,
      ],
      ['Device', device],
      ['Pack', `${packMs.toFixed(1)} ms`],
      ['Network', `${runMs.toFixed(1)} ms`],
      ['Present', `${presentMs.toFixed(1)} ms`],
    ];
    return html`
      <div class="panel">
        <p>${why}</p>
        <dl>
          ${rows.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-meter': ClMeter;
  }
}
