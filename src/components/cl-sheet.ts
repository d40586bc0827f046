import {msg} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement, query, state} from 'lit/decorators.js';
import {isAbort} from '../domain/errors.ts';
import type {OpenPanel} from '../studio/panels.ts';
import {base} from './base.css.ts';
import {sheet} from './cl-sheet.css.ts';
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
  static override styles = [base, sheet];

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
