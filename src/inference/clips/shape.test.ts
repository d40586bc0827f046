import {expect, it} from 'vitest';
import {clipSize, fit} from './shape.ts';

it('scales small pictures up and keeps their shape, with even sides', () => {
  expect(clipSize({width: 160, height: 120})).toEqual({width: 640, height: 480});
  expect(clipSize({width: 121, height: 161})).toEqual({width: 480, height: 638});
});

it('takes pictures of a fair size as they are, and scales larger ones down', () => {
  expect(clipSize({width: 1280, height: 720})).toEqual({width: 1280, height: 720});
  expect(clipSize({width: 3840, height: 2160})).toEqual({width: 1920, height: 1080});
});

it('stretches a picture of nearly the same shape over all of the clip', () => {
  const clip = {width: 640, height: 480};
  expect(fit({width: 164, height: 120}, clip)).toEqual({x: 0, y: 0, ...clip});
});

it('shows a picture of another shape whole, in the middle', () => {
  const turned = fit({width: 120, height: 160}, {width: 640, height: 480});
  expect(turned).toEqual({x: 140, y: 0, width: 360, height: 480});
});
