import {InferenceSession, Tensor} from 'onnxruntime-node';
import sharp from 'sharp';
import {groundOf, lay} from '../src/domain/ground.ts';
import type {GeneratorSpec} from '../src/domain/style.ts';

/** Runs a generator over a picture, in RGB bytes, and returns the painted picture as a PNG. */
export async function paintPicture(
  spec: GeneratorSpec,
  picture: Buffer,
  width: number,
  height: number,
): Promise<Buffer> {
  const session = await InferenceSession.create(`public/models/${spec.file}`, {
    intraOpNumThreads: 1,
  });
  // Mirrored all round by the margin, and to the right and below up to the next multiple.
  const grow = (side: number) =>
    Math.ceil((side + 2 * spec.margin) / spec.multiple) * spec.multiple;
  const [w, h] = [grow(width), grow(height)];
  const {data} = await sharp(picture)
    .removeAlpha()
    .extend({
      left: spec.margin,
      top: spec.margin,
      right: w - width - spec.margin,
      bottom: h - height - spec.margin,
      extendWith: 'mirror',
    })
    .raw()
    .toBuffer({resolveWithObject: true});
  const [black, white] = spec.range;
  const size = w * h;
  const input = new Float32Array(size * 3);
  for (let i = 0; i < size * 3; i++) {
    input[(i % 3) * size + Math.floor(i / 3)] = black + ((data[i] ?? 0) / 255) * (white - black);
  }
  lay(input, groundOf(spec, {width: w, height: h}, {x: -spec.margin, y: -spec.margin}));
  const result = await session.run({[spec.input]: new Tensor('float32', input, [1, 3, h, w])});
  const output = result[spec.output]?.data as Float32Array;
  const pixels = Buffer.alloc(size * 3);
  for (let i = 0; i < size * 3; i++) {
    const value = ((output[(i % 3) * size + Math.floor(i / 3)] ?? 0) - black) / (white - black);
    pixels[i] = Math.round(Math.min(1, Math.max(0, value)) * 255);
  }
  await session.release();
  return sharp(pixels, {raw: {width: w, height: h, channels: 3}})
    .extract({left: spec.margin, top: spec.margin, width, height})
    .png()
    .toBuffer();
}
