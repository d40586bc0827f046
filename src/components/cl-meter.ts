import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {Capabilities, FrameStats} from '../inference/api.ts';
import {minute} from '../studio/meter.ts';
import {base} from './base.css.ts';
import {facts, renderFacts, type Fact} from './facts.ts';
import {renderPlot} from './plot.ts';
import {sentenceForPlan, sentenceForReason} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** How often the figures change, in milliseconds: faster cannot be read. */
const refreshMs = 500;

/** Frames a second that reach the plot's top. */
const topRate = 40;

/** Frames per second and backend; opens to say what runs, where and why, over the last minute. */
@customElement('cl-meter')
export class ClMeter extends StudioElement {
  static override styles = [
    base,
    facts,
    css`
      :host {
        font-variant-numeric: tabular-nums;
      }
      .panel {
        position: fixed;
        inset: calc(var(--cl-inset-top) + 56px) var(--cl-inset-right) auto auto;
        width: min(320px, calc(100vw - 32px));
        max-height: calc(100vh - 88px);
        overflow: auto;
        margin: 0;
        padding: 16px 18px;
        border: 1px solid var(--cl-line);
        border-radius: var(--cl-radius);
        background: var(--cl-panel-solid);
        color: var(--cl-ink);
        font-size: 0.875rem;
      }
      p {
        margin: 0 0 12px;
      }
      dd {
        text-align: end;
      }
      .plot {
        display: block;
        width: 100%;
        height: 64px;
        border-bottom: 1px solid var(--cl-line);
        color: var(--cl-warm);
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
    // peek: the figures change with each frame, the timer is often enough.
    const stats = this.studio.stats.peek();
    const capabilities = this.studio.engines.capabilities.value;
    if (!stats || !capabilities) return nothing;
    const still = this.#stillInWords();
    const plan = this.studio.engines.plan.value;
    const {framesPerSecond} = this.studio.meter;
    const rate = framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0);
    const unit = capabilities.backend === 'webgpu' ? 'GPU' : 'CPU';
    return html`
      <button
        popovertarget="panel"
        aria-label=${msg(str`${still ?? `${rate} fps`} · ${unit}, details`, {id: 'meter'})}
      >
        ${still ?? html`<strong>${rate}</strong> fps`} · ${unit}
      </button>
      <div id="panel" class="panel" popover>
        <p>
          ${sentenceForReason(capabilities.why)}
          ${plan && still === undefined ? sentenceForPlan(plan) : nothing}
        </p>
        ${still ? nothing : this.#renderPlot()}
        ${this.#renderFigures(stats, capabilities, still !== undefined)}
      </div>
    `;
  }

  /** What is painted, where it has no rate: a photo, or a clip that halts. */
  #stillInWords(): string | undefined {
    const {source, playback} = this.studio;
    if (source.value?.kind === 'photo') return msg('Photo', {id: 'photo'});
    const isHalted = source.value?.kind === 'clip' && !playback.isPlaying.value;
    return isHalted ? msg('Paused', {id: 'paused'}) : undefined;
  }

  #renderPlot() {
    const rates = this.studio.meter.history.map(({framesPerSecond}) => framesPerSecond);
    const name = msg('Frames a second over the last minute', {id: 'meter-plot'});
    return renderPlot(rates, topRate, name, minute);
  }

  #renderFigures(
    {picture, packMs, runMs, presentMs}: FrameStats,
    {backend, device, threads}: Capabilities,
    isStill: boolean,
  ) {
    const ms = (duration: number) => `${duration.toFixed(1)} ms`;
    const dropped = Math.round(this.studio.meter.droppedPerSecond);
    const leftOut: Fact = [msg('Left out', {id: 'meter-dropped'}), `${dropped} fps`];
    const rows: Fact[] = [
      [msg('Picture', {id: 'meter-picture'}), `${picture.width} × ${picture.height}`],
      ...(isStill ? [] : [leftOut]),
      [msg('Backend', {id: 'meter-backend'}), backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'],
      [msg('Device', {id: 'meter-device'}), device],
      [msg('Threads', {id: 'meter-threads'}), String(threads)],
      [msg('Pack', {id: 'meter-pack'}), ms(packMs)],
      [msg('Network', {id: 'meter-network'}), ms(runMs)],
      [msg('Present', {id: 'meter-present'}), ms(presentMs)],
    ];
    return renderFacts(rows);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-meter': ClMeter;
  }
}
