import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {canShare, download, share, type Shot} from '../studio/shots.ts';
import {base} from './base.css.ts';
import './cl-record.ts';
import {cameraIcon, openIcon} from './icons.ts';
import {StudioElement} from './studio-element.ts';

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
        border: 4px solid #fffaf2;
        background: transparent;
        box-shadow: 0 0 0 1px rgb(0 0 0 / 0.35);
        backdrop-filter: none;
      }
      .shutter::before {
        width: 58px;
        height: 58px;
        border-radius: 50%;
        background: #fffaf2;
        box-shadow: 0 0 0 1px rgb(0 0 0 / 0.35);
        content: '';
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
      .last {
        width: 48px;
        height: 48px;
        padding: 0;
        overflow: hidden;
        border-radius: 14px;
      }
      .last img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      [popover] {
        position: fixed;
        inset: 0;
        width: min(720px, calc(100vw - 32px));
        max-height: calc(100vh - 48px);
        margin: auto;
        padding: 16px;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-panel-solid);
        color: var(--cl-ink);
      }
      [popover] img {
        display: block;
        width: 100%;
        max-height: calc(100vh - 170px);
        border-radius: 14px;
        object-fit: contain;
      }
      .ways {
        display: flex;
        gap: 12px;
        justify-content: flex-end;
        margin-top: 16px;
      }
    `,
  ];

  @query('input') private picker!: HTMLInputElement;

  protected override render() {
    const snap = msg('Take a picture', {id: 'snap'});
    const shot = this.studio.shots.last.value;
    return html`
      <div class="left">${shot ? this.#renderShot(shot) : nothing} ${this.#renderOpen()}</div>
      <button
        class="shutter"
        aria-label=${snap}
        title=${snap}
        @click=${() => void this.studio.snap()}
      ></button>
      <div class="right"><cl-record></cl-record>${this.#renderCamera()}</div>
    `;
  }

  #renderShot(shot: Shot) {
    return html`
      <button
        class="last"
        popovertarget="shot"
        aria-label=${msg('Last picture', {id: 'last-shot'})}
      >
        <img src=${shot.url} alt="" />
      </button>
      <div id="shot" popover role="dialog" aria-label=${msg('Last picture', {id: 'last-shot'})}>
        <img src=${shot.url} alt=${shot.file.name} />
        <div class="ways">
          ${
            canShare(shot)
              ? html`<button @click=${() => void share(shot)}>
                  ${msg('Share', {id: 'share'})}
                </button>`
              : nothing
          }
          <button class="main" @click=${() => download(shot)}>${msg('Save', {id: 'save'})}</button>
        </div>
      </div>
    `;
  }

  #renderOpen() {
    const open = msg('Open a photo or clip', {id: 'open-file'});
    return html`
      <button class="icon" aria-label=${open} title=${open} @click=${() => this.picker.click()}>
        ${openIcon}
      </button>
      <input type="file" accept="image/*,video/*" hidden @change=${() => this.#openFile()} />
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

  #openFile(): void {
    const [file] = this.picker.files ?? [];
    this.picker.value = '';
    if (file) void this.studio.openFile(file);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-shutter': ClShutter;
  }
}
