import {msg} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** Says on the picture which pane is what, while the cycle is shown in four of them. */
@customElement('cl-view-labels')
export class ClViewLabels extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        display: grid;
        grid-template: 1fr 1fr / 1fr 1fr;
        pointer-events: none;
      }
      p {
        align-self: end;
        justify-self: start;
        margin: 6px;
        padding: 4px 8px;
        border-radius: 14px;
        background: rgb(8 7 10 / 0.62);
        color: #fffaf2;
        font-size: 0.75rem;
        line-height: 1.2;
      }
      i {
        display: inline-block;
        margin-right: 2px;
        white-space: nowrap;
        font: italic 400 1.0625rem / 1 var(--cl-serif);
      }
      /* The footer lies over the lower panes. */
      p:nth-of-type(n + 3) {
        align-self: start;
      }
    `,
  ];

  protected override render() {
    const {views, painting} = this.studio;
    if (views.wanted.value?.layout !== 'grid') return nothing;
    const isForward = painting.value?.direction === 'X→Y';
    const [x, G, F] = isForward ? ['x', 'G', 'F'] : ['y', 'F', 'G'];
    return html`
      <p><i>${x}</i> ${msg('what goes in', {id: 'pane-in'})}</p>
      <p><i>${G}(${x})</i> ${msg('the translation', {id: 'pane-out'})}</p>
      <p><i>${F}(${G}(${x}))</i> ${msg('and back again', {id: 'pane-back'})}</p>
      <p><i>|${F}(${G}(${x})) − ${x}|</i> ${msg('what got lost', {id: 'pane-lost'})}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-view-labels': ClViewLabels;
  }
}
