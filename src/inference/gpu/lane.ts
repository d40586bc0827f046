/** The tensors of one shape, on the GPU: what goes into a generator and what comes out. */
import {withMargin, type Size} from '../../domain/geometry.ts';
import {groundOf} from '../../domain/ground.ts';
import type {Generator} from '../generator.ts';
import type {Runtime, Tensor} from '../ort.ts';

type Ends = Pick<Generator, 'precision' | 'fold' | 'spec'>;

export interface Lane extends Ends {
  readonly picture: Size;
  readonly margin: number;
  /** What the network sees: NCHW [1, 3, h, w], margin included. */
  readonly x: Tensor;
  readonly xBuffer: GPUBuffer;
  /** The ground that x lies on, f32, one plane; of a network without one it is too small to be anything. */
  readonly ground: GPUBuffer;
  /** x without its ground, which is `xBuffer` where there is none. */
  readonly plain: GPUBuffer;
  /** The same, or folded as `unfold.ts` says. */
  readonly y: Tensor;
  readonly yBuffer: GPUBuffer;
}

/** Allocates the tensors that a network with such ends needs for `picture`. */
export function makeLane(
  device: GPUDevice,
  {ort}: Runtime,
  picture: Size,
  margin: number,
  {precision, fold, spec}: Ends,
): Lane {
  const whole = withMargin(picture, margin);
  const {width, height} = whole;
  const size = 3 * width * height * (precision === 'f16' ? 2 : 4);
  const buffer = (label: string, bytes = size) =>
    device.createBuffer({
      label,
      // A multiple of 16: the runtime's vectorised kernels bind whole vectors.
      size: Math.ceil(bytes / 16) * 16,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  const tensor = (buffer: GPUBuffer, fold = 1) =>
    ort.Tensor.fromGpuBuffer(buffer, {
      dataType: precision === 'f16' ? 'float16' : 'float32',
      dims: [1, 3 * fold ** 2, height / fold, width / fold],
    });
  const [xBuffer, yBuffer] = [buffer('x'), buffer('y')];
  const [x, y] = [tensor(xBuffer), tensor(yBuffer, fold)];
  const ground = buffer('ground', spec.ground ? 4 * width * height : 4);
  if (spec.ground) {
    const plane = groundOf(spec, whole, {x: -margin, y: -margin});
    device.queue.writeBuffer(ground, 0, plane);
  }
  const plain = spec.ground ? buffer('x without ground') : xBuffer;
  return {picture, margin, precision, fold, spec, x, xBuffer, ground, plain, y, yBuffer};
}

/** Frees the tensors. */
export function destroyLane({xBuffer, plain, ground, yBuffer}: Lane): void {
  for (const buffer of [xBuffer, plain, ground, yBuffer]) buffer.destroy();
}
