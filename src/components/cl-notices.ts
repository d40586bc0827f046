import {msg} from '@lit/localize';
import {css, html, nothing, type TemplateResult} from 'lit';
import {customElement} from 'lit/decorators.js';
import {wayOutOf, type ErrorName} from '../domain/errors.ts';
import type {ClipNews} from '../studio/clips.ts';
import {base} from './base.css.ts';
import {closeIcon} from './icons.ts';
import {sentenceFor} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** What the user is told while the painting goes on: faults and a newer version. */
@customElement('cl-notices')
export class ClNotices extends StudioElement {
  static override styles = [
    base,
    css`
      :host,
      [role='status'] {
        display: grid;
        gap: 10px;
        justify-items: center;
        pointer-events: none;
      }
      .notice {
        display: flex;
        gap: 12px;
        align-items: center;
        max-width: 560px;
        padding: 8px 8px 8px 20px;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-panel-solid);
        box-shadow: 0 12px 40px rgb(0 0 0 / 0.35);
        pointer-events: auto;
      }
      p {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    const {notice, update, clips} = this.studio;
    return html`
      <div role="status">
        ${notice.value ? this.#renderFault(notice.value) : nothing}
        ${clips.news.value ? this.#renderNews(clips.news.value) : nothing}
        ${update.value && !clips.isBusy ? this.#renderUpdate(update.value) : nothing}
      </div>
    `;
  }

  #renderFault(name: ErrorName) {
    const [last] = this.studio.gallery.entries.value;
    const canSave = last && wayOutOf(name) === 'save';
    return this.#renderNotice(
      sentenceFor(name),
      html`${
        canSave
          ? html`<button class="main" @click=${() => this.studio.waysOut.download([last])}>
              ${msg('Save', {id: 'save'})}
            </button>`
          : nothing
      }
      ${this.#renderDismiss(() => this.studio.dismiss())}`,
    );
  }

  #renderDismiss(dismiss: () => void) {
    const name = msg('Dismiss', {id: 'dismiss'});
    return html`<button class="icon" aria-label=${name} @click=${dismiss}>${closeIcon}</button>`;
  }

  #renderNews(news: ClipNews) {
    const sentence =
      news === 'kept'
        ? msg('The clip is in your gallery.', {id: 'clip-kept'})
        : msg('A clip that was cut off is in your gallery, up to where it was cut.', {
            id: 'clip-recovered',
          });
    return this.#renderNotice(
      sentence,
      this.#renderDismiss(() => this.studio.clips.dismiss()),
    );
  }

  #renderUpdate(update: () => void) {
    return this.#renderNotice(
      msg('A newer Cyclelens is ready.', {id: 'update-ready'}),
      html`<button class="main" @click=${update}>${msg('Reload', {id: 'reload'})}</button>`,
    );
  }

  #renderNotice(sentence: string, action: TemplateResult) {
    return html`<div class="notice">
      <p>${sentence}</p>
      ${action}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-notices': ClNotices;
  }
}
