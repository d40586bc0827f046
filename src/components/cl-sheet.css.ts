/** The sheet that panels open in. */
import {css} from 'lit';

export const sheet = css`
  [popover] {
    position: fixed;
    inset: calc(var(--cl-inset-top) + 60px) var(--cl-inset-right) auto auto;
    width: min(25rem, calc(100vw - 32px));
    max-height: calc(100dvh - var(--cl-inset-top) - 60px - var(--cl-inset-bottom));
    margin: 0;
    padding: 0 24px 24px;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--cl-line);
    border-radius: 28px;
    background: var(--cl-sheet);
    box-shadow: 0 24px 80px rgb(0 0 0 / 0.35);
    color: var(--cl-ink);
    backdrop-filter: blur(24px) saturate(1.3);
    opacity: 0;
    transform: translateX(24px);
    transition:
      transform var(--cl-swift),
      opacity var(--cl-swift),
      display var(--cl-swift) allow-discrete,
      overlay var(--cl-swift) allow-discrete;
  }
  [popover]:popover-open {
    opacity: 1;
    transform: none;
  }
  @starting-style {
    [popover]:popover-open {
      opacity: 0;
      transform: translateX(24px);
    }
  }
  .page {
    inset: var(--cl-inset-top) 0 auto;
    width: min(56rem, calc(100vw - 32px));
    height: calc(100dvh - var(--cl-inset-top) - var(--cl-inset-bottom));
    max-height: none;
    margin: 0 auto;
    background: var(--cl-panel-solid);
    backdrop-filter: none;
  }
  [popover]:focus-visible {
    outline: none;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    gap: 12px;
    align-items: center;
    margin: 0 -24px;
    padding: 14px 14px 8px 24px;
    background: linear-gradient(var(--cl-panel-solid) 70%, transparent);
  }
  h2 {
    flex: 1;
    margin: 0;
    font: 400 1.625rem / 1.1 var(--cl-serif);
  }
  .head button {
    border-color: transparent;
    background: transparent;
    backdrop-filter: none;
  }
  @media (max-width: 640px) and (orientation: portrait) {
    [popover] {
      inset: auto 0 0;
      width: 100%;
      max-width: 100%;
      max-height: 76dvh;
      padding-bottom: max(24px, var(--cl-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 28px 28px 0 0;
      transform: translateY(32px);
    }
    .page {
      height: 92dvh;
      max-height: 92dvh;
    }
    @starting-style {
      [popover]:popover-open {
        transform: translateY(32px);
      }
    }
  }
  @media (max-height: 520px) {
    [popover] {
      top: 12px;
      max-height: calc(100dvh - 24px);
    }
  }
`;
