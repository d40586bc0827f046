import {msg, str} from '@lit/localize';
import {css, html, nothing} from 'lit';
import {customElement, query, queryAll} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import {coverCrop, type Size} from '../domain/geometry.ts';
import {base} from './base.css.ts';
import {titleOf} from './sentences.ts';
import {StageGestures} from './stage-gestures.ts';
import {StudioElement} from './studio-element.ts';

/** Share of the picture that may be cut off to fill the screen. */
const acceptableLoss = 0.12;

/** Whether `picture` may cover `screen` without losing more of itself than is acceptable. */
function mayCover(picture: Size, screen: Size): boolean {
  const shown = coverCrop(picture, screen);
  return 1 - (shown.width * shown.height) / (picture.width * picture.height) <= acceptableLoss;
}

/**
 * The canvas that is painted on, as large as the screen allows, and the video that frames come from.
 */
@customElement('cl-stage')
export class ClStage extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        touch-action: none;
        user-select: none;
        -webkit-touch-callout: none;
      }
      .picture {
        position: absolute;
        overflow: hidden;
        isolation: isolate;
      }
      canvas {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      /* A fresh one waits for its first picture. */
      canvas + canvas {
        position: absolute;
        inset: 0;
        z-index: -1;
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

  @queryAll('canvas') private canvases!: NodeListOf<HTMLCanvasElement>;
  @query('video') private video!: HTMLVideoElement;

  /** Key of the canvas that was handed over last. */
  #attached = -1;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    new StageGestures(this, () => this.studio);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
  }

  protected override render() {
    const painting = this.studio.painting.value;
    const title = painting ? titleOf(painting.style) : '';
    return html`
      <div class="picture" .style=${this.#placement()}>
        ${repeat(
          this.studio.engines.canvases.keys.value,
          (key) => key,
          (_, i) =>
            html`<canvas
              role=${i ? 'presentation' : 'img'}
              aria-label=${i ? nothing : msg(str`Live picture: ${title}`, {id: 'live-picture'})}
            ></canvas>`,
        )}
        <cl-split></cl-split>
        <cl-view-labels></cl-view-labels>
      </div>
      <video muted playsinline aria-hidden="true" tabindex="-1"></video>
    `;
  }

  protected override updated(): void {
    const newest = this.studio.engines.canvases.keys.value.at(-1) ?? -1;
    const canvas = [...this.canvases].at(-1);
    if (newest <= this.#attached || !canvas) return;
    this.#attached = newest;
    this.studio.attach(canvas, this.video);
  }

  /** The whole screen if the picture nearly fits it, else as much as shows all of the picture. */
  #placement(): string {
    const picture = this.studio.picture.value;
    const screen = {width: this.clientWidth, height: this.clientHeight};
    if (!picture || !screen.height || mayCover(picture, screen)) return 'inset: 0';
    const {x, y, width, height} = coverCrop(screen, picture);
    return `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-stage': ClStage;
  }
}
