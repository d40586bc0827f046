/** A small plot of the last readings, the newest at the right. */
import {html, svg} from 'lit';

/** In the plot's own units. */
const size = {width: 120, height: 24};

/** @param top the value that reaches the top */
export function renderPlot(values: readonly number[], top: number, name: string) {
  const line = values.map((value, i) => {
    const x = size.width - values.length + i + 1;
    const y = size.height * (1 - Math.min(1, Math.max(0, value / top)));
    return `${i ? 'L' : 'M'}${x} ${y.toFixed(2)}`;
  });
  return html`<svg
    class="plot"
    role="img"
    aria-label=${name}
    viewBox="0 0 ${size.width} ${size.height}"
    preserveAspectRatio="none"
  >
    ${svg`<path vector-effect="non-scaling-stroke" d=${line.join('') || 'M0 0'} />`}
  </svg>`;
}
