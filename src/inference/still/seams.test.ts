import {InferenceSession, Tensor} from 'onnxruntime-node';
import {expect, it} from 'vitest';
import {strided} from '../../../tests/fixtures/networks.ts';
import {reachOf} from './reach.ts';
import {spansOf} from './tiles.ts';

const [width, height] = [176, 132];

/** A picture with detail everywhere, NCHW [1, 3, 132, 176] within [−1, 1]. */
const picture = Float32Array.from({length: 3 * width * height}, (_, i) => Math.sin(i * i) / 1.5);

/** Rows and columns `top`… and `left`… of `planes`, that many. */
function cut(planes: Float32Array, left: number, top: number, w: number, h: number) {
  const part = new Float32Array(3 * w * h);
  for (let c = 0; c < 3; c++) {
    for (let row = 0; row < h; row++) {
      const from = (c * height + top + row) * width + left;
      part.set(planes.subarray(from, from + w), (c * h + row) * w);
    }
  }
  return part;
}

/** Largest difference between what tiles of 72 pixels and one of the whole picture paint. */
async function seam(data: Buffer, overlap: number, multiple: number): Promise<number> {
  const session = await InferenceSession.create(data, {logSeverityLevel: 3});
  const paint = async (x: Float32Array, w: number, h: number) => {
    const {y} = await session.run({x: new Tensor('float32', x, [1, 3, h, w])});
    return y?.data as Float32Array;
  };
  const whole = await paint(picture, width, height);
  let worst = 0;
  for (const row of spansOf(height, 72, overlap, multiple)) {
    for (const column of spansOf(width, 72, overlap, multiple)) {
      const [w, h] = [column.to - column.from, row.to - row.from];
      const tile = await paint(cut(picture, column.from, row.from, w, h), w, h);
      const expected = cut(whole, column.from, row.from, w, h);
      for (let i = 0; i < tile.length; i++) {
        const [x, y] = [column.from + (i % w), row.from + (Math.floor(i / w) % h)];
        const isKept = y >= row.keepFrom && y < row.keepTo;
        if (!isKept || x < column.keepFrom || x >= column.keepTo) continue;
        worst = Math.max(worst, Math.abs(tile[i]! - expected[i]!));
      }
    }
  }
  await session.release();
  return worst;
}

it('tiles that overlap by the reach paint what the whole paints; with less, seams show', async () => {
  const {data} = strided(4, 1);
  const reach = reachOf(new Uint8Array(data).buffer);
  const level = 2 / 255;
  expect(await seam(data, reach, 4)).toBeLessThanOrEqual(level / 1000);
  expect(await seam(data, 4, 4)).toBeGreaterThan(level);
});
