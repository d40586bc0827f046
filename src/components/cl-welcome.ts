import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {wayOutOf, type ErrorName} from '../domain/errors.ts';
import {canPaintScreen} from '../studio/support.ts';
import {base} from './base.css.ts';
import {renderPicker} from './picker.ts';
import {sentenceFor} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Before the first frame: the promise and one button, the way there, or what stands in it. */
@customElement('cl-welcome')
export class ClWelcome extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: auto;
        background: #0d0c0f url('./art/scene-landscape.webp') center / cover;
      }
      @media (orientation: portrait) {
        :host {
          background-image: url('./art/scene-portrait.webp');
        }
      }
      main {
        display: flex;
        flex-direction: column;
        gap: 20px;
        align-items: flex-start;
        justify-content: flex-end;
        min-height: 100%;
        padding: 20vh max(28px, var(--cl-inset-right)) max(40px, var(--cl-inset-bottom))
          max(28px, var(--cl-inset-left));
        background: linear-gradient(transparent 10%, rgb(10 8 12 / 0.88) 78%);
        color: #fffaf2;
      }
      @media (min-width: 900px) {
        main {
          padding-left: 72px;
          padding-bottom: 72px;
        }
      }
      h1 {
        margin: 0;
        font: 400 clamp(3.25rem, 11vw, 6rem) / 0.92 var(--cl-serif);
        letter-spacing: -0.02em;
      }
      em {
        color: #ff8a66;
      }
      p {
        max-width: 34ch;
        margin: 0;
        font-size: 1.125rem;
        line-height: 1.45;
        text-wrap: pretty;
      }
      button.main {
        min-height: 60px;
        padding: 0 32px;
        background: #ff6b45;
        color: #16110d;
        font-size: 1.125rem;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
      }
      .ways button:not(.main) {
        min-height: 60px;
        padding: 0 24px;
        border-color: rgb(255 250 242 / 0.35);
        background: rgb(20 18 23 / 0.72);
        color: #fffaf2;
      }
      button.main[disabled] {
        opacity: 0.85;
        cursor: progress;
      }
      progress {
        width: min(280px, 100%);
      }
    `,
  ];

  @query('input[type=file]') private picker!: HTMLInputElement;

  protected override render() {
    return html`<main>
      <h1>${msg(html`A camera that <em>paints</em>`, {id: 'claim'})}</h1>
      ${this.#renderPhase()}
    </main>`;
  }

  #renderPhase() {
    const phase = this.studio.phase.value;
    switch (phase.kind) {
      case 'idle':
        return html`
          <p>
            ${msg('See the world as a painter would, live. Nothing leaves this device.', {
              id: 'promise',
            })}
          </p>
          <button class="main" @click=${() => void this.studio.start()}>
            ${msg('Start painting', {id: 'start'})}
          </button>
        `;
      case 'starting':
        return this.#renderStarting();
      case 'failed':
        return this.#renderFailure(phase.error);
      case 'live':
        return nothing;
      default:
        return phase satisfies never;
    }
  }

  #renderStarting() {
    const shares = Object.values(this.studio.engines.progress.value);
    // Two files are fetched: the runtime and the weights.
    const share = shares.reduce((sum, share) => sum + share, 0) / Math.max(2, shares.length);
    return html`
      <p role="status">${msg('Preparing brushes and opening the camera…', {id: 'starting'})}</p>
      <progress
        max="1"
        .value=${share}
        aria-label=${msg('Getting ready', {id: 'getting-ready'})}
      ></progress>
    `;
  }

  #renderFailure(error: ErrorName) {
    const isReload = wayOutOf(error) === 'reload';
    return html`
      <p role="alert">${sentenceFor(error)}</p>
      <div class="ways">
        <button
          class="main"
          @click=${() => (isReload ? location.reload() : void this.studio.start())}
        >
          ${isReload ? msg('Reload', {id: 'reload'}) : msg('Try again', {id: 'try-again'})}
        </button>
        ${isReload ? nothing : this.#renderOtherSources()}
      </div>
    `;
  }

  /** Without a camera there is still a photo, a clip or the screen to paint. */
  #renderOtherSources() {
    return html`
      <button @click=${() => this.picker.click()}>
        ${msg('Open a photo or clip', {id: 'open-file'})}
      </button>
      ${renderPicker((file) => this.studio.openFile(file))}
      ${
        canPaintScreen()
          ? html`<button @click=${() => void this.studio.openScreen()}>
              ${msg('Paint my screen', {id: 'open-screen'})}
            </button>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-welcome': ClWelcome;
  }
}
