import {msg} from '@lit/localize';
import {html} from 'lit';
import type {Findings, Volume} from '../domain/study.ts';
import {generatorFor, type Style} from '../domain/style.ts';
import type {Trials} from '../studio/lessons.ts';
import './cl-volume.ts';
import {StudioElement} from './studio-element.ts';
import type {Drawing} from './volumes.ts';

/**
 * A part of the page that shows an experiment live. Its trials run only while it is in sight, and the
 * networks that they need are fetched only then.
 */
export abstract class LiveFigure extends StudioElement {
  readonly #sight = new IntersectionObserver(
    ([entry]) => {
      this.#isSeen = entry?.isIntersecting ?? false;
      this.#attend();
    },
    {rootMargin: '80px'},
  );
  #isSeen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
    this.studio.lessons.leave(this);
  }

  protected override updated(): void {
    // The style may have changed.
    this.#attend();
  }

  /** What it shows of `style`. */
  protected abstract trialsOf(style: Style): Trials;

  /** The style that is painted. */
  protected get paintedStyle(): Style | undefined {
    return this.studio.painting.value?.style;
  }

  /** What the last frame gave, as far as all of `names` are there. */
  protected find(...names: string[]): Findings | undefined {
    const findings = this.studio.lessons.findings.value;
    return findings && names.every((name) => findings.trials[name]) ? findings : undefined;
  }

  /** What the trial `name` gave, as far as all of `names` are there. */
  protected result(name: string, ...names: string[]): Volume | undefined {
    return this.find(name, ...names)?.trials[name]?.result;
  }

  #attend(): void {
    const {lessons} = this.studio;
    if (this.#isSeen && this.paintedStyle) lessons.attend(this, this.trialsOf(this.paintedStyle));
    else lessons.leave(this);
  }
}

/** There and back: what most figures show. */
export function cycleTrials(style: Style): Trials {
  const [G, F] = [generatorFor(style, 'X→Y'), generatorFor(style, 'Y→X')];
  return {
    ...(G && {painted: {network: G}}),
    ...(G && F && {back: {network: F, on: 'painted'}}),
  };
}

/** A live picture with its formula and what it is. */
export const renderVolume = (formula: string, words: string, drawing: Drawing | undefined) =>
  html`<cl-volume .formula=${formula} .words=${words} .drawing=${drawing}></cl-volume>`;

/** G's picture, live. */
export const renderPainted = (painted: Volume | undefined) =>
  renderVolume(
    'G(x)',
    msg('the painting', {id: 'learn-gx'}),
    painted && {kind: 'picture', volume: painted},
  );
