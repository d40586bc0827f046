/** The worker that paints stills on the CPU, beside the one that paints live. */
import {expose, transfer} from 'comlink';
import type {Size} from '../../domain/geometry.ts';
import type {GeneratorSpec} from '../../domain/style.ts';
import {trustOwnFiles} from '../../domain/trusted.ts';
import {AppError} from '../../domain/errors.ts';
import {Generator} from '../generator.ts';
import {threadsBeside, loadRuntime} from '../ort.ts';

let generator: Generator | undefined;

const room = {
  async open(spec: GeneratorSpec, weights: ArrayBuffer): Promise<void> {
    const runtime = await loadRuntime('wasm', () => undefined, threadsBeside());
    generator = await Generator.create(spec, weights, runtime, {
      executionProviders: ['wasm'],
      // An arena would grow by doubling, and stay.
      enableCpuMemArena: false,
    });
  },

  async runPlanes(planes: Float32Array, size: Size): Promise<Float32Array> {
    if (!generator) throw new AppError('Unknown', 'a still before its generator');
    const painted = await generator.runPlanes(planes, size);
    return transfer(painted, [painted.buffer]);
  },
};

export type StillRoom = typeof room;

trustOwnFiles();
expose(room);
