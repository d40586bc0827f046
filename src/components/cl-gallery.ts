import {msg, str} from '@lit/localize';
import {css, html, nothing, type PropertyValues} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import type {Kept} from '../domain/kept.ts';
import {base} from './base.css.ts';
import {bar} from './bar.css.ts';
import './cl-thumbnail.ts';
import {renderUndo, renderWaysOut} from './ways-out.ts';
import {bytesInWords} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Everything that was made and kept: a grid, newest first, of which several can be picked. */
@customElement('cl-gallery')
export class ClGallery extends StudioElement {
  static override styles = [
    base,
    bar,
    css`
      .head {
        display: flex;
        gap: 12px;
        align-items: center;
        justify-content: space-between;
        margin-bottom: 12px;
        color: var(--cl-ink-soft);
        font-size: 0.875rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 6px;
        margin: 0 -12px;
        padding: 0;
        list-style: none;
      }
      /* Off the screen nothing of it is laid out or drawn. */
      li {
        aspect-ratio: 1;
        content-visibility: auto;
        contain-intrinsic-size: 110px;
      }
      .none {
        margin: 32px 0;
        color: var(--cl-ink-soft);
        text-align: center;
      }
      .fleeting {
        margin: 0 0 12px;
        padding: 12px 16px;
        border: 1px solid var(--cl-line);
        border-radius: 14px;
      }
    `,
  ];

  /** Ids of the entries that are picked; undefined: nothing is being picked. */
  @state() private picked: ReadonlySet<string> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.studio.gallery.open().catch((error: unknown) => this.studio.fail(error));
  }

  protected override render() {
    const {entries, isLasting} = this.studio.gallery;
    return html`
      ${
        isLasting.value
          ? nothing
          : html`<p class="fleeting">
              ${msg('This window keeps nothing once it is closed. Save what you want to have.', {
                id: 'gallery-fleeting',
              })}
            </p>`
      }
      <div class="head">${this.#renderSpace()} ${this.#renderPick()}</div>
      ${
        entries.value.length === 0
          ? html`<p class="none">
              ${msg('What you take stays here, on this device only.', {id: 'gallery-empty'})}
            </p>`
          : html`<ul>
              ${repeat(
                entries.value,
                ({id}) => id,
                (entry) => html`<li>${this.#renderEntry(entry)}</li>`,
              )}
            </ul>`
      }
      ${this.#renderBar()}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('picked')) void this.studio.waysOut.prepare(this.#pickedEntries());
  }

  #renderSpace() {
    const estimate = this.studio.gallery.space.estimate.value;
    if (!estimate) return html`<span></span>`;
    const [used, left] = [bytesInWords(estimate.used), bytesInWords(estimate.left)];
    return html`<span>${msg(str`${used} used, ${left} left`, {id: 'space'})}</span>`;
  }

  #renderPick() {
    if (this.studio.gallery.entries.value.length === 0) return nothing;
    const name = this.picked ? msg('Done', {id: 'done'}) : msg('Select', {id: 'select'});
    return html`<button @click=${() => (this.picked = this.picked ? undefined : new Set())}>
      ${name}
    </button>`;
  }

  #renderEntry(entry: Kept) {
    return html`<cl-thumbnail
      .entry=${entry}
      .isPicked=${this.picked?.has(entry.id)}
      @click=${() => this.#onPress(entry)}
    ></cl-thumbnail>`;
  }

  #renderBar() {
    const picked = this.#pickedEntries();
    const {undo} = this.studio.gallery;
    if (picked.length > 0) return renderWaysOut(this.studio, picked, () => void this.#delete());
    return undo.value ? renderUndo(undo.value) : nothing;
  }

  #pickedEntries(): Kept[] {
    const {picked} = this;
    return picked ? this.studio.gallery.entries.value.filter(({id}) => picked.has(id)) : [];
  }

  #onPress({id}: Kept): void {
    if (!this.picked) {
      this.studio.panels.show('kept', id);
      return;
    }
    const picked = new Set(this.picked);
    if (!picked.delete(id)) picked.add(id);
    this.picked = picked;
  }

  async #delete(): Promise<void> {
    const entries = this.#pickedEntries();
    this.picked = undefined;
    await this.studio.gallery.remove(entries);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-gallery': ClGallery;
  }
}
