import {css, html} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {coverCrop, type Size} from '../domain/geometry.ts';
import {base} from './base.css.ts';
import {StudioElement} from './studio-element.ts';

/** Share of the picture that may be cut off to fill the screen. */
const acceptableLoss = 0.12;

/** Whether `picture` may cover `screen` without losing more of itself than is acceptable. */
function mayCover(picture: Size, screen: Size): boolean {
  const shown = coverCrop(picture, screen);
  return 1 - (shown.width * shown.height) / (picture.width * picture.height) <= acceptableLoss;
}

/** The canvas that is painted on, as large as the screen allows, and the video frames come from. */
@customElement('cl-stage')
export class ClStage extends StudioElement {
  static override styles = [
    base,
    css`
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      canvas.cover {
        object-fit: cover;
      }
      /* Safari plays only a video that is in the page and not hidden. */
      video {
        position: absolute;
        width: 1px;
        height: 1px;
        opacity: 0;
        pointer-events: none;
      }
    `,
  ];

  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('video') private video!: HTMLVideoElement;

  #attached = -1;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
  }

  protected override render() {
    const picture = this.studio.stats.value?.picture;
    const screen = {width: this.clientWidth, height: this.clientHeight};
    const covers = picture && screen.height > 0 && mayCover(picture, screen);
    const title = this.studio.painting.value?.style.title ?? '';
    return html`
      ${keyed(
        this.studio.canvasEpoch.value,
        html`<canvas
          role="img"
          aria-label="Live picture: ${title}"
          class=${covers ? 'cover' : ''}
        ></canvas>`,
      )}
      <video muted playsinline aria-hidden="true" tabindex="-1"></video>
    `;
  }

  protected override updated(): void {
    const epoch = this.studio.canvasEpoch.value;
    if (epoch === this.#attached) return;
    this.#attached = epoch;
    this.studio.attach(this.canvas, this.video);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-stage': ClStage;
  }
}
