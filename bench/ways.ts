/** Two ways from camera to canvas: ours, and the one that most pages take. Each paints as fast as it can. */
import {plainLook} from '../src/domain/look.ts';
import type {GeneratorSpec} from '../src/domain/style.ts';
import type {BackendKind} from '../src/inference/api.ts';
import {loadRuntime, type Session} from '../src/inference/ort.ts';
import {Engine} from '../src/studio/engine.ts';
import {median} from './timing.ts';

/** Milliseconds of a frame's parts. */
export interface Times {
  readonly pack: number;
  readonly run: number;
  readonly present: number;
  /** From the beginning of a frame to that of the next. */
  readonly frame: number;
}

/** Something that paints a frame of the camera at a size, and says how long it took. */
export interface Way {
  readonly device: string;
  paint(width: number, height: number): Promise<Omit<Times, 'frame'>>;
  close(): void;
}

/** The middle of the camera's picture with the shape of width × height. */
function cropOf({videoWidth, videoHeight}: HTMLVideoElement, width: number, height: number) {
  const scale = Math.min(videoWidth / width, videoHeight / height);
  // Video frames have their chroma at half the size: even sides.
  const [w, h] = [2 * Math.floor((width * scale) / 2), 2 * Math.floor((height * scale) / 2)];
  const even = (value: number) => 2 * Math.floor(value / 4);
  return {x: even(videoWidth - w), y: even(videoHeight - h), width: w, height: h};
}

/** Our pipeline, as the app runs it. */
export async function ours(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  backend: BackendKind,
  spec: GeneratorSpec,
): Promise<Way> {
  const engine = new Engine();
  const options = {modelsUrl: new URL('models/', location.href).href, backend};
  const {device} = await engine.open(canvas, options, () => undefined);
  await engine.load(spec);
  let quality = 0;
  return {
    device,
    async paint(width, height) {
      const wanted = Math.round(Math.sqrt(width * height));
      if (wanted !== quality) engine.adjust({...plainLook, quality: wanted});
      quality = wanted;
      const visibleRect = cropOf(video, width, height);
      const whole = new VideoFrame(video, {timestamp: 0});
      const frame = new VideoFrame(whole, {visibleRect, timestamp: 0});
      whole.close();
      const {packMs, runMs, presentMs, picture} = await engine.paint(frame);
      if (picture.width !== width || picture.height !== height) {
        throw new Error(`${picture.width} × ${picture.height} is not ${width} × ${height}`);
      }
      return {pack: packMs, run: runMs, present: presentMs};
    },
    close: () => engine.close(),
  };
}

/**
 * What examples and tutorials do: the frame is drawn on a canvas and read back, its bytes become floats,
 * the network runs, what it gives is read back and put on a canvas, all on the page's thread, and the next frame
 * begins with the screen's next refresh.
 * @param margin added to the size, so that the network has as much to do as in our pipeline
 */
export async function theirs(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  backend: BackendKind,
  weights: Uint8Array,
  margin: number,
): Promise<Way> {
  const {ort} = await loadRuntime(backend, () => undefined);
  // As many threads as the runtime takes by itself.
  ort.env.wasm.numThreads = 0;
  const session: Session = await ort.InferenceSession.create(weights, {
    executionProviders: [backend],
    // Else int8 weights would be dequantized with each frame, which is not the way's fault.
    extra: {session: {disable_quant_qdq: '1'}},
  });
  const pen = canvas.getContext('2d');
  const sketch = document.createElement('canvas').getContext('2d');
  if (!pen || !sketch) throw new Error('no 2D context');
  return {
    device: `${navigator.hardwareConcurrency}-core CPU`,
    async paint(pictureWidth, pictureHeight) {
      const [width, height] = [pictureWidth + 2 * margin, pictureHeight + 2 * margin];
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, {width, height});
        Object.assign(sketch.canvas, {width, height});
      }
      const start = performance.now();
      const {x, y, width: w, height: h} = cropOf(video, width, height);
      sketch.drawImage(video, x, y, w, h, 0, 0, width, height);
      const {data} = sketch.getImageData(0, 0, width, height);
      const plane = width * height;
      const input = new Float32Array(3 * plane);
      for (let at = 0; at < plane; at++) {
        for (let c = 0; c < 3; c++) input[c * plane + at] = data[4 * at + c]! / 127.5 - 1;
      }
      const packed = performance.now();
      const results = await session.run({
        x: new ort.Tensor('float32', input, [1, 3, height, width]),
      });
      const output = (await results['y']!.getData()) as Float32Array;
      const run = performance.now();
      const image = new ImageData(width, height);
      for (let at = 0; at < plane; at++) {
        for (let c = 0; c < 3; c++) {
          image.data[4 * at + c] = (output[c * plane + at]! + 1) * 127.5;
        }
        image.data[4 * at + 3] = 255;
      }
      pen.putImageData(image, 0, 0);
      const end = performance.now();
      await new Promise(requestAnimationFrame);
      return {pack: packed - start, run: run - packed, present: end - run};
    },
    close: () => void session.release(),
  };
}

/** Paints `frames` times at a size: medians. */
export async function time(
  way: Way,
  width: number,
  height: number,
  frames: number,
): Promise<Times> {
  const all: Times[] = [];
  for (let i = 0; i < frames; i++) {
    const start = performance.now();
    const parts = await way.paint(width, height);
    all.push({...parts, frame: performance.now() - start});
  }
  const of = (part: keyof Times) => median(all.map((times) => times[part]));
  return {pack: of('pack'), run: of('run'), present: of('present'), frame: of('frame')};
}
