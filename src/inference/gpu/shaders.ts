/** Puts the WGSL files together for the tensor's element type and the way frames arrive. */
import packSource from './pack.wgsl?raw';
import planesSource from './planes.wgsl?raw';
import presentSource from './present.wgsl?raw';
import {cutShare, motionRamp, referenceShare, tileSide} from '../steadiness.ts';
import type {GeneratorSpec} from '../../domain/style.ts';

/**
 * How a frame becomes a texture: `external` samples the camera's own memory; `copied` goes through
 * an ImageBitmap, for browsers that have no external texture (Firefox outside of Windows).
 */
export type Import = 'external' | 'copied';

type Precision = GeneratorSpec['precision'];

const frames: Record<Import, string> = {
  external: `alias Frame = texture_external;
fn sampleFrame(at: vec2f) -> vec3f { return textureSampleBaseClampToEdge(frame, linear, at).rgb; }`,
  copied: `alias Frame = texture_2d<f32>;
fn sampleFrame(at: vec2f) -> vec3f { return textureSampleLevel(frame, linear, at, 0).rgb; }`,
};

/** WGSL that gives element types their names in the shaders. */
export const named = (types: Readonly<Record<string, Precision>>) =>
  [
    ...(Object.values(types).includes('f16') ? ['enable f16;'] : []),
    ...Object.entries(types).map(([name, precision]) => `alias ${name} = ${precision};`),
  ].join('\n');

/** Where the values of a picture lie. */
export const planes = planesSource;

const [still, moving] = motionRamp;
const steadiness = `const tileSide = ${tileSide}u;
const motionRamp = vec2f(${still}, ${moving});
const referenceShare = f32(${referenceShare});
const cutShare = f32(${cutShare});`;

/** WGSL of the pack pass. */
export const packShader = (precision: Precision, by: Import) =>
  [named({scalar: precision}), frames[by], steadiness, packSource].join('\n');

/** WGSL of the present pass. */
export const presentShader = (precision: Precision) =>
  [named({scalar: precision}), planes, steadiness, presentSource].join('\n');
