import {describe, expect, it} from 'vitest';
import {
  difference,
  disc,
  moved,
  noiseOf,
  texture,
  tremble,
  warpError,
  type Scene,
} from '../../../tests/fixtures/scenes.ts';
import {plainLook} from '../../domain/look.ts';
import {keptShare} from '../steadiness.ts';
import {PlainSteadier} from '../../../tests/fixtures/steadier.ts';
import {Planes} from './planes.ts';
import {Steadier} from './steadier.ts';

const picture = {width: 64, height: 48};
const margin = 8;
const size = {width: 80, height: 64};
const plane = size.width * size.height;
const keep = keptShare(plainLook.steadiness);
const range = [-1, 1] as const;

const render = (scene: Scene, noise: () => number = () => 0) =>
  Float32Array.from({length: 3 * plane}, (_, i) => {
    const at = i % plane;
    return (
      2 * (scene((at % size.width) - margin, Math.floor(at / size.width) - margin) + noise()) - 1
    );
  });

/** A generator that makes noise worse: each pixel away from its neighbour. */
const nervous = (x: Float32Array) =>
  x.map((value, i) => value + 0.5 * (value - (x[i - 1] ?? value)));

/** A steadier that takes arrays. */
function steadierOf(tensor = size) {
  const planes = new Planes(tensor);
  const steadier = new Steadier(planes);
  return {
    reset: () => steadier.reset(),
    steady: (x: Float32Array, y: Float32Array) => {
      planes.original.set(x);
      planes.painted.set(y);
      steadier.steady(range, keep);
      y.set(planes.painted);
    },
  };
}

/** The red plane inside the margin, in levels of 255. */
const shown = (y: Float32Array) =>
  Float32Array.from({length: picture.width * picture.height}, (_, i) => {
    const row = margin + Math.floor(i / picture.width);
    return 127.5 * (y[row * size.width + margin + (i % picture.width)]! + 1);
  });

/** What is shown of frames of `scenes`, with steadiness and without. */
function run(scenes: readonly Scene[], noise?: () => number, steadier = steadierOf()) {
  const [plain, steady]: [Float32Array[], Float32Array[]] = [[], []];
  for (const scene of scenes) {
    const x = render(scene, noise);
    const y = nervous(x);
    plain.push(shown(y));
    steadier.steady(x, y);
    steady.push(shown(y));
  }
  return {plain, steady};
}

const still = (frames: number, scene: Scene) => Array<Scene>(frames).fill(scene);

describe('Steadier', () => {
  it.each([2, 4, 6])('calms a still scene whose camera has %i levels of noise', (levels) => {
    const {plain, steady} = run(still(40, texture), noiseOf(levels));
    expect(tremble(steady.slice(10)) / tremble(plain.slice(10))).toBeLessThanOrEqual(0.4);
  });

  it.each([
    [9, 0.95],
    [9, 0.6],
    [4, 0.8],
    [2, 0.95],
  ])(
    'leaves no ghost of a disc of radius %i and lightness %f after two frames',
    (radius, light) => {
      for (const levels of [0, 3]) {
        const {scene, isOn} = disc(31, 21, radius, light);
        const {plain, steady} = run([...still(20, scene), ...still(2, texture)], noiseOf(levels));
        const wanted = shown(nervous(render(texture)));
        const inDisc = (at: number) => isOn(at % picture.width, Math.floor(at / picture.width));
        const ghost = difference(steady.at(-1)!, wanted, inDisc);
        expect(ghost - difference(plain.at(-1)!, wanted, inDisc)).toBeLessThanOrEqual(1);
      }
    },
  );

  it.each([1, 2, 3])('warps no worse than without when all moves %i pixels a frame', (by) => {
    const scenes = Array.from({length: 30}, (_, frame) => moved(by * frame));
    const {plain, steady} = run(scenes, noiseOf(2));
    const error = warpError(steady, picture.width, by);
    expect(error).toBeLessThanOrEqual(1.0001 * warpError(plain, picture.width, by));
  });

  it('shows a cut at once, and after a reset nothing of what was', () => {
    const steadier = steadierOf();
    const a = run([() => 0.5], undefined, steadier);
    const b = run([texture], undefined, steadier);
    steadier.reset();
    const c = run([(column, row) => texture(column, row) + 0.004], undefined, steadier);
    for (const {plain, steady} of [a, b, c]) {
      expect(difference(plain[0]!, steady[0]!)).toBeLessThan(0.01);
    }
  });

  it.each([
    {width: 80, height: 64},
    {width: 54, height: 37},
  ])('does as plain arithmetic does on %o', (tensor) => {
    const [steadier, plain] = [steadierOf(tensor), new PlainSteadier(tensor, 0)];
    const noise = noiseOf(5);
    for (let frame = 0; frame < 12; frame++) {
      const {width, height} = tensor;
      const x = Float32Array.from({length: 3 * width * height}, (_, i) => {
        const at = i % (width * height);
        // The left half moves.
        const [column, row] = [at % width, Math.floor(at / width)];
        return 2 * texture(column < width / 2 ? column + 2 * frame : column, row) - 1 + noise();
      });
      const [y, wanted] = [nervous(x), nervous(x)];
      steadier.steady(x, y);
      plain.steady(x, wanted, range, keep);
      const apart = y.map((value, i) => Math.abs(value - wanted[i]!));
      expect(Math.max(...apart)).toBeLessThan(1e-4);
    }
  });
});
