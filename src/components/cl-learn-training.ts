import {msg} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {sheetOf} from '../studio/catalogue.ts';
import {base} from './base.css.ts';
import './cl-learn-curves.ts';
import {page} from './cl-learn.css.ts';
import {StudioElement} from './studio-element.ts';

/** What came of the training of the painted style: its curves, its sheet, its card. */
@customElement('cl-learn-training')
export class ClLearnTraining extends StudioElement {
  static override styles = [base, page];

  protected override render() {
    const style = this.studio.painting.value?.style;
    if (!style) return nothing;
    return html`<p>
        ${msg(
          'No picture was ever described in words, and no network was taken from elsewhere. Each style of this app learnt from a few hundred pictures in the public domain, in some hundred or thousand steps; some began with the weights of a kindred one.',
          {id: 'learn-training-text'},
        )}
      </p>
      <cl-learn-curves class="live"></cl-learn-curves>
      <p>
        ${msg(
          html`No line of the two games goes steadily down, and none should: when <i>G</i> paints
            better, its critic’s task gets harder, and the other way round. The error of the way
            home may grow while strokes appear, and shrinks as <i>F</i> learns to read them. A jump
            is a change of the rules in between: another critic, other weights.`,
          {id: 'learn-curves-text'},
        )}
      </p>
      ${this.studio.own.has(style) ? nothing : this.#renderSheet(sheetOf(style))}
      <p class="try">
        <button @click=${() => this.studio.panels.show('style', style.id)}>
          ${msg('Its data, figures and known failures', {id: 'learn-card'})}
        </button>
      </p>`;
  }

  #renderSheet(sheet: string) {
    return html`<img
        class="sheet"
        src=${sheet}
        loading="lazy"
        alt=${msg('Sample sheet: x, G(x) and F(G(x))', {id: 'learn-sheet'})}
      />
      <p>
        ${msg(
          'What it does to a picture that it never saw: a scene rendered by a programme. Most styles learnt once more after the game, from their own paintings: to paint the same, but calmly, so that strokes do not dance when the camera moves.',
          {id: 'learn-sheet-text'},
        )}
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn-training': ClLearnTraining;
  }
}
