/**
 * A view on the GPU: the second network runs behind the first on the same queue, and no pixel comes
 * back. The one number that does is read a few times a second, off the frame's path.
 */
import {AppError} from '../../domain/errors.ts';
import {marginFor, sameSize, type Size} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import {destroyLane, makeLane, type Lane} from '../gpu/lane.ts';
import type {Generator} from '../generator.ts';
import type {Runtime} from '../ort.ts';
import type {ActiveView} from './active-view.ts';
import {canvasFor} from './draw.ts';
import {ViewPasses, type Layers} from './passes.ts';
import type {Precisions} from './shaders.ts';

/** What a frame gave: what the generator saw and painted, and how it is shown. */
export interface PaintedOnGpu {
  readonly spec: GeneratorSpec;
  readonly picture: Size;
  readonly mirror: boolean;
  readonly x: GPUBuffer;
  readonly painted: GPUBuffer;
  /** Of what was painted. */
  readonly fold: number;
}

/** The tensors of the second network, and the map, for a shape. */
interface Rooms {
  readonly lane: Lane;
  readonly map: GPUBuffer;
}

export class GpuView {
  /** Element types of the tensors that it reads. */
  readonly precisions: Precisions;
  /** Size of the canvas that is to be presented. */
  canvas: Size = {width: 1, height: 1};
  readonly #device: GPUDevice;
  readonly #runtime: Runtime;
  readonly #passes: ViewPasses;
  #rooms: Rooms | undefined;
  #layers: Layers | undefined;
  /** Size of a critic's map, which is only known once it has judged a picture of this size. */
  #judged: Size | undefined;

  private constructor(
    device: GPUDevice,
    runtime: Runtime,
    precisions: Precisions,
    passes: ViewPasses,
  ) {
    this.precisions = precisions;
    this.#device = device;
    this.#runtime = runtime;
    this.#passes = passes;
  }

  /** Compiles the passes for tensors of `precisions` and a canvas of `format`. */
  static async compile(
    device: GPUDevice,
    runtime: Runtime,
    precisions: Precisions,
    format: GPUTextureFormat,
  ): Promise<GpuView> {
    const passes = await ViewPasses.compile(device, precisions, format);
    return new GpuView(device, runtime, precisions, passes);
  }

  /** The last number read: the mean cycle error of 255, or the critic's mean score. */
  get reading(): number | undefined {
    return this.#passes.reading;
  }

  /**
   * Runs the second network and what is shown of it.
   * @throws GeneratorFailed when the network cannot see a picture of this size
   */
  async follow(frame: PaintedOnGpu, {view, network}: ActiveView): Promise<void> {
    const {picture, spec} = frame;
    const margin = marginFor(picture, network.spec);
    if (margin === undefined) throw new AppError('GeneratorFailed', 'the sizes do not fit');
    this.canvas = canvasFor(picture, view);
    const {lane, map} = this.#roomsFor(picture, margin, network);
    const isCritic = view.layout === 'critic';
    const back = {...network.spec, margin};
    const places = {...frame, margin: spec.margin, range: spec.range, back, view};
    this.#passes.place({...places, map: (isCritic && this.#judged) || picture});
    this.#passes.remargin(frame.painted, lane);
    if (!isCritic) {
      await network.run(lane.x, lane.y);
      this.#passes.differ(frame.x, lane, map);
      this.#passes.average(map, {zero: 0, one: 1 / 255});
      this.#layers = {x: frame.x, painted: frame.painted, back: lane.yBuffer, map};
      return;
    }
    const scores = await network.run(lane.x);
    const [height = 1, width = 1] = scores.dims.slice(-2);
    this.#judged = {width, height};
    this.#passes.place({...places, map: this.#judged});
    const [zero, one] = view.scores ?? [0, 1];
    this.#passes.average(scores.gpuBuffer, {zero, one});
    // The runtime's buffer may be taken back once it is let go: what is shown keeps a copy.
    this.#passes.keep(scores.gpuBuffer, map, width * height);
    scores.dispose();
    this.#layers = {x: frame.x, painted: frame.painted, back: frame.painted, map};
  }

  /** Submits what `follow` made → `canvas`. */
  present(canvas: GPUTexture): void {
    if (this.#layers) this.#passes.present(this.#layers, canvas);
  }

  /** Frees the buffers. */
  destroy(): void {
    this.#leaveRooms();
    this.#passes.destroy();
  }

  #roomsFor(picture: Size, margin: number, network: Generator): Rooms {
    const old = this.#rooms;
    const {lane} = old ?? {};
    const isSame = lane && sameSize(lane.picture, picture) && lane.margin === margin;
    if (old && isSame && lane.spec.ground === network.spec.ground) return old;
    this.#leaveRooms();
    return (this.#rooms = {
      lane: makeLane(this.#device, this.#runtime, picture, margin, network),
      map: this.#device.createBuffer({
        label: 'map',
        size: 4 * picture.width * picture.height,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      }),
    });
  }

  #leaveRooms(): void {
    if (this.#rooms) destroyLane(this.#rooms.lane);
    this.#rooms?.map.destroy();
    this.#rooms = this.#layers = this.#judged = undefined;
  }
}
