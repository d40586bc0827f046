import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {generatorsOf, type Direction, type Style} from '../domain/style.ts';
import {save} from '../studio/gallery/ways-out.ts';
import {base} from './base.css.ts';
import './cl-card.ts';
import {controls} from './controls.ts';
import {facts, originOf, renderFacts, type Fact} from './facts.ts';
import {currentLocale} from './localisation.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** What a style is, whose work it learnt from, and whether it is on this device. */
@customElement('cl-style-info')
export class ClStyleInfo extends StudioElement {
  static override styles = [
    base,
    controls,
    facts,
    css`
      .picture {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: var(--cl-radius);
        object-fit: cover;
      }
      .ways button {
        white-space: nowrap;
      }
      .ways .main {
        flex-basis: 100%;
      }
      progress {
        width: 100%;
        margin-top: 16px;
      }
    `,
  ];

  /** The style's id. */
  @property() subject: string | undefined;
  @state() private isFetching = false;

  protected override render() {
    const style = this.studio.styles.value.find(({id}) => id === this.subject);
    if (!style) return nothing;
    const rows: Fact[] = [
      ...originOf(style),
      [titleOf(style), this.#storage(style, 'X→Y')],
      [msg('And back', {id: 'style-back'}), this.#storage(style, 'Y→X')],
    ];
    return html`
      <img class="picture" src=${this.studio.arrivals.thumbnailOf(style)} alt="" />
      ${renderFacts(rows)} ${this.#renderWays(style)}
      <cl-card .about=${style}></cl-card>
    `;
  }

  /** Size of the weights of a direction, and whether they are here. */
  #storage(style: Style, direction: Direction): string | undefined {
    const generators = generatorsOf(style, direction);
    if (generators.length === 0) return undefined;
    const size = new Intl.NumberFormat(currentLocale(), {
      style: 'unit',
      unit: 'kilobyte',
      maximumFractionDigits: 0,
    }).format(generators.reduce((sum, {bytes}) => sum + bytes, 0) / 1000);
    return generators.every(({file}) => this.studio.weights.here.value[file])
      ? msg(str`${size}, on this device`, {id: 'style-here'})
      : msg(str`${size}, not downloaded`, {id: 'style-away'});
  }

  #renderWays(style: Style) {
    const {weights, engines} = this.studio;
    const files = generatorsOf(style).map(({file}) => file);
    if (this.isFetching) {
      const shares = files.map((file) => engines.progress.value[file] ?? 0);
      return html`<progress
        max=${files.length}
        .value=${shares.reduce((sum, share) => sum + share, 0)}
        aria-label=${msg(str`Downloading ${titleOf(style)}`, {id: 'downloading'})}
      ></progress>`;
    }
    const here = files.filter((file) => weights.here.value[file]).length;
    return html`<div class="ways">
      ${
        here < files.length
          ? html`<button class="main" @click=${() => void this.#fetch(style)}>
              ${msg('Keep offline', {id: 'download-style'})}
            </button>`
          : nothing
      }
      ${
        here > 0
          ? html`<button @click=${() => void this.#forget(style)}>
              ${msg('Delete', {id: 'forget-style'})}
            </button>`
          : nothing
      }
      <button @click=${() => void this.#save(style)}>
        ${msg('Save as a file', {id: 'save-style'})}
      </button>
    </div>`;
  }

  async #forget(style: Style): Promise<void> {
    const {own, weights, arrivals, panels} = this.studio;
    if (!own.has(style)) return weights.forget(style);
    panels.close();
    return arrivals.forget(style);
  }

  async #save(style: Style): Promise<void> {
    try {
      const file = await this.studio.arrivals.pack(style);
      save(file, file.name);
    } catch (error) {
      this.studio.fail(error);
    }
  }

  async #fetch(style: Style): Promise<void> {
    this.isFetching = true;
    await this.studio.weights.fetch(style).catch((error: unknown) => this.studio.fail(error));
    this.isFetching = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-style-info': ClStyleInfo;
  }
}
