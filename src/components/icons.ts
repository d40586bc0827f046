/** Our own icons on a 24-pixel grid; stroke and size come from base.css. */
import {html, svg, type SVGTemplateResult} from 'lit';

const icon = (content: SVGTemplateResult) =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${content}</svg>`;

/** Two arcs that chase each other: turn the direction. */
export const turnIcon = icon(
  svg`<path d="M4.5 11a7.6 7.6 0 0 1 13.2-4.2L20 9M20 4v5h-5M19.5 13a7.6 7.6 0 0 1-13.2 4.2L4 15M4 20v-5h5"/>`,
);

/** A picture and its reflection. */
export const mirrorIcon = icon(svg`<path d="M12 3v18M9 7 3.5 17H9ZM15 7l5.5 10H15Z"/>`);

/** A camera with an arrow around its lens. */
export const cameraIcon = icon(
  svg`<path d="M4 8h3l1.6-2.4h6.8L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM9 14.5a3.2 3.2 0 0 0 5.8.6M15 12a3.2 3.2 0 0 0-5.8-.6M15.4 9.8V12h-2.2M8.6 16.7v-2.2h2.2"/>`,
);

/** A picture cut in two. */
export const compareIcon = icon(
  svg`<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M12 3v18M6 16l3-4 3 3"/>`,
);

/** Three sliders. */
export const lookIcon = icon(
  svg`<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="17" cy="17" r="2"/>`,
);

/** A picture in a frame. */
export const openIcon = icon(
  svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.6"/><path d="m4 17 5-4 3.5 3 3.5-4.5 4.5 5"/>`,
);

/** A strip of film. */
export const filmIcon = icon(
  svg`<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M7.5 5v14M16.5 5v14M3.5 9.7h4M3.5 14.3h4M16.5 9.7h4M16.5 14.3h4"/>`,
);

export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);

/** Three points: there is more. */
export const moreIcon = icon(
  svg`<g fill="currentColor" stroke="none"><circle cx="5" cy="12" r="1.8"/><circle cx="12" cy="12" r="1.8"/><circle cx="19" cy="12" r="1.8"/></g>`,
);

/** Four corners pulled apart. */
export const expandIcon = icon(svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"/>`);

/** A question in a circle. */
export const helpIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.7M12 16.6v.1"/>`,
);

/** A ring of two arrows around an eye: the way there and back. */
export const cycleIcon = icon(
  svg`<path d="M5 8.5A8 8 0 0 1 19.6 10M20 5.5V10h-4.5M19 15.5A8 8 0 0 1 4.4 14M4 18.5V14h4.5"/><circle cx="12" cy="12" r="2.2"/>`,
);

/** An open book. */
export const learnIcon = icon(
  svg`<path d="M12 6.5C10 5 7 4.6 3.5 5v13c3.5-.4 6.5 0 8.5 1.5 2-1.5 5-1.9 8.5-1.5V5C17 4.6 14 5 12 6.5ZM12 6.5v13"/>`,
);

/** An i in a circle. */
export const infoIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5M12 7.9v.1"/>`,
);

/** An arrow onto a line: onto this device. */
export const downloadIcon = icon(svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>`);

/** Four pictures in a grid. */
export const galleryIcon = icon(
  svg`<rect x="4" y="4" width="7" height="7" rx="1.6"/><rect x="13" y="4" width="7" height="7" rx="1.6"/><rect x="4" y="13" width="7" height="7" rx="1.6"/><rect x="13" y="13" width="7" height="7" rx="1.6"/>`,
);

/** A shutter's blades. */
export const snapshotIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5 15.5 12M20.5 12 12 15.5M12 20.5 8.5 12M3.5 12 12 8.5"/>`,
);

/** A mark: it is chosen. */
export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);

/** A triangle: it plays. */
export const playIcon = icon(svg`<path fill="currentColor" d="M9 6.5v11l8.5-5.5Z"/>`);

/** An arrow out of a tray. */
export const shareIcon = icon(
  svg`<path d="M12 15V3.5M7.5 8 12 3.5 16.5 8M5 12v7a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19v-7"/>`,
);

/** Two sheets. */
export const copyIcon = icon(
  svg`<rect x="8.5" y="8.5" width="11" height="11.5" rx="2"/><path d="M15.5 8.5V6a2 2 0 0 0-2-2H6.5a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2"/>`,
);

/** A bin. */
export const deleteIcon = icon(
  svg`<path d="M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14M10.2 10.5v6M13.8 10.500v6"/>`,
);

export const pauseIcon = icon(svg`<path d="M8.5 6v12M15.5 6v12"/>`);

/** A loudspeaker, with waves and with a cross. */
export const soundIcon = icon(
  svg`<path d="M4 10v4h3.5l4.5 3.8V6.2L7.5 10ZM15.5 9.2a4 4 0 0 1 0 5.6M18 6.8a7.4 7.4 0 0 1 0 10.4"/>`,
);
export const silentIcon = icon(
  svg`<path d="M4 10v4h3.5l4.5 3.8V6.2L7.5 10ZM16 9.8l4.4 4.4M20.4 9.8 16 14.2"/>`,
);

/** A small picture before a large one. */
export const floatIcon = icon(
  svg`<path d="M20.5 10.5V7A1.5 1.5 0 0 0 19 5.5H5A1.5 1.5 0 0 0 3.5 7v10A1.5 1.5 0 0 0 5 18.5h4"/><rect x="12.5" y="13" width="8" height="6" rx="1"/>`,
);
