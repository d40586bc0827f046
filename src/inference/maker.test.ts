import {expect, it, vi} from 'vitest';
import type {GeneratorSpec} from '../domain/style.ts';
import type {Backend} from './backend.ts';
import type {Generator} from './generator.ts';
import {Golden} from './golden.ts';
import {Maker} from './maker.ts';

const spec = {} as GeneratorSpec;
const {signal} = new AbortController();

/** A maker on a GPU that is right as long as `rights` say so, look by look. */
function makerOn({rights, hasHalf}: {rights: boolean[]; hasHalf: boolean}) {
  const released = vi.fn();
  const onWrong = vi.fn();
  const createGenerator: Backend['createGenerator'] = (_spec, _weights, _picture, wish) =>
    Promise.resolve({
      spec,
      isHalf: hasHalf && wish?.mayHalve,
      release: () => Promise.resolve(released()),
    } as unknown as Generator);
  const backend = {capabilities: {backend: 'webgpu'}, createGenerator} as Backend;
  vi.spyOn(Golden, 'take').mockImplementation(() =>
    Promise.resolve({
      isDue: true,
      holds: () => Promise.resolve(rights.shift() ?? true),
    } as unknown as Golden),
  );
  const maker = new Maker({
    weightsOf: () => Promise.resolve(new ArrayBuffer(0)),
    backend: () => Promise.resolve(backend),
    pictureOf: () => ({width: 8, height: 8}),
    isTimed: () => false,
    onTimed: () => undefined,
    onWrong,
  });
  return {maker, released, onWrong};
}

it('f16 that is right stays', async () => {
  const {maker, released} = makerOn({rights: [true, true], hasHalf: true});
  const generator = await maker.make(spec, signal);
  expect(generator.isHalf).toBe(true);
  expect(await maker.checked(generator, signal)).toBe(generator);
  expect(released).not.toHaveBeenCalled();
});

it('f16 that is wrong from the start gives way to f32, for good', async () => {
  const {maker, released} = makerOn({rights: [false], hasHalf: true});
  expect((await maker.make(spec, signal)).isHalf).toBe(false);
  expect(released).toHaveBeenCalledTimes(1);
  expect((await maker.make(spec, signal)).isHalf).toBe(false);
});

it('f16 that turns wrong while live gives way to f32, and wrong f32 ends the device', async () => {
  const {maker, released, onWrong} = makerOn({rights: [true, false, true, false], hasHalf: true});
  const half = await maker.make(spec, signal);
  const whole = await maker.checked(half, signal);
  expect([half.isHalf, whole.isHalf]).toEqual([true, false]);
  expect(released).toHaveBeenCalledTimes(1);
  expect(await maker.checked(whole, signal)).toBe(whole);
  expect(onWrong).not.toHaveBeenCalled();
  await expect(maker.checked(whole, signal)).rejects.toMatchObject({name: 'DeviceLost'});
  expect(onWrong).toHaveBeenCalledTimes(1);
});
