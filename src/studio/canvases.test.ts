import {expect, it} from 'vitest';
import {Canvases} from './canvases.ts';

const canvas = (width = 64) => ({width, height: 48}) as HTMLCanvasElement;

it('hands each canvas out once and asks the stage for the next', async () => {
  const canvases = new Canvases();
  const [a, b, c] = [canvas(), canvas(), canvas()];
  canvases.attach(a);
  expect(await canvases.take()).toEqual({key: 0, canvas: a});
  expect(canvases.keys.value).toEqual([0]);
  const [second, third] = [canvases.take(), canvases.take()];
  expect(canvases.keys.value).toEqual([0, 1]);
  canvases.attach(b);
  expect(await second).toEqual({key: 1, canvas: b});
  canvases.attach(c);
  expect(await third).toEqual({key: 2, canvas: c});
});

it('keeps what shows until another is painted on', async () => {
  const canvases = new Canvases();
  canvases.attach(canvas());
  const first = await canvases.take();
  const taking = canvases.take();
  canvases.attach(canvas());
  const second = await taking;
  canvases.drop(first);
  expect(canvases.keys.value).toEqual([0, 1]);
  await canvases.show(second);
  expect(canvases.keys.value).toEqual([1]);
  expect(canvases.shown.value).toBe(second.canvas);
});

it('takes a canvas away that was never shown', async () => {
  const canvases = new Canvases();
  canvases.attach(canvas());
  await canvases.take();
  const taking = canvases.take();
  canvases.attach(canvas());
  canvases.drop(await taking);
  expect(canvases.keys.value).toEqual([0]);
});
