/**
 * Styles and generators as the manifest (`public/models/manifest.json`) describes them. Every fact
 * that differs between networks is data here, so that no code ever asks for a style by its id.
 */
import * as v from 'valibot';

/** A file beside the manifest: a bare name, so that no entry can point outside its folder. */
export const fileName = (ending: RegExp) =>
  v.pipe(v.string(), v.maxLength(120), v.regex(/^[a-z0-9][\w.-]*$/i), v.regex(ending));

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

const portName = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Bytes of a generator's file: a U-Net of 54 million f32 weights has 218 million. */
export const maxGeneratorBytes = 256 * 2 ** 20;

/** Sides of a picture that a generator may insist on, in pixels. */
export const fixedSides = {min: 32, max: 1024} as const;

const side = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(fixedSides.min),
  v.maxValue(fixedSides.max),
);

/** Networks speak of 0…1, -1…1 or 0…255. JSON can tell of numbers that are infinite. */
const level = v.pipe(v.number(), v.minValue(-1024), v.maxValue(1024));

/** A share of the picture's range, or cycles a pixel: no wave has more than half of one. */
const half = v.pipe(v.number(), v.minValue(-0.5), v.maxValue(0.5));

const generatorSchema = v.object({
  file: fileName(/\.onnx$/),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxGeneratorBytes)),
  sha256,
  /** Name of the one input: NCHW, [1, 3, h, w], RGB. */
  input: portName,
  /** Name of the one output, of the input's shape. */
  output: portName,
  layout: v.literal('NCHW'),
  /** Value of black and of white, for input and output alike. */
  range: v.pipe(
    v.tuple([level, level]),
    v.check(([black, white]) => black !== white),
  ),
  /** Element type of input and output; f16 needs the device feature shader-f16. */
  precision: v.picklist(['f32', 'f16']),
  /** Height and width, margin included, must be multiples of this. */
  multiple: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  /** Pixels of mirrored border drawn around the picture before the network, cropped after it. */
  margin: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64)),
  /**
   * Waves under what the network sees, see ground.ts: cycles a pixel across, down, and height as a share
   * of the range. What is shown of the original has none.
   */
  ground: v.optional(v.pipe(v.array(v.tuple([half, half, half])), v.minLength(1), v.maxLength(8))),
  /**
   * For networks that were made for one size: that size in pixels, and how a picture of another shape
   * comes into it: with mirrored borders, squeezed (the file does either by itself), or cropped.
   */
  fixed: v.optional(
    v.object({width: side, height: side, fit: v.picklist(['letterbox', 'stretch', 'crop'])}),
  ),
  /** 10⁹ multiply-accumulates at 256×256 pixels. */
  gmacs: v.pipe(v.number(), v.minValue(0), v.maxValue(1e5)),
  parameters: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * A critic: NCHW [1, 3, h, w] → scores of patches [1, 1, h', w'], of which `output` names the finest.
 * Scores near `real` look like the domain's own pictures, near `made` like what a generator makes:
 * both are means over held-out pictures.
 */
const criticSchema = v.object({
  ...generatorSchema.entries,
  real: v.pipe(v.number(), v.minValue(-100), v.maxValue(100)),
  made: v.pipe(v.number(), v.minValue(-100), v.maxValue(100)),
});

const tiersSchema = v.pipe(
  v.object({
    S: v.optional(generatorSchema),
    M: v.optional(generatorSchema),
    L: v.optional(generatorSchema),
  }),
  v.check((tiers) => Boolean(tiers.S ?? tiers.M ?? tiers.L), 'a generator needs at least one tier'),
);

export const styleSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  title: text,
  /** The title in other languages, by their tags. */
  titles: v.optional(v.record(v.pipe(v.string(), v.maxLength(20)), text)),
  artist: v.optional(text),
  domainX: text,
  domainY: text,
  thumbnail: fileName(/\.webp$/),
  licence: text,
  attribution: text,
  /** X → Y: paints. */
  G: tiersSchema,
  /** Y → X: unpaints. */
  F: v.optional(tiersSchema),
  /** Judges pictures of Y. */
  D_Y: v.optional(criticSchema),
  /** G trained without one of its losses, to show what that one is for. */
  ablations: v.optional(v.object({noCycle: generatorSchema, noCritic: generatorSchema})),
});

const manifestSchema = v.object({
  version: v.literal(1),
  styles: v.pipe(
    v.array(styleSchema),
    v.minLength(1),
    v.check((styles) => new Set(styles.map((s) => s.id)).size === styles.length, 'ids repeat'),
  ),
});

/** One network: an ONNX file with what is needed to run it. */
export type GeneratorSpec = v.InferOutput<typeof generatorSchema>;
/** A network that tells real pictures from made ones. */
export type CriticSpec = v.InferOutput<typeof criticSchema>;

/** A network's one size, and how pictures come into it. */
export type FixedSize = NonNullable<GeneratorSpec['fixed']>;
/** What the user picks: a pair of generators with a title and a picture. */
export type Style = v.InferOutput<typeof styleSchema>;
/** Sizes of networks: S for slow devices, L for fast ones. */
export type Tier = 'S' | 'M' | 'L';
export type TierCosts = Readonly<Partial<Record<Tier, number>>>;
/** Which of the two generators paints. */
export type Direction = 'X→Y' | 'Y→X';

/**
 * Styles of a manifest.
 * @throws ValiError naming the first field that is wrong.
 */
export function parseManifest(json: unknown): Style[] {
  return v.parse(manifestSchema, json).styles;
}

/** The critic of the domain that `style` paints in `direction`, if the style has one. */
export const criticFor = ({D_Y}: Style, direction: Direction): CriticSpec | undefined =>
  direction === 'X→Y' ? D_Y : undefined;

const tiersOf = (style: Style, direction: Direction) => (direction === 'X→Y' ? style.G : style.F);

/** The generators of a style, in one direction or both: all tiers, since the device decides among them. */
export const generatorsOf = (style: Style, direction?: Direction): GeneratorSpec[] =>
  (direction ? [direction] : (['X→Y', 'Y→X'] as const)).flatMap((direction) => {
    const {S, M, L} = tiersOf(style, direction) ?? {};
    return [S, M, L].filter((generator) => generator !== undefined);
  });

/** The tier that stands for `wanted` among those that there are: itself, else M, else the nearest to M. */
export const tierAmong = (tiers: Style['G'], wanted: Tier = 'M'): Tier =>
  ([wanted, 'M', 'S'] as const).find((tier) => tiers[tier]) ?? 'L';

/** The generator that paints `style` in `direction`, if the style has one: of `tier`, else the nearest. */
export function generatorFor(
  style: Style,
  direction: Direction,
  tier?: Tier,
): GeneratorSpec | undefined {
  const tiers = tiersOf(style, direction);
  return tiers?.[tierAmong(tiers, tier)];
}

/** What the generators cost that there are, in 10⁹ multiply-accumulates at 256×256 pixels. */
export function costsOf(style: Style, direction: Direction): TierCosts {
  const {S, M, L} = tiersOf(style, direction) ?? {};
  return {
    ...(S && {S: S.gmacs}),
    ...(M && {M: M.gmacs}),
    ...(L && {L: L.gmacs}),
  };
}
