/** What to read on. Titles stay as their authors wrote them. */
import {html} from 'lit';

const papers = [
  [
    '1703.10593',
    'Zhu et al. 2017',
    'Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks',
  ],
  ['1406.2661', 'Goodfellow et al. 2014', 'Generative Adversarial Networks'],
  [
    '1611.07004',
    'Isola et al. 2016',
    'Image-to-Image Translation with Conditional Adversarial Networks',
  ],
  ['1611.04076', 'Mao et al. 2016', 'Least Squares Generative Adversarial Networks'],
  ['2006.10738', 'Zhao et al. 2020', 'Differentiable Augmentation for Data-Efficient GAN Training'],
  ['2408.15374', 'Wang & Lin 2024', 'CycleGAN with Better Cycles'],
  ['1712.02950', 'Chu et al. 2017', 'CycleGAN, a Master of Steganography'],
] as const;

export const renderPapers = () =>
  html`<ul class="papers">
    ${papers.map(
      ([id, authors, title]) =>
        html`<li lang="en">
          ${authors},
          <a href="https://arxiv.org/abs/${id}" target="_blank" rel="noreferrer">${title}</a>
        </li>`,
    )}
  </ul>`;
