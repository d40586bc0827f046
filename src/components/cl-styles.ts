import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {generatorFor, type Style} from '../domain/style.ts';
import {modelsUrl} from '../studio/catalogue.ts';
import {base} from './base.css.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** The strip of styles: a radio group of pictures with names and the progress of their download. */
@customElement('cl-styles')
export class ClStyles extends StudioElement {
  static override styles = [
    base,
    css`
      fieldset {
        display: flex;
        justify-content: safe center;
        gap: 4px;
        /* A fieldset is by nature as wide as its content. */
        min-width: 0;
        margin: 0;
        padding: 4px;
        border: 0;
        overflow-x: auto;
        scroll-snap-type: x proximity;
        scrollbar-width: none;
      }
      legend {
        position: absolute;
        clip-path: inset(50%);
      }
      label {
        position: relative;
        flex: none;
        display: grid;
        justify-items: center;
        gap: 6px;
        width: 84px;
        padding: 6px 2px;
        font-size: 0.78rem;
        letter-spacing: -0.01em;
        text-align: center;
        text-shadow: var(--cl-halo);
        cursor: pointer;
        scroll-snap-align: center;
      }
      input {
        position: absolute;
        opacity: 0;
        inset: 0;
        margin: 0;
        cursor: pointer;
      }
      .picture {
        position: relative;
        width: 68px;
        height: 68px;
        overflow: hidden;
        border-radius: var(--cl-radius);
        background: var(--cl-panel-solid);
        outline: 1px solid var(--cl-line);
        outline-offset: 0;
        transition:
          transform var(--cl-swift),
          outline-offset var(--cl-swift);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      label:hover .picture {
        transform: translateY(-2px);
      }
      input:checked + .picture {
        outline: 3px solid var(--cl-warm);
        outline-offset: 3px;
      }
      input:focus-visible + .picture {
        outline: 3px solid var(--cl-focus);
        outline-offset: 3px;
      }
      progress {
        position: absolute;
        right: 8px;
        bottom: 8px;
        left: 8px;
        width: calc(100% - 16px);
      }
      @media (max-height: 520px) {
        label {
          width: 64px;
        }
        .picture {
          width: 52px;
          height: 52px;
        }
      }
      .name {
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      input:checked ~ .name {
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    return html`
      <fieldset>
        <legend>${msg('Style', {id: 'style'})}</legend>
        ${this.studio.styles.value.map((style) => this.#renderStyle(style))}
      </fieldset>
    `;
  }

  #renderStyle(style: Style) {
    const isChosen = this.studio.choice.value?.style === style;
    return html`
      <label title=${style.artist ?? titleOf(style)}>
        <input
          type="radio"
          name="style"
          .checked=${isChosen}
          @change=${() => void this.studio.choose(style)}
        />
        <span class="picture">
          <img
            src=${this.studio.previews.urls.value[style.id] ?? modelsUrl() + style.thumbnail}
            alt=""
            width="68"
            height="68"
          />
          ${this.#renderProgress(style)}
        </span>
        <span class="name">${titleOf(style)}</span>
      </label>
    `;
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
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-styles': ClStyles;
  }
}
