import {css} from 'lit';

export const arrivalStyles = css`
  figure {
    margin: 0 0 12px;
  }
  figure img,
  .canvas {
    display: block;
    width: 100%;
    max-height: 46dvh;
    border-radius: var(--cl-radius);
    object-fit: contain;
    background: var(--cl-line);
  }
  .canvas {
    aspect-ratio: 4 / 3;
  }
  figure[aria-busy='true'] img {
    opacity: 0.5;
  }
  figcaption {
    min-height: 1.4em;
    margin-top: 8px;
    color: var(--cl-ink-soft);
    font-size: 0.9375rem;
  }
  h3 {
    color: inherit;
  }
  summary {
    display: flex;
    align-items: center;
    min-height: var(--cl-target);
    font-weight: 500;
    cursor: pointer;
  }
  pre {
    max-height: 40dvh;
    margin: 0;
    overflow: auto;
    font: 0.8125rem / 1.5 var(--cl-sans);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  label input {
    min-width: 0;
  }
  p {
    margin: 0;
  }
  .ways button {
    white-space: nowrap;
  }
  button:disabled {
    opacity: 0.5;
  }
`;
