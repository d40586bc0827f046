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

const count = 2000;
/** For one file; the machine may be busy. */
const hangMs = 5000;

/**
 * Opens `count` damaged files. Nothing but a refusal may be thrown; what is let in must be whole.
 * @param open returns what is wrong with a file that was let in: limits that it breaks, parts that differ
 */
async function fuzz(
  what: string,
  make: (seed: number) => Uint8Array,
  open: (data: Uint8Array) => string[] | Promise<string[]>,
): Promise<number> {
  const [crashes, wrong]: [string[], string[]] = [[], []];
  let [refused, hangs, slowest] = [0, 0, 0];
  for (let seed = 0; seed < count; seed++) {
    const data = make(seed);
    const start = performance.now();
    try {
      wrong.push(...(await open(data)).map((fault) => `seed ${seed}: ${fault}`));
    } catch (error) {
      if (error instanceof RefusedError) refused++;
      else crashes.push(`seed ${seed}: ${String(error)}`);
    }
    const ms = performance.now() - start;
    slowest = Math.max(slowest, ms);
    hangs += Number(ms > hangMs);
  }
  console.log(
    `${count} damaged ${what}: ${crashes.length} crashes, ${hangs} hangs, ${wrong.length} let in over a limit; ` +
      `${refused} refused, slowest ${slowest.toFixed(0)} ms`,
  );
  expect({crashes, hangs, wrong}).toEqual({crashes: [], hangs: 0, wrong: []});
  return refused;
}

it(`${count} damaged generators: refused or within all limits, none crashes, none hangs`, async () => {
  const good = Object.values(architectures).map((make) => make());
  const refused = await fuzz(
    'generators',
    (seed) => mutate(good[seed % good.length]!, dice(seed)),
    (data) => {
      const {form, multiple, gmacs} = inspect(data);
      const sides = form.fixed ? [form.fixed.width, form.fixed.height] : [];
      return [
        ...(gmacs <= maxGmacs ? [] : [`${gmacs} GMAC`]),
        ...(multiple <= 64 ? [] : [`sides in steps of ${multiple}`]),
        ...sides
          .filter((side) => !(side >= fixedSides.min && side <= fixedSides.max))
          .map((side) => `a side of ${side}`),
      ];
    },
  );
  expect(refused).toBeGreaterThan(count / 4);
}, 120_000);

it(`${count} damaged packs: refused, or every file is what it was`, async () => {
  const {data: good, files: parts} = packed('Good');
  await readPack(good);
  const refused = await fuzz(
    'packs',
    (seed) => mutate(good, dice(seed + count)),
    async (data) => {
      const {files} = await readPack(data);
      return [...parts]
        .filter(([name, content]) => Buffer.compare(files.get(name) ?? Buffer.of(), content) !== 0)
        .map(([name]) => `${name} differs`);
    },
  );
  expect(refused).toBeGreaterThan(count / 2);
}, 120_000);
