import {msg, str} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {live} from 'lit/directives/live.js';
import {survivalOf, type Survival} from '../domain/view.ts';
import type {Choice} from '../studio/choice.ts';
import type {ViewLayout} from '../studio/views.ts';
import {base} from './base.css.ts';
import './cl-view-labels.ts';
import {card} from './cl-view.css.ts';
import {closeIcon} from './icons.ts';
import {renderPlot} from './plot.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';
import {Wiper} from './wiper.ts';

const layouts: Record<ViewLayout, () => string> = {
  grid: () => msg('Panes', {id: 'view-grid'}),
  wipe: () => msg('Wipe', {id: 'view-wipe'}),
  heat: () => msg('Heat', {id: 'view-heat'}),
  critic: () => msg('Critic', {id: 'view-critic'}),
};

const survivals: Record<Survival, () => string> = {
  'nearly-all': () => msg('nearly everything came back', {id: 'survival-nearly-all'}),
  most: () => msg('most of it came back', {id: 'survival-most'}),
  half: () => msg('about half of it came back', {id: 'survival-half'}),
  little: () => msg('little of it came back', {id: 'survival-little'}),
};

/** The card over the stage while the cycle or the critic is shown: which layout, and its number. */
@customElement('cl-view')
export class ClView extends StudioElement {
  static override styles = [base, card];

  @query('input[type=file]') private picker!: HTMLInputElement;

  readonly #wiper = new Wiper((at) => (this.studio.views.at.value = at));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wiper.stop();
  }

  protected override render() {
    const {views, painting} = this.studio;
    const layout = views.layout.value;
    const now = painting.value;
    if (!layout || !now) return nothing;
    const offered = views.offered(now);
    return html`<section aria-label=${msg('Cycle view', {id: 'cycle-view'})}>
      <div class="top">
        <fieldset>
          <legend class="unseen">${msg('What is shown', {id: 'view-shown'})}</legend>
          ${offered.map((name) => this.#renderChoice(name, layout))}
        </fieldset>
        <button
          class="icon"
          aria-label=${msg('Painting alone', {id: 'view-close'})}
          title=${msg('Painting alone', {id: 'view-close'})}
          @click=${() => views.show(undefined)}
        >
          ${closeIcon}
        </button>
      </div>
      ${offered.includes(layout) ? this.#renderReading(layout) : this.#renderMissing()}
      ${layout === 'wipe' ? this.#renderWipe() : nothing}
      ${offered.includes('critic') ? nothing : this.#renderUnjudged(now)} ${this.#renderToy()}
    </section>`;
  }

  protected override updated(): void {
    const {views, source, playback} = this.studio;
    const kind = source.value?.kind;
    // What stands still is painted anew with each step of the wipe: there it is moved by hand only.
    const isStill = kind === 'photo' || (kind === 'clip' && !playback.isPlaying.value);
    if (views.layout.value === 'wipe' && !isStill) this.#wiper.start();
    else this.#wiper.stop();
  }

  #renderChoice(name: ViewLayout, chosen: ViewLayout) {
    return html`<label>
      <input
        type="radio"
        name="layout"
        .checked=${live(name === chosen)}
        @change=${() => this.studio.views.show(name)}
      />
      <span>${layouts[name]()}</span>
    </label>`;
  }

  #renderReading(layout: ViewLayout) {
    const {reading, history} = this.studio.views;
    const value = reading.value;
    if (value === undefined) {
      return html`<p role="status">
        ${msg('Fetching the second network…', {id: 'view-loading'})}
      </p>`;
    }
    const isCritic = layout === 'critic';
    const percent = Math.round(100 * Math.min(1, Math.max(0, value)));
    const number = isCritic ? `${percent} %` : value.toFixed(1);
    const words = isCritic
      ? msg('as real as the painter’s own work', {id: 'critic-words'})
      : msg(str`of 255 got lost: ${survivals[survivalOf(value)]()}`, {id: 'cycle-words'});
    const plot = isCritic
      ? msg('The critic’s score over the last half minute', {id: 'critic-plot'})
      : msg('The cycle error over the last half minute', {id: 'cycle-plot'});
    return html`<div class="reading">
      <p><output>${number}</output> ${words}</p>
      ${history.value.length > 1 ? renderPlot(history.value, isCritic ? 1 : 40, plot) : nothing}
    </div>`;
  }

  #renderMissing() {
    return html`<p>
      ${msg('This style has no network for that. Choose another view or another style.', {
        id: 'view-missing',
      })}
    </p>`;
  }

  /** Why the critic is not among the choices. */
  #renderUnjudged({style, direction}: Choice) {
    return html`<p class="toy">
      ${
        direction === 'X→Y'
          ? msg(str`“${titleOf(style)}” has no critic in the app.`, {id: 'no-critic'})
          : msg('Photographs have no critic in the app.', {id: 'no-critic-back'})
      }
    </p>`;
  }

  #renderWipe() {
    const {at} = this.studio.views;
    return html`<input
      type="range"
      min="0"
      max="2"
      step="0.01"
      aria-label=${msg('From the original over the painting to what comes back', {id: 'wipe-at'})}
      .value=${live(String(at.value))}
      @pointerdown=${() => this.#wiper.pause()}
      @keydown=${() => this.#wiper.pause()}
      @input=${(event: Event) => (at.value = (event.target as HTMLInputElement).valueAsNumber)}
    />`;
  }

  /** The other direction as a toy: a painting goes in, a photograph comes out. */
  #renderToy() {
    const {painting, source} = this.studio;
    if (!painting.value?.style.F) return nothing;
    const isForward = painting.value.direction === 'X→Y';
    if (!isForward && source.value?.kind === 'photo') return nothing;
    return html`<p class="toy">
      ${
        isForward
          ? msg('Other way round:', {id: 'toy-forward'})
          : msg('Point the camera at a print on the wall, or', {id: 'toy-back'})
      }
      <button @click=${() => this.picker.click()}>
        ${msg('open a painting, see a photo', {id: 'toy-open'})}
      </button>
      <input type="file" accept="image/*" hidden @change=${() => void this.#openPainting()} />
    </p>`;
  }

  async #openPainting(): Promise<void> {
    const [file] = this.picker.files ?? [];
    this.picker.value = '';
    if (!file) return;
    if (this.studio.painting.value?.direction === 'X→Y') await this.studio.turn();
    void this.studio.openFile(file);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-view': ClView;
  }
}
