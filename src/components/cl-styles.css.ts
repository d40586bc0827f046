/** The strip of thumbnails. */
import {css} from 'lit';

export const strip = css`
  fieldset {
    display: flex;
    justify-content: safe center;
    gap: 4px;
    /* A fieldset is by nature as wide as its content. */
    min-width: 0;
    margin: 0;
    padding: 4px;
    border: 0;
    overflow-x: auto;
    scroll-snap-type: x proximity;
    scrollbar-width: none;
  }
  label {
    position: relative;
    flex: none;
    display: grid;
    justify-items: center;
    gap: 6px;
    width: max(84px, 5.25rem);
    padding: 6px 2px;
    font-size: 0.78rem;
    letter-spacing: -0.01em;
    text-align: center;
    text-shadow: var(--cl-halo);
    cursor: pointer;
    scroll-snap-align: center;
  }
  input {
    position: absolute;
    opacity: 0;
    inset: 0;
    margin: 0;
    cursor: pointer;
  }
  .picture {
    position: relative;
    width: 68px;
    height: 68px;
    overflow: hidden;
    border-radius: var(--cl-radius);
    background: var(--cl-panel-solid);
    outline: 1px solid var(--cl-line);
    outline-offset: 0;
    transition:
      transform var(--cl-swift),
      outline-offset var(--cl-swift);
  }
  img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  label:hover .picture {
    transform: translateY(-2px);
  }
  input:checked + .picture {
    outline: 3px solid var(--cl-warm);
    outline-offset: 3px;
  }
  input:focus-visible + .picture {
    outline: 3px solid var(--cl-focus);
    outline-offset: 3px;
  }
  progress {
    position: absolute;
    right: 8px;
    bottom: 8px;
    left: 8px;
    width: calc(100% - 16px);
  }
  @media (max-height: 520px) {
    label {
      width: max(64px, 4rem);
    }
    .picture {
      width: 52px;
      height: 52px;
    }
  }
  .mark {
    position: absolute;
    top: 4px;
    right: 4px;
    display: grid;
    width: 22px;
    height: 22px;
    border-radius: 50%;
    background: rgb(20 18 23 / 0.78);
    color: #fffaf2;
    place-items: center;
  }
  .mark svg {
    width: 13px;
    height: 13px;
    stroke-width: 2.5;
  }
  .name {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  input:checked ~ .name {
    font-weight: 600;
  }
`;
