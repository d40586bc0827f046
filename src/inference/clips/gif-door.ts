/** The worker that draws GIFs: the choice of colours takes seconds in which nothing else is painted. */
import {expose} from 'comlink';
import {Encoder} from 'modern-gif';
import type {Size} from '../../domain/geometry.ts';

let encoder: Encoder | undefined;

const drawing = {
  begin(size: Size): void {
    encoder = new Encoder({...size, maxColors: 255});
  },
  /** @param data RGBA @param delay until the next picture, in milliseconds */
  async add(data: Uint8ClampedArray<ArrayBuffer>, delay: number): Promise<void> {
    await encoder?.encode({data, delay});
  },
  async end(): Promise<Blob | undefined> {
    return encoder?.flush('blob');
  },
};

export type Drawing = typeof drawing;

expose(drawing);
