/**
 * The little of Markdown that model cards are written in: headings, paragraphs, tables, pictures and
 * inline code. What it does not know stays text; nothing in it becomes markup of its own.
 */
import {html, type TemplateResult} from 'lit';

export type Block =
  | {readonly kind: 'heading' | 'paragraph'; readonly text: string}
  | {readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly string[][]}
  | {readonly kind: 'picture'; readonly file: string; readonly text: string};

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function parseBlock(text: string): Block {
  const lines = text.split('\n');
  const [first = '', second = ''] = lines;
  if (first.startsWith('|') && /^[|\s:-]+$/.test(second)) {
    return {kind: 'table', head: cellsOf(first), rows: lines.slice(2).map(cellsOf)};
  }
  const picture = /^!\[([^\]]*)\]\(([\w.-]+)\)$/.exec(text);
  if (picture) return {kind: 'picture', text: picture[1] ?? '', file: picture[2] ?? ''};
  if (first.startsWith('#')) return {kind: 'heading', text: first.replace(/^#+\s*/, '')};
  return {kind: 'paragraph', text: lines.join(' ')};
}

/** The blocks of a text, which empty lines part. */
export const parseMarkdown = (text: string): Block[] =>
  text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block.length > 0)
    .map(parseBlock);

const renderText = (text: string) =>
  text.split('`').map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));

/** @param folder where the pictures are */
export function renderBlock(block: Block, folder: string): TemplateResult {
  switch (block.kind) {
    case 'heading':
      return html`<h4>${renderText(block.text)}</h4>`;
    case 'paragraph':
      return html`<p>${renderText(block.text)}</p>`;
    case 'picture':
      return html`<img src=${folder + block.file} alt=${block.text} loading="lazy" />`;
    case 'table':
      return html`<div class="table" tabindex="0" role="region" aria-label=${block.head[0] ?? ''}>
        <table>
          <tr>
            ${block.head.map((cell) => html`<th>${renderText(cell)}</th>`)}
          </tr>
          ${block.rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${renderText(cell)}</td>`)}
              </tr>`,
          )}
        </table>
      </div>`;
    default:
      return block satisfies never;
  }
}
