import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, query, state} from 'lit/decorators.js';
import {isAbort} from '../domain/errors.ts';
import type {OpenPanel} from '../studio/panels.ts';
import {base} from './base.css.ts';
import {closeIcon} from './icons.ts';
import {panels, type PanelElement} from './panels.ts';
import {StudioElement} from './studio-element.ts';

/** The element that has the focus, whatever shadow roots it is in. */
function focusedElement(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : undefined;
}

/**
 * The one place where panels open: from below on a phone, at the side elsewhere. The browser's own
 * popover closes it by Escape or a press outside.
 */
@customElement('cl-sheet')
export class ClSheet extends StudioElement {
  static override styles = [
    base,
    css`
      [popover] {
        position: fixed;
        inset: calc(var(--cl-inset-top) + 60px) var(--cl-inset-right) auto auto;
        width: min(25rem, calc(100vw - 32px));
        max-height: calc(100dvh - var(--cl-inset-top) - 60px - var(--cl-inset-bottom));
        margin: 0;
        padding: 0 24px 24px;
        overflow: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--cl-line);
        border-radius: 28px;
        background: var(--cl-sheet);
        box-shadow: 0 24px 80px rgb(0 0 0 / 0.35);
        color: var(--cl-ink);
        backdrop-filter: blur(24px) saturate(1.3);
        opacity: 0;
        transform: translateX(24px);
        transition:
          transform var(--cl-swift),
          opacity var(--cl-swift),
          display var(--cl-swift) allow-discrete,
          overlay var(--cl-swift) allow-discrete;
      }
      [popover]:popover-open {
        opacity: 1;
        transform: none;
      }
      @starting-style {
        [popover]:popover-open {
          opacity: 0;
          transform: translateX(24px);
        }
      }
      .page {
        inset: var(--cl-inset-top) 0 auto;
        width: min(56rem, calc(100vw - 32px));
        height: calc(100dvh - var(--cl-inset-top) - var(--cl-inset-bottom));
        max-height: none;
        margin: 0 auto;
        background: var(--cl-panel-solid);
        backdrop-filter: none;
      }
      [popover]:focus-visible {
        outline: none;
      }
      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        gap: 12px;
        align-items: center;
        margin: 0 -24px;
        padding: 14px 14px 8px 24px;
        background: linear-gradient(var(--cl-panel-solid) 70%, transparent);
      }
      h2 {
        flex: 1;
        margin: 0;
        font: 400 1.625rem / 1.1 var(--cl-serif);
      }
      .head button {
        border-color: transparent;
        background: transparent;
        backdrop-filter: none;
      }
      @media (max-width: 640px) and (orientation: portrait) {
        [popover] {
          inset: auto 0 0;
          width: 100%;
          max-width: 100%;
          max-height: 76dvh;
          padding-bottom: max(24px, var(--cl-inset-bottom));
          border-width: 1px 0 0;
          border-radius: 28px 28px 0 0;
          transform: translateY(32px);
        }
        .page {
          height: 92dvh;
          max-height: 92dvh;
        }
        @starting-style {
          [popover]:popover-open {
            transform: translateY(32px);
          }
        }
      }
      @media (max-height: 520px) {
        [popover] {
          top: 12px;
          max-height: calc(100dvh - 24px);
        }
      }
    `,
  ];

  @state() private content: PanelElement | undefined;
  @query('[popover]') private sheet!: HTMLElement;

  /** The panel that is open or being fetched. */
  #open: OpenPanel | undefined;
  /** What had the focus before. */
  #focused: HTMLElement | undefined;

  protected override render() {
    const open = this.studio.panels.open.value;
    const title = open ? panels[open.name].title(this.studio, open.subject) : '';
    const close = msg('Close', {id: 'close'});
    return html`<div
      class=${open && panels[open.name].isPage ? 'page' : ''}
      popover
      role="dialog"
      tabindex="-1"
      autofocus
      aria-label=${title || nothing}
      @beforetoggle=${(event: ToggleEvent) => this.#onBeforeToggle(event)}
      @toggle=${(event: ToggleEvent) => this.#onToggle(event)}
    >
      <div class="head">
        <h2>${title}</h2>
        <button class="icon" aria-label=${close} @click=${() => this.studio.panels.close()}>
          ${closeIcon}
        </button>
      </div>
      ${this.content}
    </div>`;
  }

  protected override updated(): void {
    const open = this.studio.panels.open.value;
    if (open === this.#open) return;
    this.#open = open;
    if (open) void this.#show(open);
    else this.sheet.hidePopover();
  }

  async #show(open: OpenPanel): Promise<void> {
    const {tag, load} = panels[open.name];
    try {
      await load();
      if (this.#open !== open) return;
      const content: PanelElement = document.createElement(tag);
      content.subject = open.subject;
      this.content = content;
      await this.updateComplete;
      if (this.sheet.matches(':popover-open')) this.sheet.focus();
      else this.sheet.showPopover();
      this.sheet.scrollTop = 0;
    } catch (error) {
      this.studio.panels.close();
      if (!isAbort(error)) this.studio.fail(error);
    }
  }

  /**
   * The browser gives the focus back only inside one shadow root, and buttons are in several: it is
   * noted on opening, and given back unless it has gone elsewhere by itself.
   */
  #onBeforeToggle({newState}: ToggleEvent): void {
    if (newState === 'open') {
      this.#focused = focusedElement();
      return;
    }
    if (this.shadowRoot?.activeElement) this.#focused?.focus();
    this.studio.panels.close();
  }

  #onToggle({newState}: ToggleEvent): void {
    // The next panel may be on its way already.
    if (newState === 'closed' && !this.#open) this.content = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-sheet': ClSheet;
  }
}
