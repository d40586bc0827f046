/** A generator without a style around it: brought into our form, tried, and made a style of. */
import type {PackDescription} from '../../domain/pack.ts';
import {adapt, type Form} from './adapt.ts';
import type {Choices, Naming, RangeName, Trial} from './api.ts';
import {factsOf, specOf, type Unfiled} from './facts.ts';
import {isOurs, type Findings} from './inspect.ts';
import type {Pack} from './pack.ts';
import {usualRanges, type Range} from './range.ts';
import {refuse} from './refuse.ts';
import {paintTrial, type Easel, type Outcome} from './trial.ts';

/** What was read, and in our form as it was tried last. */
export interface Bare {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly findings: Findings;
  adapted?: {
    readonly data: Uint8Array<ArrayBuffer>;
    readonly spec: Unfiled;
    readonly picture: Blob;
  };
}

/** Strides that a graph does not show may ask for larger multiples. */
const largestMultiple = 64;

/** Side of a thumbnail in pixels. */
const thumbnailSide = 192;

const nameOf = ([black, white]: Range) => `${black},${white}` as RangeName;
const rangeOf = (name: RangeName): Range =>
  usualRanges.find((range) => nameOf(range) === name) ?? refuse('malformed', name);

/** How `form` is to be run as far as is known. */
export const choicesOf = ({inputRange, outputRange, fixed}: Form): Choices => ({
  inputRange: nameOf(inputRange),
  outputRange: nameOf(outputRange),
  fit: fixed?.fit,
});

/** Paints `frame` as `wished`, else as the graph says, else as looks likeliest. */
export async function tryBare(
  easel: Easel,
  bare: Bare,
  frame: VideoFrame,
  wished?: Choices,
): Promise<Trial> {
  const {form, isRangeSure} = bare.findings;
  const told = choicesOf(form);
  const choices = wished ?? (isRangeSure ? told : await likeliest(easel, bare, frame, told));
  return {kind: 'painted', ...(await paint(easel, bare, frame, choices)), choices};
}

/** A pack of the generator as it was tried last. */
export async function packOf({adapted}: Bare, {id, title}: Naming): Promise<Pack> {
  const {data, spec, picture} = adapted ?? refuse('does-not-run', 'it was not tried');
  const thumbnail = await thumbnailOf(picture);
  const facts = await factsOf(data);
  const file = `${id}-G.${facts.sha256.slice(0, 8)}.onnx`;
  const description: PackDescription = {
    format: 'cyclelens-style',
    version: 1,
    style: {
      id,
      title,
      domainX: 'photographs',
      domainY: title,
      thumbnail: `${id}.webp`,
      licence: 'not stated',
      attribution: 'opened from a file',
      G: {M: {...spec, ...facts, file}},
    },
    thumbnail: await factsOf(thumbnail),
  };
  return {
    description,
    files: new Map([
      [`${id}.webp`, thumbnail],
      [file, data],
    ]),
  };
}

/** The choices whose picture looks most like a painting of the frame. */
async function likeliest(easel: Easel, bare: Bare, frame: VideoFrame, given: Choices) {
  let best = {choices: given, score: -1};
  for (const range of usualRanges) {
    const choices = {...given, inputRange: nameOf(range), outputRange: nameOf(range)};
    const {score} = await paint(easel, bare, frame, choices, 0);
    if (score > best.score) best = {choices, score};
  }
  return best.choices;
}

async function paint(
  easel: Easel,
  bare: Bare,
  frame: VideoFrame,
  {inputRange, outputRange, fit}: Choices,
  budgetMs?: number,
): Promise<Outcome> {
  const {form, multiple} = bare.findings;
  const chosen: Form = {
    ...form,
    inputRange: rangeOf(inputRange),
    outputRange: rangeOf(outputRange),
    fixed: form.fixed && {...form.fixed, fit: fit ?? form.fixed.fit},
  };
  const data = isOurs(chosen) ? bare.data : adapt(bare.data, chosen);
  const spec = specOf(bare.findings, chosen);
  for (let by = multiple; ; by *= 2) {
    try {
      const tried = {...spec, multiple: by};
      const outcome = await paintTrial(easel, tried, data, frame, budgetMs);
      bare.adapted = {data, spec: tried, picture: outcome.picture};
      return outcome;
    } catch (error) {
      if (2 * by > largestMultiple || form.fixed) throw error;
    }
  }
}

/** The middle of `picture` as a small square. */
async function thumbnailOf(picture: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(picture);
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(thumbnailSide, thumbnailSide);
  const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  canvas.getContext('2d')?.drawImage(bitmap, x, y, side, side, 0, 0, thumbnailSide, thumbnailSide);
  bitmap.close();
  const blob = await canvas.convertToBlob({type: 'image/webp', quality: 0.85});
  return new Uint8Array(await blob.arrayBuffer());
}
