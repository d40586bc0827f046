import {ContextProvider} from '@lit/context';
import {msg, updateWhenLocaleChanges} from '@lit/localize';
import {SignalWatcher} from '@lit-labs/preact-signals';
import {html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {studioContext} from '../studio/context.ts';
import type {Studio} from '../studio/studio.ts';
import {base} from './base.css.ts';
import {layout} from './cl-app.css.ts';
import './cl-notices.ts';
import './cl-sheet.ts';
import './cl-stage.ts';
import './cl-welcome.ts';
import {moreIcon} from './icons.ts';
import {pressKey} from './shortcuts.ts';

/** Controls fade when nothing has moved for this long, in milliseconds. */
const restMs = 5000;

/** Layout, keys and files dropped or pasted. The stage fills the screen, the rest lies over it. */
@customElement('cl-app')
export class ClApp extends SignalWatcher(LitElement) {
  static override styles = [base, layout];

  /** Set by main.ts before anything else happens. */
  @property({attribute: false}) studio: Studio | undefined;
  /** Shows the stage alone, for those who capture the window. */
  @property({type: Boolean}) clean = false;
  @property({attribute: false}) private isResting = false;

  #restTimer = 0;
  /** Whether what moved last was a key. */
  #isKeyed = false;
  readonly #provider = new ContextProvider(this, {context: studioContext});

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', (event) => this.#onKey(event));
    addEventListener('pointermove', () => this.#stir());
    addEventListener('pointerdown', () => this.#stir());
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => this.#onFiles(event, event.dataTransfer));
    addEventListener('paste', (event) => this.#onFiles(event, event.clipboardData));
    this.#stir();
  }

  protected override willUpdate(): void {
    if (this.studio) this.#provider.setValue(this.studio);
  }

  protected override firstUpdated(): void {
    import('./live.ts').catch((error: unknown) => this.studio?.fail(error));
  }

  protected override render() {
    if (!this.studio) return nothing;
    const {isLive} = this.studio;
    return html`
      <cl-stage
        role=${isLive.value ? 'main' : nothing}
        aria-hidden=${isLive.value ? nothing : 'true'}
      ></cl-stage>
      ${isLive.value ? this.#renderControls(this.studio) : html`<cl-welcome></cl-welcome>`}
      ${isLive.value ? html`<cl-taking></cl-taking>` : nothing}
      <cl-sheet></cl-sheet>
      <cl-repaint></cl-repaint>
      <cl-notices></cl-notices>
    `;
  }

  #renderControls(studio: Studio) {
    if (this.clean) return nothing;
    const {recording, repainting} = studio.clips;
    if (repainting.isOn.value) return nothing;
    const isRecording = recording.state.value === 'on';
    // That a camera records is to be seen at all times.
    const state =
      this.isResting && !isRecording ? `resting ${this.#isKeyed ? 'keyed' : ''}` : nothing;
    return html`
      <header class=${state}>
        ${isRecording ? html`<cl-elapsed></cl-elapsed>` : html`<h1>Cyclelens</h1>`}
        <cl-meter></cl-meter>
        ${this.#renderMore()}
        <cl-zoom></cl-zoom>
      </header>
      <cl-view></cl-view>
      <footer class=${state}>
        <cl-transport></cl-transport>
        <cl-toolbar></cl-toolbar>
        <cl-styles></cl-styles>
        <cl-shutter></cl-shutter>
      </footer>
    `;
  }

  #renderMore() {
    const more = msg('More', {id: 'more'});
    return html`<button
      class="icon"
      aria-label=${more}
      title=${more}
      aria-haspopup="dialog"
      @click=${() => this.studio?.panels.show('more')}
    >
      ${moreIcon}
    </button>`;
  }

  #stir(isKeyed = false): void {
    this.#isKeyed = isKeyed;
    this.isResting = false;
    clearTimeout(this.#restTimer);
    this.#restTimer = window.setTimeout(() => (this.isResting = true), restMs);
  }

  #onKey(event: KeyboardEvent): void {
    this.#stir(true);
    if (this.studio) pressKey(event, this.studio);
  }

  #onFiles(event: Event, data: DataTransfer | null): void {
    const [file] = data?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.studio?.openFile(file);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-app': ClApp;
  }
}
