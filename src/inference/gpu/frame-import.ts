/** Turns frames into textures in the way that works on this browser, found out by trying. */
import type {Import} from './shaders.ts';

/** Which import works with `device`: external textures, else a copy. */
export async function probeImport(device: GPUDevice): Promise<Import> {
  const canvas = new OffscreenCanvas(2, 2);
  canvas.getContext('2d');
  const frame = new VideoFrame(canvas, {timestamp: 0});
  device.pushErrorScope('validation');
  try {
    device.importExternalTexture({source: frame});
    return (await device.popErrorScope()) ? 'copied' : 'external';
  } catch {
    void device.popErrorScope();
    return 'copied';
  } finally {
    frame.close();
  }
}

/** The copying way: one texture, reused while the camera's size stays. */
export class FrameCopy {
  readonly #device: GPUDevice;
  #texture: GPUTexture | undefined;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** A texture with the pixels of `frame`. */
  async copy(frame: VideoFrame): Promise<GPUTexture> {
    const {displayWidth: width, displayHeight: height} = frame;
    // Firefox cannot copy a VideoFrame to a texture, only an ImageBitmap made of it.
    const bitmap = await createImageBitmap(frame);
    if (this.#texture?.width !== width || this.#texture.height !== height) {
      this.#texture?.destroy();
      this.#texture = this.#device.createTexture({
        label: 'frame',
        size: [width, height],
        format: 'rgba8unorm',
        usage:
          GPUTextureUsage.TEXTURE_BINDING |
          GPUTextureUsage.COPY_DST |
          GPUTextureUsage.RENDER_ATTACHMENT,
      });
    }
    this.#device.queue.copyExternalImageToTexture({source: bitmap}, {texture: this.#texture}, [
      width,
      height,
    ]);
    bitmap.close();
    return this.#texture;
  }
}
