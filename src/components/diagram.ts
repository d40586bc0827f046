/** The two games in one picture: X and Y, the ways between them, and who judges. */
import {msg} from '@lit/localize';
import {html} from 'lit';

export function renderDiagram() {
  return html`<svg
    class="diagram"
    viewBox="0 0 420 176"
    role="img"
    aria-label=${msg(
      'G leads from X to Y, F leads back. D with index X judges what looks like X, D with index Y what looks like Y.',
      {id: 'diagram'},
    )}
  >
    <g class="cool">
      <circle cx="96" cy="88" r="38" />
      <text x="96" y="95">X</text>
    </g>
    <g class="warm">
      <circle cx="324" cy="88" r="38" />
      <text x="324" y="95">Y</text>
    </g>
    <path d="M128 62C172 26 248 26 292 62M281 61l11 1-1-11" />
    <text x="210" y="28">G</text>
    <path d="M292 114c-44 36-120 36-164 0M139 115l-11-1 1 11" />
    <text x="210" y="165">F</text>
    <path stroke-dasharray="3 5" d="M50 88H30M370 88h20" />
    <text x="16" y="94">
      D
      <tspan class="small" dy="4">X</tspan>
    </text>
    <text x="403" y="94">
      D
      <tspan class="small" dy="4">Y</tspan>
    </text>
    <text class="small" x="96" y="146">${msg('photographs', {id: 'diagram-x'})}</text>
    <text class="small" x="324" y="146">${msg('paintings', {id: 'diagram-y'})}</text>
  </svg>`;
}
