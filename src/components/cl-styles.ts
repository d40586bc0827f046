import {msg, str} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {generatorFor, type Style} from '../domain/style.ts';
import {base} from './base.css.ts';
import {strip} from './cl-styles.css.ts';
import {artistOf} from './facts.ts';
import {downloadIcon, infoIcon} from './icons.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** A press this long tells about a style, in milliseconds. */
const holdMs = 500;

/** The strip of styles: a radio group of pictures with names and the progress of their download. */
@customElement('cl-styles')
export class ClStyles extends StudioElement {
  static override styles = [base, strip];

  #holdTimer = 0;

  protected override render() {
    return html`
      <fieldset>
        <legend class="unseen">${msg('Style', {id: 'style'})}</legend>
        ${this.studio.styles.value.map((style) => this.#renderStyle(style))}
        <span id="away" hidden>${msg('Not on this device yet', {id: 'away'})}</span>
      </fieldset>
    `;
  }

  #renderStyle(style: Style) {
    const isChosen = this.studio.choice.value?.style === style;
    const isAway = this.studio.weights.here.value[generatorFor(style, 'X→Y')?.file ?? ''] === false;
    return html`
      <label
        title=${artistOf(style) ?? titleOf(style)}
        @contextmenu=${(event: Event) => this.#onContextMenu(event, style)}
        @touchstart=${() => this.#onTouch(style)}
        @touchmove=${() => this.#letGo()}
        @touchend=${(event: Event) => this.#onTouchEnd(event)}
        @touchcancel=${() => this.#letGo()}
      >
        <input
          type="radio"
          name="style"
          .checked=${isChosen}
          aria-describedby=${isAway ? 'away' : nothing}
          @change=${() => void this.studio.choose(style)}
          @click=${() => isChosen && this.#showInfo(style)}
        />
        <span class="picture">
          <img src=${this.studio.arrivals.thumbnailOf(style)} alt="" width="68" height="68" />
          ${this.#renderMark(isChosen, isAway)} ${this.#renderProgress(style)}
        </span>
        <span class="name">${titleOf(style)}</span>
      </label>
    `;
  }

  /** The chosen one says that a further press tells more; one that is not here, that it must come. */
  #renderMark(isChosen: boolean, isAway: boolean) {
    if (!isChosen && !isAway) return nothing;
    return html`<span class="mark">${isChosen ? infoIcon : downloadIcon}</span>`;
  }

  #renderProgress(style: Style) {
    const {direction} = this.studio.choice.value ?? {direction: 'X→Y' as const};
    const share =
      this.studio.engines.progress.value[generatorFor(style, direction)?.file ?? ''] ?? 0;
    const isLoading = share > 0 && share < 1;
    return isLoading
      ? html`<progress
          max="1"
          .value=${share}
          aria-label=${msg(str`Downloading ${titleOf(style)}`, {id: 'downloading'})}
        ></progress>`
      : nothing;
  }

  #showInfo({id}: Style): void {
    this.studio.panels.show('style', id);
  }

  #onContextMenu(event: Event, style: Style): void {
    event.preventDefault();
    this.#letGo();
    this.#showInfo(style);
  }

  /** Safari on phones has no context menu for a long press. */
  #onTouch(style: Style): void {
    this.#holdTimer = window.setTimeout(() => {
      this.#holdTimer = 0;
      this.#showInfo(style);
    }, holdMs);
  }

  /** After a long press the finger's release chooses nothing. */
  #onTouchEnd(event: Event): void {
    if (this.#holdTimer === 0) event.preventDefault();
    this.#letGo();
  }

  #letGo(): void {
    clearTimeout(this.#holdTimer);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-styles': ClStyles;
  }
}
