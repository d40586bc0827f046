/** What the planes of a frame mean, which frames of many cameras do not say. */
import {blackOf, weightsOf, type Meaning} from './shrinker.ts';

/** ITU-R BT.601 and BT.709: how much red and blue count in lightness; what is HDR the browser alone knows. */
const known: readonly Meaning[] = [
  {red: 0.299, blue: 0.114, isFull: false},
  {red: 0.2126, blue: 0.0722, isFull: false},
  {red: 0.299, blue: 0.114, isFull: true},
  {red: 0.2126, blue: 0.0722, isFull: true},
];

/** A colour whose red and green are told apart by all of them. */
const [y, u, v] = [128, 160, 150] as const;
const side = 16;
/** Levels by which browsers may round. */
const tolerance = 1.5;

const redGreenOf = (meaning: Meaning) => {
  const {luma, rv, gu, gv} = weightsOf(meaning);
  const lightness = luma * (y - blackOf(meaning));
  return [lightness + rv * (v - 128), lightness - gu * (u - 128) - gv * (v - 128)];
};

/** Finds what the browser takes planes of this kind for, by one colour that it turns into RGBA. */
export async function meaningOf(colorSpace: VideoColorSpace): Promise<Meaning | undefined> {
  const bytes = new Uint8Array(1.5 * side ** 2).fill(y);
  bytes.fill(u, side ** 2, 1.25 * side ** 2).fill(v, 1.25 * side ** 2);
  const frame = new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: side,
    codedHeight: side,
    timestamp: 0,
    colorSpace: colorSpace.toJSON(),
  });
  const rgba = new Uint8Array(4 * side ** 2);
  await frame.copyTo(rgba, {format: 'RGBA'}).finally(() => frame.close());
  return known.find((meaning) =>
    redGreenOf(meaning).every((level, i) => Math.abs(level - rgba[i]!) < tolerance),
  );
}
