/** Lists of facts, as panels show them: a name, and what it is. */
import {msg} from '@lit/localize';
import {css, html, nothing, type TemplateResult} from 'lit';
import type {Style} from '../domain/style.ts';

/** A fact without a value is not shown. */
export type Fact = readonly [name: string, value: string | undefined];

export const facts = css`
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 8px 16px;
    margin: 14px 0 0;
  }
  dt {
    color: var(--cl-ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

export function renderFacts(list: readonly Fact[]): TemplateResult {
  return html`<dl>
    ${list.map(([name, value]) =>
      value
        ? html`<dt>${name}</dt>
            <dd>${value}</dd>`
        : nothing,
    )}
  </dl>`;
}

/** Whose work a style learnt from, what it paints, and who made it. */
export const originOf = (style: Style): Fact[] => [
  [msg('After', {id: 'style-artist'}), artistOf(style)],
  [msg('Paints', {id: 'style-domain'}), inWords(style.domainY, style, 'domain')],
  [msg('Licence', {id: 'style-licence'}), style.licence],
  [msg('Made', {id: 'style-attribution'}), inWords(style.attribution, style, 'attribution')],
];

/** What the manifest says of a style; languages know it by the style's id, else it stays as it is. */
const inWords = (text: string, {id}: Style, what: string) => msg(text, {id: `${id}:${what}`});

/** Whose work a style learnt from, if it was anyone's. */
export const artistOf = (style: Style): string | undefined =>
  style.artist && inWords(style.artist, style, 'artist');
