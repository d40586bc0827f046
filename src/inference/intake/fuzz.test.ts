import {expect, it} from 'vitest';
import {createRng} from '../../../scripts/still-life/random.ts';
import {architectures} from '../../../tests/fixtures/architectures.ts';
import {packed} from '../../../tests/fixtures/packed.ts';
import {fixedSides} from '../../domain/style.ts';
import {inspect} from './inspect.ts';
import {maxGmacs} from './limits.ts';
import {readPack} from './pack.ts';
import {RefusedError} from './refuse.ts';

/** Whole numbers below `limit` that look random and are the same for each seed. */
function dice(seed: number): (limit: number) => number {
  const random = createRng(seed);
  return (limit) => Math.floor(random() * limit);
}

/** Bytes that decide a lot: ends of varints, large lengths, signs. */
const telling = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x3a];

/** `good` with a few changes: bytes, runs of bytes, parts cut out, doubled or put elsewhere. */
function mutate(good: Uint8Array, roll: (limit: number) => number): Uint8Array {
  let data: Uint8Array = Buffer.from(good);
  for (let left = 1 + roll(6); left > 0; left--) {
    // Most of a file is weights; what is at its ends and in its names decides.
    const near = roll(2) ? roll(data.length) : roll(Math.min(400, data.length));
    const at = roll(4) ? near : Math.max(0, data.length - 1 - roll(600));
    const length = 1 + roll(roll(2) ? 8 : 400);
    const [head, middle, tail] = [
      data.slice(0, at),
      data.slice(at, at + length),
      data.slice(at + length),
    ];
    switch (roll(6)) {
      case 0:
        data[at] = telling[roll(telling.length)]!;
        break;
      case 1:
        data[at] = (data[at] ?? 0) ^ (1 << roll(8));
        break;
      case 2:
        data = Buffer.concat([head, tail]);
        break;
      case 3:
        data = Buffer.concat([head, middle, middle, tail]);
        break;
      case 4:
        data = head;
        break;
      default:
        data.set(
          data.slice(roll(data.length)).slice(0, length),
          Math.min(at, Math.max(0, data.length - length)),
        );
    }
    if (data.length === 0) break;
  }
  return data;
}

const count = 1200;
/** For one file; the machine may be busy. */
const hangMs = 5000;

it(`${count} damaged generators: refused or within all limits, none crashes, none hangs`, () => {
  const good = Object.values(architectures).map((make) => make());
  let [refused, slowest] = [0, 0];
  for (let seed = 0; seed < count; seed++) {
    const data = mutate(good[seed % good.length]!, dice(seed));
    const start = performance.now();
    try {
      const {form, multiple, gmacs} = inspect(data);
      expect(gmacs, `seed ${seed}`).toBeLessThanOrEqual(maxGmacs);
      expect(multiple).toBeLessThanOrEqual(64);
      for (const side of form.fixed ? [form.fixed.width, form.fixed.height] : []) {
        expect(side).toBeGreaterThanOrEqual(fixedSides.min);
        expect(side).toBeLessThanOrEqual(fixedSides.max);
      }
    } catch (error) {
      expect(error, `seed ${seed}: ${String(error)}`).toBeInstanceOf(RefusedError);
      refused++;
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  console.log(`generators: ${refused} of ${count} refused, slowest ${slowest.toFixed(0)} ms`);
  expect(slowest).toBeLessThan(hangMs);
  expect(refused).toBeGreaterThan(count / 4);
}, 120_000);

it(`${count} damaged packs: refused, or every file is what it was`, async () => {
  const {data: good, files: parts} = packed('Good');
  await readPack(good);
  let [refused, slowest] = [0, 0];
  for (let seed = 0; seed < count; seed++) {
    const data = mutate(good, dice(seed + count));
    const start = performance.now();
    try {
      const {files} = await readPack(data);
      for (const [name, content] of parts) {
        const read = files.get(name) ?? new Uint8Array(0);
        expect(Buffer.compare(read, content), `seed ${seed}: ${name}`).toBe(0);
      }
    } catch (error) {
      expect(error, `seed ${seed}: ${String(error)}`).toBeInstanceOf(RefusedError);
      refused++;
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  console.log(`packs: ${refused} of ${count} refused, slowest ${slowest.toFixed(0)} ms`);
  expect(slowest).toBeLessThan(hangMs);
  expect(refused).toBeGreaterThan(count / 2);
}, 120_000);
