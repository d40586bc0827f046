/** The card of the cycle view. */
import {css} from 'lit';

export const card = css`
  section {
    display: grid;
    gap: 2px;
    width: min(21rem, 100%);
    padding: 6px 6px 8px 16px;
    border: 1px solid var(--cl-line);
    border-radius: 24px;
    background: var(--cl-sheet);
    color: var(--cl-ink);
    font-size: 0.875rem;
    line-height: 1.25;
    backdrop-filter: blur(18px) saturate(1.3);
  }
  .top {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  .top button {
    border-color: transparent;
    background: transparent;
    backdrop-filter: none;
  }
  fieldset {
    display: flex;
    gap: 2px;
    margin: 0 0 0 -8px;
    padding: 0;
    border: 0;
  }
  label {
    position: relative;
    display: flex;
    align-items: center;
    min-height: 44px;
    padding: 0 10px;
    border-radius: 999px;
    cursor: pointer;
  }
  label:has(:checked) {
    background: var(--cl-line);
    font-weight: 600;
  }
  label:has(:focus-visible) {
    outline: 3px solid var(--cl-focus);
    outline-offset: 1px;
  }
  label input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  p {
    margin: 0;
    padding-right: 8px;
    text-wrap: balance;
  }
  output {
    font: italic 400 2rem / 1 var(--cl-serif);
    font-variant-numeric: tabular-nums;
  }
  .plot {
    flex: 0 0 84px;
    width: 84px;
    height: 36px;
    color: var(--cl-warm);
  }
  input[type='range'] {
    width: 100%;
    height: 44px;
    margin: 0;
    accent-color: var(--cl-warm);
  }
  .reading {
    display: flex;
    gap: 12px;
    align-items: center;
    padding-right: 8px;
  }
  .toy {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    color: var(--cl-ink-soft);
    font-size: 0.875rem;
    line-height: 1.2;
  }
  .toy button {
    min-height: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--cl-warm);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    backdrop-filter: none;
  }
  @media (max-width: 640px), (max-height: 520px) {
    section {
      width: 100%;
      gap: 4px;
    }
  }
`;
