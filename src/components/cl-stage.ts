import {msg, str} from '@lit/localize';
import {css, html} from 'lit';
import {customElement, query} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {coverCrop, type Size} from '../domain/geometry.ts';
import {base} from './base.css.ts';
import {ClSplit} from './cl-split.ts';
import {titleOf} from './sentences.ts';
import {StudioElement} from './studio-element.ts';

/** Share of the picture that may be cut off to fill the screen. */
const acceptableLoss = 0.12;

/** A press this long shows the original, in milliseconds. */
const holdMs = 350;

/** A stroke this long goes to the next style, in pixels. */
const swipePx = 60;

/** Whether `picture` may cover `screen` without losing more of itself than is acceptable. */
function mayCover(picture: Size, screen: Size): boolean {
  const shown = coverCrop(picture, screen);
  return 1 - (shown.width * shown.height) / (picture.width * picture.height) <= acceptableLoss;
}

/**
 * The canvas that is painted on, as large as the screen allows, and the video that frames come from.
 * Hold to see the original, swipe for the next style.
 */
@customElement('cl-stage')
export class ClStage extends StudioElement {
  static override styles = [
    base,
    css`
      :host {
        touch-action: pan-y pinch-zoom;
        user-select: none;
        -webkit-touch-callout: none;
      }
      .picture {
        position: absolute;
        overflow: hidden;
      }
      canvas {
        width: 100%;
        height: 100%;
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

  #attachedEpoch = -1;
  #holdTimer = 0;
  #pressedAt = 0;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => this.#onPress(event));
    this.addEventListener('pointerup', (event) => this.#onRelease(event));
    this.addEventListener('pointercancel', () => this.#letGo());
    this.addEventListener('contextmenu', (event) => event.preventDefault());
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
        ${keyed(
          this.studio.engines.canvasEpoch.value,
          html`<canvas
            role="img"
            aria-label=${msg(str`Live picture: ${title}`, {id: 'live-picture'})}
          ></canvas>`,
        )}
        <cl-split></cl-split>
        <cl-view-labels></cl-view-labels>
      </div>
      <video muted playsinline aria-hidden="true" tabindex="-1"></video>
    `;
  }

  protected override updated(): void {
    const epoch = this.studio.engines.canvasEpoch.value;
    if (epoch === this.#attachedEpoch) return;
    this.#attachedEpoch = epoch;
    this.studio.attach(this.canvas, this.video);
  }

  /** The whole screen if the picture nearly fits it, else as much as shows all of the picture. */
  #placement(): string {
    const picture = this.studio.picture.value;
    const screen = {width: this.clientWidth, height: this.clientHeight};
    if (!picture || !screen.height || mayCover(picture, screen)) return 'inset: 0';
    const {x, y, width, height} = coverCrop(screen, picture);
    return `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
  }

  #onPress(event: PointerEvent): void {
    const isOnLine = event.composedPath().some((part) => part instanceof ClSplit);
    if (isOnLine || !this.studio.isLive.value) return;
    this.#pressedAt = event.clientX;
    this.#holdTimer = window.setTimeout(() => {
      this.studio.looks.isPeeking.value = true;
    }, holdMs);
  }

  #onRelease({clientX}: PointerEvent): void {
    if (!this.#holdTimer) return;
    const isPeeking = this.studio.looks.isPeeking.value;
    this.#letGo();
    const by = clientX - this.#pressedAt;
    if (!isPeeking && Math.abs(by) > swipePx) void this.studio.step(by < 0 ? 1 : -1);
  }

  #letGo(): void {
    clearTimeout(this.#holdTimer);
    this.#holdTimer = 0;
    this.studio.looks.isPeeking.value = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-stage': ClStage;
  }
}
