import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {clockTime} from '../studio/stopwatch.ts';
import {base} from './base.css.ts';
import {filmIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

/** Offers to paint a whole clip, and tells how far that is; the stage shows its frames meanwhile. */
@customElement('cl-repaint')
export class ClRepaint extends StudioElement {
  static override styles = [
    base,
    css`
      .offer {
        position: absolute;
        top: calc(var(--cl-inset-top) + 60px);
        left: 50%;
        white-space: nowrap;
        transform: translateX(-50%);
      }
      section {
        position: absolute;
        right: var(--cl-inset-right);
        bottom: var(--cl-inset-bottom);
        left: var(--cl-inset-left);
        display: grid;
        gap: 14px;
        max-width: 480px;
        margin: 0 auto;
        padding: 22px 24px;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-panel);
        color: var(--cl-ink);
        backdrop-filter: blur(24px) saturate(1.3);
      }
      h2 {
        margin: 0;
        font: 400 1.5rem / 1.1 var(--cl-serif);
      }
      p {
        display: flex;
        gap: 12px;
        justify-content: space-between;
        margin: 0;
        color: var(--cl-ink-soft);
        font-variant-numeric: tabular-nums;
      }
      progress {
        width: 100%;
        background: var(--cl-line);
      }
      progress::-webkit-progress-value {
        background: var(--cl-warm);
      }
      progress::-moz-progress-bar {
        background: var(--cl-warm);
      }
      .ways {
        display: flex;
        gap: 12px;
        justify-content: flex-end;
      }
    `,
  ];

  protected override render() {
    const {repainting} = this.studio.clips;
    if (!repainting.isOn.value) return this.#renderOffer();
    const {frames, total, leftMs} = repainting.progress.value;
    const isHeld = repainting.isHeld.value;
    const title = msg('Painting your clip', {id: 'repainting'});
    const left = Number.isFinite(leftMs) ? clockTime(leftMs) : '–:––';
    return html`<section aria-label=${title}>
      <h2>${title}</h2>
      <progress max=${total || 1} .value=${frames} aria-label=${title}></progress>
      <p>
        <span>${msg(str`Frame ${frames} of ${total}`, {id: 'repaint-frames'})}</span>
        <span>${msg(str`${left} left`, {id: 'time-left'})}</span>
      </p>
      <div class="ways">
        <button @click=${() => repainting.giveUp()}>${msg('Cancel', {id: 'cancel'})}</button>
        <button class="main" @click=${() => repainting.hold(!isHeld)}>
          ${isHeld ? msg('Go on', {id: 'go-on'}) : msg('Pause', {id: 'pause'})}
        </button>
      </div>
    </section>`;
  }

  #renderOffer() {
    const {source, clips, isLive} = this.studio;
    const isOffered = source.value?.file && isLive.value;
    if (!isOffered || clips.recording.state.value !== 'off') return nothing;
    return html`<button class="offer" @click=${() => void this.studio.repaint()}>
      ${filmIcon} ${msg('Paint the whole clip', {id: 'repaint'})}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-repaint': ClRepaint;
  }
}
