/** A row of buttons that stays at the lower edge of a panel. */
import {css} from 'lit';

export const bar = css`
  .bar {
    position: sticky;
    bottom: -24px;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
    margin: 16px -24px -24px;
    padding: 12px 24px max(16px, var(--cl-inset-bottom));
    background: linear-gradient(transparent, var(--cl-panel-solid) 24%);
  }
  .bar p {
    flex: 1;
    margin: 0;
  }
`;
