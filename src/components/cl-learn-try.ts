import {msg} from '@lit/localize';
import {html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {page} from './cl-learn.css.ts';
import {toggleCycle} from './open-view.ts';
import {renderPapers} from './papers.ts';
import {StudioElement} from './studio-element.ts';

/** What to do with what was read, and what to read on. */
@customElement('cl-learn-try')
export class ClLearnTry extends StudioElement {
  static override styles = [base, page];

  protected override render() {
    const {panels} = this.studio;
    const leave = (then: () => unknown) => {
      panels.close();
      then();
    };
    return html`<ul>
        <li>
          ${msg('Cover the lens and take your hand away: what do the two invent in the dark?', {
            id: 'learn-try-dark',
          })}
        </li>
        <li>
          ${msg(
            'Open the heat map and hold something red to the camera. Does its colour come home?',
            {
              id: 'learn-try-heat',
            },
          )}
        </li>
        <li>
          ${msg(
            'Turn the direction and point the camera at a print on the wall: F was made for that.',
            {id: 'learn-try-turn'},
          )}
        </li>
      </ul>
      <p class="try">
        <button class="main" @click=${() => leave(() => toggleCycle(this.studio))}>
          ${msg('Cycle view', {id: 'cycle-view'})}
        </button>
        <button @click=${() => leave(() => this.studio.turn())}>
          ${msg('Turn the direction', {id: 'turn'})}
        </button>
      </p>
      ${renderPapers()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-try': ClLearnTry;
  }
}
