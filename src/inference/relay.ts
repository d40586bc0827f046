/** Sends what is presented to the worker that makes a clip of it. */
import {releaseProxy, transfer, wrap, type Remote} from 'comlink';
import type {Size} from '../domain/geometry.ts';
import type {PictureTaker} from './clips/api.ts';
import {Stills} from './clips/stills.ts';

/** Pictures that may wait for the encoder; what comes then is left out. */
const mostWaiting = 3;

export class Relay {
  readonly #stills = new Stills();
  #clip: Size = {width: 1, height: 1};
  #taker: Remote<PictureTaker> | undefined;
  #waiting = 0;

  /** Sends from now on to the other end of `taker`, at size `clip`; without one, nowhere. */
  direct(clip?: Size, taker?: MessagePort): void {
    this.#taker?.[releaseProxy]();
    this.#taker = taker && wrap<PictureTaker>(taker);
    this.#waiting = 0;
    if (clip) this.#clip = clip;
  }

  /** Sends what `canvas` shows in this task. @param filmedAt in microseconds of the wall clock */
  take(canvas: OffscreenCanvas, filmedAt: number): void {
    if (!this.#taker || this.#waiting > mostWaiting) return;
    const still = this.still(canvas, this.#clip, filmedAt);
    this.#waiting++;
    void this.#taker.take(transfer(still, [still])).finally(() => this.#waiting--);
  }

  /** What `canvas` shows in this task, at size `clip`. */
  still(canvas: OffscreenCanvas, clip: Size, timestamp: number): VideoFrame {
    return this.#stills.take(canvas, clip, timestamp);
  }
}
