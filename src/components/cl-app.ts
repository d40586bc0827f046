import {ContextProvider} from '@lit/context';
import {SignalWatcher} from '@lit-labs/preact-signals';
import {css, html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {studioContext} from '../studio/context.ts';
import type {Studio} from '../studio/studio.ts';
import {base} from './base.css.ts';
import './cl-meter.ts';
import './cl-notices.ts';
import './cl-stage.ts';
import './cl-styles.ts';
import './cl-toolbar.ts';
import './cl-welcome.ts';

/** Layout: the stage fills the screen, everything else lies over it. */
@customElement('cl-app')
export class ClApp extends SignalWatcher(LitElement) {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        inset: 0;
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
      }
      header {
        top: 0;
        align-items: center;
        justify-content: space-between;
        padding-top: var(--cl-inset-top);
        padding-bottom: 40px;
        background: linear-gradient(var(--cl-scrim), transparent);
      }
      header > *,
      footer > * {
        pointer-events: auto;
      }
      h1 {
        margin: 0;
        font: italic 400 1.75rem / 1 var(--cl-serif);
        text-shadow: var(--cl-halo);
      }
      footer {
        bottom: 0;
        flex-direction: column;
        gap: 10px;
        align-items: center;
        padding-top: 72px;
        padding-bottom: var(--cl-inset-bottom);
        background: linear-gradient(transparent, var(--cl-scrim) 70%);
      }
      cl-styles {
        max-width: 100%;
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

  readonly #provider = new ContextProvider(this, {context: studioContext});

  protected override willUpdate(): void {
    if (this.studio) this.#provider.setValue(this.studio);
  }

  protected override render() {
    if (!this.studio) return nothing;
    const {isLive} = this.studio;
    return html`
      <cl-stage></cl-stage>
      ${isLive.value ? this.#renderControls() : html`<cl-welcome></cl-welcome>`}
      <cl-notices></cl-notices>
    `;
  }

  #renderControls() {
    return html`
      <header>
        <h1>Cyclelens</h1>
        <cl-meter></cl-meter>
      </header>
      <footer>
        <cl-toolbar></cl-toolbar>
        <cl-styles></cl-styles>
      </footer>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-app': ClApp;
  }
}
