import type {Page} from '@playwright/test';
import {plainLook} from '../../src/domain/look.ts';
import {PlainSteadier} from '../fixtures/steadier.ts';
import {keptShare} from '../../src/inference/steadiness.ts';
import {codeRows, film, installFilmstrip, side} from '../fixtures/filmstrip.ts';
import {testStyle} from '../fixtures/manifest.ts';
import {
  difference,
  disc,
  moved,
  noiseOf,
  texture,
  tremble,
  warpError,
  type Scene,
} from '../fixtures/scenes.ts';
import {expect, note, test} from '../fixtures/test.ts';

const levelsOf = (scene: Scene, noise: () => number = () => 0) =>
  Array.from({length: side * side}, (_, at) => {
    const value = 255 * (scene(at % side, Math.floor(at / side)) + noise());
    return Math.max(0, Math.min(255, Math.round(value)));
  });

/** Without the rows that tell pictures apart. */
const below = (levels: readonly number[]) => levels.slice(codeRows * side);

/** What the steadier makes of identity's paintings. */
function reference() {
  const steadier = new PlainSteadier({width: side, height: side}, 0);
  return (levels: readonly number[], code: number): number[] => {
    const green = levels.map((level, at) => {
      const [column, row] = [at % side, Math.floor(at / side)];
      return row < 8 && column < 16 ? (code & (1 << (column >> 3)) ? 255 : 0) : level;
    });
    const x = Float32Array.from({length: 3 * side * side}, (_, i) => {
      return green[i % (side * side)]! / 127.5 - 1;
    });
    const y = x.slice();
    steadier.steady(x, y, [-1, 1], keptShare(plainLook.steadiness));
    return Array.from(y.subarray(0, side * side), (value) => 127.5 * (value + 1));
  };
}

/** Films scenes one after the other: what went in, what was painted, what the steadier makes of it. */
async function filmAll(page: Page, scenes: readonly Scene[], noise: () => number) {
  const steady = reference();
  const frames = [];
  for (const [i, scene] of scenes.entries()) {
    const plain = levelsOf(scene, noise);
    const shown = await film(page, plain, i % 4);
    frames.push({plain, shown, wanted: steady(plain, i % 4)});
  }
  return frames;
}

const {scene: withDisc, isOn} = disc(36, 44, 11);
const inDisc = (at: number) => isOn(at % side, Math.floor(at / side) + codeRows);

const scenes = {
  still: Array<Scene>(24).fill(withDisc),
  gone: [texture, texture],
  moving: Array.from({length: 8}, (_, i) => moved(2 * i + 2)),
};

for (const backend of ['wasm', 'webgpu'] as const) {
  test.describe(backend, () => {
    test.use({adapter: backend === 'webgpu' ? 'software' : 'none'});

    test('a still scene does not tremble, what moves leaves no ghost, and a new style starts anew', async ({
      app,
      page,
    }) => {
      await installFilmstrip(page);
      await app.serve(testStyle('identity'), testStyle('half'));
      await app.paint(`?backend=${backend}&quality=${side}`);
      const all = [...scenes.still, ...scenes.gone, ...scenes.moving];
      const frames = await filmAll(page, all, noiseOf(3));
      const parts = (which: 'plain' | 'shown', from: number, to: number) =>
        frames.slice(from, to).map((frame) => below(frame[which]));

      const calm = tremble(parts('shown', 10, 24)) / tremble(parts('plain', 10, 24));
      const [clean, last] = [below(levelsOf(texture)), frames[25]!];
      const ghost =
        difference(below(last.shown), clean, inDisc) - difference(below(last.plain), clean, inDisc);
      const warp =
        warpError(parts('shown', 26, 34), side, 2) / warpError(parts('plain', 26, 34), side, 2);
      const apart = frames.map(({shown, wanted}) => difference(shown, wanted));
      note('noise of a still scene', `${calm.toFixed(2)} of the unsteadied`);
      note('ghost after two frames', `${ghost.toFixed(2)} levels more than the unsteadied`);
      note('warp error', `${warp.toFixed(3)} of the unsteadied`);
      note('difference to the reference', `${Math.max(...apart).toFixed(2)} levels at most`);
      expect(calm).toBeLessThanOrEqual(0.4);
      expect(ghost).toBeLessThanOrEqual(1);
      expect(warp).toBeLessThanOrEqual(1.001);
      expect(Math.max(...apart)).toBeLessThanOrEqual(0.6);

      // A network that halves each value's distance from grey paints nothing of what identity did.
      await film(page, levelsOf(texture), 2);
      await app.choose('half');
      await app.paints('half');
      const halved = await film(page, levelsOf(texture), 1);
      const wanted = levelsOf(texture).map((level) => 63.75 + level / 2);
      expect(difference(below(halved), below(wanted))).toBeLessThanOrEqual(0.6);
    });
  });
}
