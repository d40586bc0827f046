/**
 * Small pictures of what the camera sees, one in each style that is on this device. They are painted
 * one at a time with pauses between, since each costs the live picture a moment.
 */
import {signal} from '@preact/signals-core';
import {delay} from '../domain/delay.ts';
import {generatorFor, type Style} from '../domain/style.ts';
import type {Engines} from './engines.ts';

/** The first pictures wait until the live one runs, in milliseconds. */
const settleMs = 3000;
const pauseMs = 1500;
/** Then the view has changed enough to look again. */
const refreshMs = 120_000;

export class Previews {
  /** Object URLs by the style's id. */
  readonly urls = signal<Readonly<Record<string, string>>>({});

  /** Paints previews of `video` for as long as `signal` lets it. */
  async run(
    video: HTMLVideoElement,
    styles: readonly Style[],
    engines: Engines,
    signal: AbortSignal,
  ): Promise<void> {
    const isOver = () => signal.aborted;
    await delay(settleMs);
    while (!isOver()) {
      for (const style of styles) {
        await delay(pauseMs);
        if (isOver()) return;
        if (!document.hidden && video.readyState >= video.HAVE_CURRENT_DATA) {
          await this.#paint(video, style, engines).catch(console.warn);
        }
      }
      await delay(refreshMs);
    }
  }

  async #paint(video: HTMLVideoElement, style: Style, engines: Engines): Promise<void> {
    const generator = generatorFor(style, 'X→Y');
    if (!generator) return;
    const picture = await engines.preview(generator, new VideoFrame(video));
    if (!picture) return;
    const old = this.urls.value[style.id];
    this.urls.value = {...this.urls.value, [style.id]: URL.createObjectURL(picture)};
    if (old) URL.revokeObjectURL(old);
  }
}
