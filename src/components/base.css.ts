/** What all elements share: box model, focus, buttons. */
import {css} from 'lit';

export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  /* Said, but not seen. */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-width: var(--cl-target);
    min-height: var(--cl-target);
    padding: 0 16px;
    border: 1px solid var(--cl-line);
    border-radius: 999px;
    background: var(--cl-panel);
    color: var(--cl-ink);
    font: 500 0.9375rem / 1.2 var(--cl-sans);
    cursor: pointer;
    backdrop-filter: blur(18px) saturate(1.3);
    transition:
      transform var(--cl-swift),
      border-color var(--cl-swift);
  }
  button:hover {
    border-color: var(--cl-ink-soft);
  }
  button:active {
    transform: scale(0.96);
  }
  button.icon {
    padding: 0;
  }
  button.main {
    border-color: transparent;
    background: var(--cl-warm);
    color: var(--cl-on-accent);
    font-weight: 600;
  }
  select,
  input.field {
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--cl-line);
    border-radius: 12px;
    background: var(--cl-panel-solid);
    color: inherit;
    font: inherit;
  }
  progress {
    height: 5px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    appearance: none;
    background: rgb(0 0 0 / 0.6);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: #fffaf2;
  }
  progress::-moz-progress-bar {
    background: #fffaf2;
  }
  :focus-visible {
    outline: 3px solid var(--cl-focus);
    outline-offset: 3px;
  }
  svg {
    width: 22px;
    height: 22px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
