/** The tensors of one shape, on the GPU: what goes into a generator and what comes out. */
import {withMargin, type Size} from '../../domain/geometry.ts';
import type {Generator} from '../generator.ts';
import type {Runtime, Tensor} from '../ort.ts';

type Ends = Pick<Generator, 'precision' | 'fold'>;

export interface Lane extends Ends {
  readonly picture: Size;
  readonly margin: number;
  /** NCHW [1, 3, h, w], margin included. */
  readonly x: Tensor;
  readonly xBuffer: GPUBuffer;
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
  {precision, fold}: Ends,
): Lane {
  const {width, height} = withMargin(picture, margin);
  const size = 3 * width * height * (precision === 'f16' ? 2 : 4);
  const buffer = (label: string) =>
    device.createBuffer({
      label,
      // A multiple of 16: the runtime's vectorised kernels bind whole vectors.
      size: Math.ceil(size / 16) * 16,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  const tensor = (buffer: GPUBuffer, fold = 1) =>
    ort.Tensor.fromGpuBuffer(buffer, {
      dataType: precision === 'f16' ? 'float16' : 'float32',
      dims: [1, 3 * fold ** 2, height / fold, width / fold],
    });
  const [xBuffer, yBuffer] = [buffer('x'), buffer('y')];
  const [x, y] = [tensor(xBuffer), tensor(yBuffer, fold)];
  return {picture, margin, precision, fold, x, xBuffer, y, yBuffer};
}

/** Frees the tensors. */
export function destroyLane({xBuffer, yBuffer}: Lane): void {
  xBuffer.destroy();
  yBuffer.destroy();
}
