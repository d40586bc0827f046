import {ContextProvider} from '@lit/context';
import {SignalWatcher} from '@lit-labs/preact-signals';
import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, query} from 'lit/decorators.js';
import {studioContext} from '../studio/context.ts';
import type {Studio} from '../studio/studio.ts';
import {base} from './base.css.ts';
import type {ClHelp} from './cl-help.ts';
import './cl-help.ts';
import './cl-look.ts';
import './cl-meter.ts';
import './cl-notices.ts';
import './cl-shutter.ts';
import './cl-stage.ts';
import './cl-styles.ts';
import './cl-toolbar.ts';
import './cl-welcome.ts';
import {pressKey} from './shortcuts.ts';

/** Controls fade when nothing has moved for this long, in milliseconds. */
const restMs = 5000;

/** Layout, keys and files dropped or pasted. The stage fills the screen, the rest lies over it. */
@customElement('cl-app')
export class ClApp extends SignalWatcher(LitElement) {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        inset: 0;
        /* Not even a focus may scroll it. */
        overflow: clip;
        background: var(--cl-ground);
      }
      cl-stage {
        position: absolute;
        inset: 0;
      }
      header,
      footer {
        position: absolute;
        right: 0;
        left: 0;
        display: flex;
        padding: 0 var(--cl-inset-right) 0 var(--cl-inset-left);
        pointer-events: none;
        transition: opacity 400ms;
      }
      header {
        top: 0;
        gap: 10px;
        align-items: center;
        padding-top: var(--cl-inset-top);
        padding-bottom: 40px;
        background: linear-gradient(var(--cl-scrim), transparent);
      }
      header > *,
      footer > * {
        pointer-events: auto;
      }
      h1 {
        flex: 1;
        margin: 0;
        font: italic 400 1.75rem / 1 var(--cl-serif);
        text-shadow: var(--cl-halo);
      }
      footer {
        bottom: 0;
        flex-direction: column;
        gap: 10px;
        align-items: center;
        padding-top: 56px;
        padding-bottom: var(--cl-inset-bottom);
        background: linear-gradient(transparent, var(--cl-scrim) 70%);
      }
      cl-styles {
        max-width: 100%;
      }
      .tools {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      /* One row where there is width for it, and where a phone lies on its side. */
      @media (min-width: 960px), (max-height: 520px) {
        footer {
          flex-direction: row;
          align-items: end;
          justify-content: space-between;
        }
        footer > * {
          flex: 1 1 0;
        }
        .tools,
        cl-shutter {
          padding-bottom: 12px;
        }
        cl-shutter {
          order: 1;
        }
        cl-styles {
          order: 2;
        }
      }
      @media (max-height: 520px) {
        footer {
          padding-top: 24px;
        }
        footer > * {
          flex: none;
        }
        cl-styles {
          flex: 0 1 auto;
          min-width: 0;
        }
      }
      .resting:not(:focus-within) {
        opacity: 0;
      }
      cl-notices {
        position: absolute;
        top: calc(var(--cl-inset-top) + 56px);
        right: var(--cl-inset-right);
        left: var(--cl-inset-left);
      }
    `,
  ];

  /** Set by main.ts before anything else happens. */
  @property({attribute: false}) studio: Studio | undefined;
  /** Shows the stage alone, for those who capture the window. */
  @property({type: Boolean}) clean = false;
  @property({attribute: false}) private isResting = false;

  @query('cl-help') private help!: ClHelp | null;

  #restTimer = 0;
  readonly #provider = new ContextProvider(this, {context: studioContext});

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

  protected override render() {
    if (!this.studio) return nothing;
    const {isLive} = this.studio;
    return html`
      <cl-stage
        role=${isLive.value ? 'main' : nothing}
        aria-hidden=${isLive.value ? nothing : 'true'}
      ></cl-stage>
      ${isLive.value ? this.#renderControls() : html`<cl-welcome></cl-welcome>`}
      <cl-notices></cl-notices>
    `;
  }

  #renderControls() {
    if (this.clean) return nothing;
    const state = this.isResting ? 'resting' : '';
    return html`
      <header class=${state}>
        <h1>Cyclelens</h1>
        <cl-meter></cl-meter>
        <cl-help></cl-help>
      </header>
      <footer class=${state}>
        <div class="tools"><cl-toolbar></cl-toolbar><cl-look></cl-look></div>
        <cl-styles></cl-styles>
        <cl-shutter></cl-shutter>
      </footer>
    `;
  }

  #stir(): void {
    this.isResting = false;
    clearTimeout(this.#restTimer);
    this.#restTimer = window.setTimeout(() => (this.isResting = true), restMs);
  }

  #onKey(event: KeyboardEvent): void {
    this.#stir();
    if (!this.studio || pressKey(event, this.studio)) return;
    if (event.key === '?') this.help?.toggle();
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
