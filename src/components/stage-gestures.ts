/** What fingers, mouse and wheel mean on the stage: hold, swipe, pinch, double tap. */
import type {Studio} from '../studio/studio.ts';

/** A press this long shows the original, in milliseconds. */
const holdMs = 350;

/** A stroke this long goes to the next style, in pixels. */
const swipePx = 60;

/** A finger that wanders this far no longer holds, in pixels. */
const wanderPx = 24;

/** How much a turn of the wheel by one pixel zooms. */
const wheelRate = 0.002;

interface Point {
  readonly x: number;
  readonly y: number;
}

export class StageGestures {
  readonly #studio: () => Studio;
  /** Where each finger is, by its pointer. */
  readonly #fingers = new Map<number, Point>();
  #start: Point = {x: 0, y: 0};
  #holdTimer = 0;
  /** Whether the one finger may still become a swipe. */
  #maySwipe = false;
  #spread = 0;

  constructor(stage: HTMLElement, studio: () => Studio) {
    this.#studio = studio;
    stage.addEventListener('pointerdown', (event) => this.#onPress(event));
    stage.addEventListener('pointermove', (event) => this.#onMove(event));
    // Wherever a finger that went down here is lifted.
    addEventListener('pointerup', (event) => this.#onRelease(event));
    addEventListener('pointercancel', (event) => this.#onRelease(event));
    stage.addEventListener('contextmenu', (event) => event.preventDefault());
    stage.addEventListener('dblclick', (event) => this.#onDouble(event));
    stage.addEventListener('wheel', (event) => this.#onWheel(event), {passive: false});
  }

  #onPress(event: PointerEvent): void {
    if (isOnLine(event) || !this.#studio().isLive.value) return;
    this.#start = {x: event.clientX, y: event.clientY};
    this.#fingers.set(event.pointerId, this.#start);
    this.#letGo();
    this.#maySwipe = this.#fingers.size === 1;
    this.#spread = this.#measureSpread();
    if (!this.#maySwipe) return;
    this.#holdTimer = window.setTimeout(() => {
      this.#maySwipe = false;
      this.#studio().looks.isPeeking.value = true;
    }, holdMs);
  }

  #onMove({pointerId, clientX: x, clientY: y}: PointerEvent): void {
    if (!this.#fingers.has(pointerId)) return;
    this.#fingers.set(pointerId, {x, y});
    if (Math.hypot(x - this.#start.x, y - this.#start.y) > wanderPx) clearTimeout(this.#holdTimer);
    const spread = this.#measureSpread();
    if (this.#spread > 0 && spread > 0) this.#studio().zoom.by(spread / this.#spread);
    this.#spread = spread;
  }

  #onRelease({type, pointerId, clientX}: PointerEvent): void {
    if (!this.#fingers.delete(pointerId)) return;
    const by = clientX - this.#start.x;
    const isSwipe = this.#maySwipe && type === 'pointerup' && Math.abs(by) > swipePx;
    this.#letGo();
    this.#spread = 0;
    if (isSwipe) void this.#studio().step(by < 0 ? 1 : -1);
  }

  #onDouble(event: MouseEvent): void {
    if (isOnLine(event)) this.#studio().looks.adjust({split: 0.5});
    else this.#studio().zoom.reset();
  }

  #onWheel(event: WheelEvent): void {
    if (!this.#studio().isLive.value) return;
    event.preventDefault();
    this.#studio().zoom.by(Math.exp(-event.deltaY * wheelRate));
  }

  /** Distance of two fingers in pixels; 0 with fewer. */
  #measureSpread(): number {
    const [a, b] = [...this.#fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  #letGo(): void {
    clearTimeout(this.#holdTimer);
    this.#maySwipe = false;
    this.#studio().looks.isPeeking.value = false;
  }
}

const isOnLine = (event: Event) =>
  event.composedPath().some((part) => (part as Element).localName === 'cl-split');
