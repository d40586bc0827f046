/** The page “How it sees”. */
import {css} from 'lit';

export const page = css`
  :host {
    font-size: 1.0625rem;
    line-height: 1.55;
  }
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 56px;
    max-width: 46rem;
    margin: 0 auto;
    padding: 8px 0 40px;
  }
  .lead {
    margin: 0;
    font: italic 400 clamp(1.375rem, 3.2vw, 1.875rem) / 1.3 var(--cl-serif);
    text-wrap: pretty;
  }
  section {
    counter-increment: part;
  }
  h3 {
    display: flex;
    gap: 0.5em;
    align-items: baseline;
    margin: 0 0 10px;
    font: 400 clamp(1.625rem, 4vw, 2.125rem) / 1.15 var(--cl-serif);
    text-wrap: balance;
  }
  h3::before {
    color: var(--cl-warm);
    font-style: italic;
    content: counter(part);
  }
  .live,
  .sheet {
    margin-bottom: 16px;
  }
  p {
    margin: 0 0 16px;
    text-wrap: pretty;
  }
  i {
    font-family: var(--cl-serif);
    font-size: 1.1em;
  }
  .live {
    display: block;
    padding: 20px;
    border: 1px solid var(--cl-line);
    border-radius: 24px;
    background: var(--cl-panel-solid);
  }
  .live + p {
    margin-top: 16px;
  }
  .diagram {
    display: block;
    width: 100%;
    height: auto;
    max-width: 34rem;
    margin: 0 auto;
    stroke-width: 1.5;
  }
  .diagram text {
    fill: currentColor;
    stroke: none;
    font: italic 400 20px var(--cl-serif);
    text-anchor: middle;
  }
  .diagram .small {
    fill: var(--cl-ink-soft);
    font: 400 11px var(--cl-sans);
  }
  .diagram .warm {
    color: var(--cl-warm);
  }
  .diagram .cool {
    color: var(--cl-cool);
  }
  ul {
    display: grid;
    gap: 10px;
    margin: 0;
    padding-left: 1.2em;
  }
  a {
    color: var(--cl-warm);
    text-underline-offset: 3px;
  }
  .papers {
    font-size: 0.9375rem;
  }
  .try {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-top: 16px;
  }
  .sheet {
    display: block;
    width: 100%;
    border-radius: 16px;
  }
  @media (max-width: 640px) {
    .live {
      margin: 0 -10px;
      padding: 14px 12px;
    }
  }
`;
