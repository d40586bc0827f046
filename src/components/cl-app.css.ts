/** Where everything lies on the screen. */
import {css} from 'lit';

export const layout = css`
  :host {
    position: fixed;
    inset: 0;
    /* Not even a focus may scroll it. */
    overflow: clip;
    background: var(--cl-ground);
  }
  cl-stage {
    position: absolute;
    inset: 0;
  }
  header,
  footer {
    position: absolute;
    right: 0;
    left: 0;
    display: flex;
    padding: 0 var(--cl-inset-right) 0 var(--cl-inset-left);
    pointer-events: none;
    transition: opacity 400ms;
  }
  header {
    top: 0;
    gap: 10px;
    align-items: center;
    padding-top: var(--cl-inset-top);
    padding-bottom: 40px;
    background: linear-gradient(var(--cl-scrim), transparent);
  }
  header > *,
  footer > * {
    pointer-events: auto;
  }
  header,
  footer {
    container-type: inline-size;
  }
  header {
    justify-content: end;
  }
  /* Where text is so large that not all fits, the name gives way. */
  @container (max-width: 16rem) {
    h1 {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  h1 {
    flex: 1;
    margin: 0;
    font: italic 400 1.75rem / 1 var(--cl-serif);
    text-shadow: var(--cl-halo);
  }
  cl-view {
    position: absolute;
    top: calc(var(--cl-inset-top) + 60px);
    left: var(--cl-inset-left);
    max-width: calc(100% - var(--cl-inset-left) - var(--cl-inset-right));
  }
  cl-zoom {
    position: absolute;
    top: calc(var(--cl-inset-top) + 60px);
    left: 50%;
    transform: translateX(-50%);
  }
  footer {
    bottom: 0;
    flex-direction: column;
    gap: 10px;
    align-items: center;
    padding-top: 56px;
    padding-bottom: var(--cl-inset-bottom);
    background: linear-gradient(transparent, var(--cl-scrim) 70%);
  }
  cl-styles {
    max-width: 100%;
  }
  /* In the footer's room above its rows. */
  cl-transport {
    position: absolute;
    right: var(--cl-inset-right);
    bottom: calc(100% - 54px);
    left: var(--cl-inset-left);
  }
  /* One row where there is width for it, and where a phone lies on its side. */
  @media (min-width: 960px), (max-height: 520px) {
    footer {
      flex-direction: row;
      align-items: end;
      justify-content: space-between;
    }
    footer > * {
      flex: 1 1 0;
    }
    cl-toolbar,
    cl-shutter {
      padding-bottom: 12px;
    }
    cl-shutter {
      order: 1;
    }
    cl-styles {
      order: 2;
    }
  }
  @media (max-height: 520px) {
    footer {
      padding-top: 24px;
    }
    cl-transport {
      bottom: calc(100% - 18px);
    }
    footer > * {
      flex: none;
    }
    cl-styles {
      flex: 0 1 auto;
      min-width: 0;
    }
  }
  /* Who goes by the keyboard sees where the focus is. */
  .resting:not(.keyed:focus-within) {
    opacity: 0;
  }
  cl-notices {
    position: absolute;
    top: calc(var(--cl-inset-top) + 56px);
    right: var(--cl-inset-right);
    left: var(--cl-inset-left);
  }
`;
