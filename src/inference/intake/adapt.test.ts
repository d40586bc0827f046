import {InferenceSession, Tensor} from 'onnxruntime-node';
import {expect, it} from 'vitest';
import {architectures, toHalf} from '../../../tests/fixtures/architectures.ts';
import {adapt, ends, type Form} from './adapt.ts';
import {inspect} from './inspect.ts';
import {halfToNumber} from './tensor.ts';

type Picture = {readonly width: number; readonly height: number; readonly values: Float32Array};

/** A smooth picture of three planes, black −1 and white 1. */
function picture(width: number, height: number): Picture {
  const values = Float32Array.from({length: 3 * width * height}, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    return Math.sin(x / 5 + Math.floor(i / (width * height))) * Math.cos(y / 7);
  });
  return {width, height, values};
}

async function run(data: Uint8Array, name: string, tensor: Tensor): Promise<Tensor> {
  const session = await InferenceSession.create(data, {logSeverityLevel: 3});
  const results = await session.run({[name]: tensor});
  await session.release();
  return Object.values(results)[0]!;
}

const indexOf = (layout: Form['layout'], plane: number, i: number) =>
  layout === 'NCHW' ? i : 3 * (i % plane) + Math.floor(i / plane);

/** What the generator as it came makes of `shown`, by hand from our form and back. */
async function byHand(
  data: Uint8Array,
  form: Form,
  {width, height, values}: Picture,
): Promise<number[]> {
  const plane = width * height;
  const x = new Float32Array(3 * plane);
  const [black, white] = form.inputRange;
  values.forEach((value, i) => {
    x[indexOf(form.layout, plane, i)] = black + ((value + 1) / 2) * (white - black);
  });
  const dims = form.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  const half = form.precision === 'f16';
  const y = await run(
    data,
    form.input,
    half
      ? new Tensor('float16', Uint16Array.from(x, toHalf), dims)
      : new Tensor('float32', x, dims),
  );
  const [outBlack, outWhite] = form.outputRange;
  const raw = Array.from(y.data as ArrayLike<number>);
  const given = half ? raw.map(halfToNumber) : raw;
  return Array.from(values, (_, i) => {
    const value = given[indexOf(form.layout, plane, i)] ?? NaN;
    return (2 * (value - outBlack)) / (outWhite - outBlack) - 1;
  });
}

function psnr(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const squares = Array.from(a, (value, i) => (value - (b[i] ?? NaN)) ** 2);
  return (
    10 * Math.log10(4 / (squares.reduce((sum, square) => sum + square, 1e-12) / squares.length))
  );
}

async function adapted(data: Uint8Array, form: Form, {width, height, values}: Picture) {
  const x = new Tensor('float32', values, [1, 3, height, width]);
  const file = adapt(data, form);
  // What comes out is let in again.
  expect(inspect(file).form).toMatchObject({...ends, layout: 'NCHW', precision: 'f32'});
  const y = await run(file, ends.input, x);
  expect(y.dims).toEqual([1, 3, height, width]);
  return y.data as Float32Array;
}

it.each(Object.keys(architectures) as (keyof typeof architectures)[])(
  '%s paints in our form what it paints in its own',
  async (name) => {
    const data = architectures[name]();
    const {form} = inspect(data);
    const shown = picture(64, 64);
    expect(psnr(await adapted(data, form, shown), await byHand(data, form, shown))).toBeGreaterThan(
      50,
    );
  },
);

it('a picture in a letterbox is the middle of a square with mirrored borders', async () => {
  const data = architectures['u-net of 64²']();
  const {form} = inspect(data);
  const shown = picture(64, 46);
  const square: Picture = {...picture(64, 64), values: new Float32Array(3 * 64 * 64)};
  const mirrored = (row: number) => (row < 0 ? -row : row > 45 ? 90 - row : row);
  square.values.forEach((_, i) => {
    const [column, row, colour] = [i % 64, Math.floor(i / 64) % 64, Math.floor(i / 4096)];
    square.values[i] = shown.values[colour * 64 * 46 + mirrored(row - 9) * 64 + column]!;
  });
  const whole = await byHand(data, form, square);
  const middle = whole.filter((_, i) => {
    const row = Math.floor(i / 64) % 64;
    return row >= 9 && row < 55;
  });
  expect(psnr(await adapted(data, form, shown), middle)).toBeGreaterThan(80);
});

it('a squeezed picture comes back in its own shape', async () => {
  const data = architectures['resnet-9 of 64²']();
  const {form} = inspect(data);
  const fixed = {width: 64, height: 64, fit: 'stretch'} as const;
  const y = await adapted(data, {...form, fixed}, picture(80, 52));
  expect(y.length).toBe(3 * 80 * 52);
  expect(Math.max(...y)).toBeLessThanOrEqual(1);
});
