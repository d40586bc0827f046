/** A small plot of the last readings, the newest at the right. */
import {html, svg} from 'lit';

/** In the plot's own units. */
const height = 24;

/**
 * @param top the value that reaches the top
 * @param length how many values there is room for
 */
export function renderPlot(values: readonly number[], top: number, name: string, length = 120) {
  const line = values.map((value, i) => {
    const x = length - values.length + i + 1;
    const y = height * (1 - Math.min(1, Math.max(0, value / top)));
    return `${i ? 'L' : 'M'}${x} ${y.toFixed(2)}`;
  });
  return html`<svg
    class="plot"
    role="img"
    aria-label=${name}
    viewBox="0 0 ${length} ${height}"
    preserveAspectRatio="none"
  >
    ${svg`<path vector-effect="non-scaling-stroke" d=${line.join('') || 'M0 0'} />`}
  </svg>`;
}
