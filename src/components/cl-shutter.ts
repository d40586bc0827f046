import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {base} from './base.css.ts';
import './cl-last.ts';
import './cl-record.ts';
import {cameraIcon, openIcon} from './icons.ts';
import {renderPicker} from './picker.ts';
import {StudioElement} from './studio-element.ts';

/** A press this long takes picture after picture, in milliseconds. */
const holdMs = 500;

/** The shutter, what it took last, and another thing to paint than the camera. */
@customElement('cl-shutter')
export class ClShutter extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        gap: 20px;
        align-items: center;
        width: min(360px, 100%);
      }
      @media (max-height: 520px) {
        :host {
          display: flex;
          gap: 10px;
          width: auto;
        }
      }
      .shutter {
        width: 76px;
        height: 76px;
        padding: 0;
        border: 4px solid var(--cl-ink);
        background: transparent;
        box-shadow: 0 0 0 1px var(--cl-scrim);
        backdrop-filter: none;
      }
      .shutter::before {
        width: 58px;
        height: 58px;
        border-radius: 50%;
        background: var(--cl-ink);
        box-shadow: 0 0 0 1px var(--cl-scrim);
        transition:
          transform var(--cl-swift),
          border-radius var(--cl-swift);
        content: '';
      }
      .shutter:active::before {
        transform: scale(0.88);
      }
      .left,
      .right {
        display: flex;
        gap: 10px;
        align-items: center;
      }
      .left {
        justify-content: flex-end;
      }
      .shutter.counting::before {
        border-radius: 12px;
        background: var(--cl-warm);
        transform: scale(0.6);
      }
    `,
  ];

  @query('input') private picker!: HTMLInputElement;

  #holdTimer = 0;
  /** Whether the press has become a row of pictures. */
  #isHeld = false;

  protected override render() {
    const isCounting = this.studio.shutter.countdown.value !== undefined;
    const name = isCounting
      ? msg('Stop the timer', {id: 'stop-timer'})
      : msg('Take a picture', {id: 'snap'});
    return html`
      <div class="left"><cl-last></cl-last>${this.#renderOpen()}</div>
      <button
        class="shutter ${isCounting ? 'counting' : ''}"
        aria-label=${name}
        title=${name}
        @pointerdown=${() => this.#onDown()}
        @pointerup=${() => this.#onUp()}
        @pointercancel=${() => this.#onUp()}
        @pointerleave=${() => this.#onUp()}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @click=${() => this.#onClick()}
      ></button>
      <div class="right"><cl-record></cl-record>${this.#renderCamera()}</div>
    `;
  }

  #renderOpen() {
    const open = msg('Open a photo or clip', {id: 'open-file'});
    return html`
      <button class="icon" aria-label=${open} title=${open} @click=${() => this.picker.click()}>
        ${openIcon}
      </button>
      ${renderPicker((file) => this.studio.openFile(file))}
    `;
  }

  /** The next camera, or from a photo, clip or screen the way back to the camera. */
  #renderCamera() {
    const {cameras, source} = this.studio;
    const isCamera = source.value?.kind === 'camera';
    if (isCamera && cameras.all.value.length < 2) return nothing;
    const name = isCamera
      ? msg('Switch camera', {id: 'switch-camera'})
      : msg('Back to the camera', {id: 'back-to-camera'});
    const go = () => void (isCamera ? this.studio.switchCamera() : this.studio.start());
    return html`<button class="icon" aria-label=${name} title=${name} @click=${go}>
      ${cameraIcon}
    </button>`;
  }

  #onDown(): void {
    this.#isHeld = false;
    this.#holdTimer = window.setTimeout(() => {
      this.#isHeld = true;
      void this.studio.shutter.hold();
    }, holdMs);
  }

  #onUp(): void {
    clearTimeout(this.#holdTimer);
    this.studio.shutter.letGo();
  }

  #onClick(): void {
    if (!this.#isHeld) void this.studio.shutter.press();
    this.#isHeld = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-shutter': ClShutter;
  }
}
