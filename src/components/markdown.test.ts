import {expect, it} from 'vitest';
import {parseMarkdown} from './markdown.ts';

it('tells headings, paragraphs, tables and pictures apart', () => {
  const text = [
    '# Van Gogh, tier M\n\nG turns photographs\ninto paintings.\n\n',
    '| figure | value |\n|---|---|\n| R-KID | 0.31 |\n| SSIM | 0.87 |\n\n',
    '![x, G(x)](vangogh-M.webp)\n',
  ].join('');
  expect(parseMarkdown(text)).toEqual([
    {kind: 'heading', text: 'Van Gogh, tier M'},
    {kind: 'paragraph', text: 'G turns photographs into paintings.'},
    {
      kind: 'table',
      head: ['figure', 'value'],
      rows: [
        ['R-KID', '0.31'],
        ['SSIM', '0.87'],
      ],
    },
    {kind: 'picture', text: 'x, G(x)', file: 'vangogh-M.webp'},
  ]);
});

it('takes no picture from elsewhere', () => {
  expect(parseMarkdown('![x](https://example.org/x.png)')).toEqual([
    {kind: 'paragraph', text: '![x](https://example.org/x.png)'},
  ]);
});
