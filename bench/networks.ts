/**
 * The networks that ours is compared with, written from their papers with random weights, which tell
 * nothing of how they paint but what they cost: CycleGAN's ResNet-9 (Zhu et al., arXiv 1703.10593), fast
 * neural style (Johnson et al., arXiv 1603.08155), and a ResNet of depthwise convolutions, of the kind that GAN
 * compression ends at (Li et al., arXiv 2003.08936).
 */
import {createRng} from '../scripts/still-life/random.ts';
import {
  constant,
  join,
  node,
  part,
  picturePort,
  whole,
  type Attributes,
} from '../src/inference/intake/writer.ts';

/** An ONNX file from `x` to `y`, and what it costs. */
export interface Rival {
  readonly data: Uint8Array<ArrayBuffer>;
  /** 10⁹ multiply-accumulates at 256 × 256 pixels. */
  readonly gmacs: number;
}

const full = 256 ** 2;

class Builder {
  readonly #uniform = createRng(7);
  readonly #fields: Uint8Array[] = [];
  #count = 0;
  #macs = 0;

  #name(): string {
    return `t${this.#count++}`;
  }

  add(op: string, inputs: readonly string[], attributes: Attributes = {}, output = this.#name()) {
    this.#fields.push(node(op, inputs, output, attributes));
    return output;
  }

  #random(): number {
    return 2 * this.#uniform() - 1;
  }

  floats(dims: readonly number[], make: () => number): string {
    const name = this.#name();
    const length = dims.reduce((product, dim) => product * dim, 1);
    this.#fields.push(constant(name, dims, Float32Array.from({length}, make)));
    return name;
  }

  #weights(dims: readonly [number, number, number, number], fanIn: number): string {
    const spread = Math.sqrt(3 / fanIn);
    return this.floats(dims, () => spread * this.#random());
  }

  #mirror(x: string, by: bigint): string {
    const pads = this.#name();
    const sides = BigInt64Array.of(0n, 0n, by, by, 0n, 0n, by, by);
    this.#fields.push(constant(pads, [8], sides));
    return this.add('Pad', [x, pads], {mode: 'reflect'});
  }

  /** A convolution to `area` pixels (of a picture of 256 × 256), its border mirrored. */
  conv(x: string, from: number, to: number, side: number, area: number, stride = 1, groups = 1) {
    const padded = side > 1 ? this.#mirror(x, BigInt(side >> 1)) : x;
    const each = (from / groups) * side * side;
    this.#macs += each * to * area;
    const weights = this.#weights([to, from / groups, side, side], each);
    const bias = this.floats([to], () => 0);
    const attributes = {kernel_shape: [side, side], strides: [stride, stride], group: groups};
    return this.add('Conv', [padded, weights, bias], attributes);
  }

  /** A transposed convolution from `area` pixels to four times as many. */
  up(x: string, from: number, to: number, area: number): string {
    this.#macs += 9 * from * to * area;
    const weights = this.#weights([from, to, 3, 3], 2.25 * from);
    const bias = this.floats([to], () => 0);
    return this.add('ConvTranspose', [x, weights, bias], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 1, 1, 1],
      output_padding: [1, 1],
    });
  }

  norm(x: string, channels: number): string {
    const [one, zero] = [1, 0].map((value) => this.floats([channels], () => value)) as [
      string,
      string,
    ];
    return this.add('InstanceNormalization', [x, one, zero]);
  }

  active(x: string, channels: number): string {
    return this.add('Relu', [this.norm(x, channels)]);
  }

  finish(x: string): Rival {
    this.add('Tanh', [x], {}, 'y');
    const graph = [...this.#fields, part(2, 'rival'), picturePort(11, 'x'), picturePort(12, 'y')];
    const data = join([whole(1, 8), part(7, graph), part(8, [whole(2, 17)])]);
    return {data, gmacs: this.#macs / 1e9};
  }
}

/** A residual block of plain or of depthwise convolutions. */
function block(b: Builder, x: string, channels: number, area: number, isDepthwise: boolean) {
  const conv = (from: string) => {
    if (!isDepthwise) return b.conv(from, channels, channels, 3, area);
    const depthwise = b.norm(b.conv(from, channels, channels, 3, area, 1, channels), channels);
    return b.conv(depthwise, channels, channels, 1, area);
  };
  const half = b.active(conv(x), channels);
  return b.add('Add', [x, b.norm(conv(half), channels)]);
}

function resnet(n: number, isDepthwise: boolean): Rival {
  const b = new Builder();
  let x = b.active(b.conv('x', 3, n, 7, full), n);
  x = b.active(b.conv(x, n, 2 * n, 3, full / 4, 2), 2 * n);
  x = b.active(b.conv(x, 2 * n, 4 * n, 3, full / 16, 2), 4 * n);
  for (let i = 0; i < 9; i++) x = block(b, x, 4 * n, full / 16, isDepthwise);
  x = b.active(b.up(x, 4 * n, 2 * n, full / 16), 2 * n);
  x = b.active(b.up(x, 2 * n, n, full / 4), n);
  return b.finish(b.conv(x, n, 3, 7, full));
}

function fastStyle(n: number): Rival {
  const b = new Builder();
  let x = b.active(b.conv('x', 3, n, 9, full), n);
  x = b.active(b.conv(x, n, 2 * n, 3, full / 4, 2), 2 * n);
  x = b.active(b.conv(x, 2 * n, 4 * n, 3, full / 16, 2), 4 * n);
  for (let i = 0; i < 5; i++) x = block(b, x, 4 * n, full / 16, false);
  for (const [from, area] of [
    [4 * n, full / 4],
    [2 * n, full],
  ] as const) {
    const factors = [1, 1, 2, 2];
    const scales = b.floats([4], () => factors.shift() ?? 1);
    const twice = b.add('Resize', [x, '', scales], {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    });
    x = b.active(b.conv(twice, from, from / 2, 3, area), from / 2);
  }
  return b.finish(b.conv(x, n, 3, 9, full));
}

/** All of them, each made when it is asked for: the first weighs 45 MB. */
export const rivals = {
  resnet9: () => resnet(64, false),
  johnson: () => fastStyle(32),
  mobileResnet: () => resnet(20, true),
};

export type RivalName = keyof typeof rivals;
