/**
 * What bench.html can be asked for. `npm run bench` drives it in headless Chromium; opened by hand
 * (`npm run dev`, then /bench.html) its button times M on this device's GPU and CPU, both ways.
 */
import {parseManifest, type GeneratorSpec} from '../src/domain/style.ts';
import type {BackendKind} from '../src/inference/api.ts';
import {rivals, type RivalName} from './networks.ts';
import {untilRecorded} from './timing.ts';
import {ours, theirs, time, type Times, type Way} from './ways.ts';

export interface Wish {
  readonly way: 'ours' | 'theirs';
  readonly backend: BackendKind;
  /** Ours by what the manifest says of it, or one of those that it is compared with. */
  readonly network: GeneratorSpec | RivalName;
}

const video = document.createElement('video');
let way: Way | undefined;

async function openCamera(): Promise<void> {
  if (video.srcObject) return;
  video.srcObject = await navigator.mediaDevices.getUserMedia({video: {width: 960, height: 720}});
  await video.play();
}

const fetchBytes = async (file: string) =>
  new Uint8Array(await (await fetch(`models/${file}`)).arrayBuffer());

const bench = {
  /** Opens a way; what it costs on the wire and by multiply-accumulates at 256². */
  async open({way: kind, backend, network}: Wish) {
    await openCamera();
    way?.close();
    const canvas = document.createElement('canvas');
    document.querySelector('figure')?.replaceChildren(canvas);
    const rival = typeof network === 'string' ? rivals[network]() : undefined;
    if (typeof network !== 'string' && kind === 'ours') {
      way = await ours(video, canvas, backend, network);
    } else {
      const margin = typeof network === 'string' ? 0 : network.margin;
      const data = typeof network === 'string' ? rival?.data : await fetchBytes(network.file);
      way = await theirs(video, canvas, backend, data ?? new Uint8Array(), margin);
    }
    const facts = typeof network === 'string' ? undefined : network;
    return {
      device: way.device,
      gmacs: facts?.gmacs ?? rival?.gmacs ?? NaN,
      bytes: facts?.bytes ?? rival?.data.length ?? NaN,
    };
  },

  /** Medians over `frames` frames. */
  async time(width: number, height: number, frames: number): Promise<Times> {
    if (!way) throw new Error('open a way first');
    return time(way, width, height, frames);
  },
};

export type Bench = typeof bench;
Object.assign(globalThis, {bench});

/** Times M both ways on whatever this device has, and says so. */
async function runByHand(output: HTMLElement): Promise<void> {
  const [style] = parseManifest(await (await fetch('models/manifest.json')).json());
  const network = style?.G.M;
  if (!network) throw new Error('no generator of tier M');
  output.textContent = 'way, backend, size, device, pack, network, present, frame (ms)\n';
  for (const backend of ['webgpu', 'wasm'] as const) {
    for (const kind of ['ours', 'theirs'] as const) {
      const {device} = await bench.open({way: kind, backend, network});
      for (const side of [256, 384, 512]) {
        await bench.time(side, side, untilRecorded);
        const {pack, run, present, frame} = await bench.time(side, side, 60);
        const figures = [pack, run, present, frame].map((ms) => ms.toFixed(2));
        output.append(`${[kind, backend, `${side}²`, device, ...figures].join(', ')}\n`);
      }
    }
  }
}

document.querySelector('button')?.addEventListener('click', () => {
  const output = document.querySelector('pre');
  if (!output) return;
  runByHand(output).catch((error: unknown) => output.append(String(error)));
});
