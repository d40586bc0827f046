import {Tensor} from 'onnxruntime-node';
import {expect, it} from 'vitest';
import {architectures} from '../../../tests/fixtures/architectures.ts';
import {byHand, pixelsOf, run, type Planes} from '../../../tests/fixtures/by-hand.ts';
import {psnr} from '../../../tests/fixtures/picture.ts';
import {adapt, ends, type Form} from './adapt.ts';
import {inspect} from './inspect.ts';

/** A smooth picture. */
function picture(width: number, height: number): Planes {
  const values = Float32Array.from({length: 3 * width * height}, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    return Math.sin(x / 5 + Math.floor(i / (width * height))) * Math.cos(y / 7);
  });
  return {width, height, values};
}

async function adapted(data: Uint8Array, form: Form, shown: Planes): Promise<Planes> {
  const {width, height, values} = shown;
  const x = new Tensor('float32', values, [1, 3, height, width]);
  const file = adapt(data, form);
  // What comes out is let in again.
  expect(inspect(file).form).toMatchObject({...ends, layout: 'NCHW', precision: 'f32'});
  const y = await run(file, ends.input, x);
  expect(y.dims).toEqual([1, 3, height, width]);
  return {width, height, values: y.data as Float32Array};
}

it.each(Object.keys(architectures) as (keyof typeof architectures)[])(
  '%s paints in our form what it paints in its own',
  async (name) => {
    const data = architectures[name]();
    const {form} = inspect(data);
    const shown = picture(64, 64);
    const [ours, own] = [await adapted(data, form, shown), await byHand(data, form, shown)];
    expect(psnr(pixelsOf(ours), pixelsOf(own))).toBeGreaterThan(50);
  },
);

it('a picture in a letterbox is the middle of a square with mirrored borders', async () => {
  const data = architectures['u-net of 64²']();
  const {form} = inspect(data);
  for (const shown of [picture(64, 46), picture(41, 64)]) {
    const [ours, own] = [await adapted(data, form, shown), await byHand(data, form, shown)];
    expect(psnr(pixelsOf(ours), pixelsOf(own))).toBeGreaterThan(80);
  }
});

it('a squeezed picture comes back in its own shape', async () => {
  const data = architectures['resnet-9 of 64²']();
  const {form} = inspect(data);
  const fixed = {width: 64, height: 64, fit: 'stretch'} as const;
  const {values} = await adapted(data, {...form, fixed}, picture(80, 52));
  expect(values.length).toBe(3 * 80 * 52);
  expect(Math.max(...values)).toBeLessThanOrEqual(1);
});
