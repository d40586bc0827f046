import {msg, str} from '@lit/localize';
import {html, nothing, type TemplateResult} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import './cl-learn-ablations.ts';
import './cl-learn-critic.ts';
import './cl-learn-cycle.ts';
import './cl-learn-layers.ts';
import './cl-learn-loss.ts';
import './cl-learn-training.ts';
import './cl-learn-try.ts';
import {page} from './cl-learn.css.ts';
import {renderDiagram} from './diagram.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** How a CycleGAN works, told with what the camera sees right now. */
@customElement('cl-learn')
export class ClLearn extends StudioElement {
  static override styles = [base, page];

  protected override render() {
    const style = this.studio.painting.value?.style;
    if (!style) return nothing;
    return html`<article>
      <p class="lead">
        ${msg(
          'Nobody ever showed this camera a photo and its painting side by side. It learnt from two heaps of pictures that have nothing to do with each other. Here is how, with what it sees right now.',
          {id: 'learn-lead'},
        )}
      </p>
      ${this.#renderHeaps(titleOf(style))} ${this.#renderGames()} ${this.#renderShuffle()}
      ${this.#renderHome()} ${this.#renderLoss()} ${this.#renderLayers()}
      ${this.#renderPart(
        msg('What came of it', {id: 'learn-training'}),
        html`<cl-learn-training></cl-learn-training>`,
      )}
      ${this.#renderPart(msg('Try it', {id: 'learn-try'}), html`<cl-learn-try></cl-learn-try>`)}
    </article>`;
  }

  #renderPart(title: string, content: TemplateResult) {
    return html`<section>
      <h3>${title}</h3>
      ${content}
    </section>`;
  }

  #renderHeaps(title: string) {
    return this.#renderPart(
      msg('Two heaps, no pairs', {id: 'learn-heaps'}),
      html`<p>
        ${msg(
          str`X is a heap of photographs, Y a heap of pictures called “${title}” here. No picture of one has a partner in the other: nobody ever painted your kitchen like that. So there is no right answer to learn from. There is only a question: does the result belong to Y?`,
          {id: 'learn-heaps-text'},
        )}
      </p>`,
    );
  }

  #renderGames() {
    return this.#renderPart(
      msg('Four networks, two games', {id: 'learn-games'}),
      html`<p>
          ${msg(
            html`<i>G</i> turns X into Y, <i>F</i> turns Y into X. Two critics watch: <i>D</i
              ><sub>Y</sub> has seen the heap Y and says how real a picture looks, <i>D</i
              ><sub>X</sub> does the same for photographs. <i>G</i> wants to fool its critic, the
              critic does not want to be fooled, and each makes the other better.`,
            {id: 'learn-games-text'},
          )}
        </p>
        ${renderDiagram()}
        <p>
          ${msg(
            'A critic never judges the picture as a whole. It looks at patches, here 46 pixels wide, and gives each a mark of its own. That is enough for strokes, hatching and colours, and it keeps the critic small.',
            {id: 'learn-patches'},
          )}
        </p>
        <cl-learn-critic class="live"></cl-learn-critic>`,
    );
  }

  #renderShuffle() {
    return this.#renderPart(
      msg('Why fooling the critic is not enough', {id: 'learn-shuffle'}),
      html`<p>
          ${msg(
            html`<i>D</i><sub>Y</sub> sees <i>G(x)</i>, but never <i>x</i>. It cannot object if
              <i>G</i> paints somebody else’s face for yours: any shuffle of Y is as convincing as
              an honest translation. One step further, <i>G</i> finds the one picture that always
              works and paints nothing else. That is collapse. Here it is, live.`,
            {id: 'learn-shuffle-text'},
          )}
        </p>
        <cl-learn-ablations class="live"></cl-learn-ablations>
        <p>
          ${msg(
            'All three come from the same programme. Without critics nothing has to change, so hardly anything does: who never leaves is always home. Collapse takes a push: the one without the cycle was also told to stay calm under heavy noise, and nothing is calmer than one picture for everything. The cycle withstands that push. In a toy world of coloured disks it kept 69 % of the difference between pictures; without it 7 % were left.',
            {id: 'learn-ablations-text'},
          )}
        </p>`,
    );
  }

  #renderHome() {
    return this.#renderPart(
      msg('The way home', {id: 'learn-home'}),
      html`<p>
          ${msg(
            html`The idea that gave CycleGAN its name fits in one line: what was translated must be
              translatable back. <i>F(G(x)) ≈ x</i>, and <i>G(F(y)) ≈ y</i>. A picture that has
              forgotten you cannot be undone.`,
            {id: 'learn-home-text'},
          )}
        </p>
        <cl-learn-cycle class="live"></cl-learn-cycle>
        <p>
          ${msg(
            html`There is a way to cheat: <i>G</i> can hide what it ought to forget as faint noise
              in the painting, and <i>F</i> reads it out again. Ours are trained with most of the
              error measured on pictures of half the size, where less can be hidden.`,
            {id: 'learn-cheat'},
          )}
        </p>`,
    );
  }

  #renderLoss() {
    return this.#renderPart(
      msg('What they are told', {id: 'learn-loss'}),
      html`<p>
          ${msg(
            html`Each network is told one number that it has to make small: its loss. A critic is to
              give 1 to what is real and 0 to what is made. A generator wants a 1 for what it makes,
              and a way home for what it was given. These are the numbers of what the camera sees
              now. Trained with <i>λ</i> at 0, only the critic would count: the door to collapse is
              open. With a huge one, the safest painting is no painting.`,
            {id: 'learn-loss-text'},
          )}
        </p>
        <cl-learn-loss class="live"></cl-learn-loss>`,
    );
  }

  #renderLayers() {
    return this.#renderPart(
      msg('Inside G', {id: 'learn-layers'}),
      html`<p>
          ${msg(
            html`Red, green and blue go in, and layer by layer they become a painting. Each small
              picture is a feature map: bright where its layer found what it looks for. First edges
              and spots of colour; then, on coarser grids, whatever helps to decide what kind of
              stroke belongs here. Each block only adds a change to what came before it,
              <i>x + f(x)</i>. At the end the detail of the first layer joins in again.`,
            {id: 'learn-layers-text'},
          )}
        </p>
        <cl-learn-layers class="live"></cl-learn-layers>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-learn': ClLearn;
  }
}
