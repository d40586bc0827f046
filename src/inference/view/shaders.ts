/** Puts the WGSL files of the views together for the tensors' element type. */
import followSource from './follow.wgsl?raw';
import viewSource from './view.wgsl?raw';
import type {GeneratorSpec} from '../../domain/style.ts';
import {heatStops, hottest} from '../../domain/view.ts';
import {named, planes} from '../gpu/shaders.ts';

type Precision = GeneratorSpec['precision'];

/** Element types of what was painted, and of what the second network takes and gives. */
export type Precisions = readonly [painted: Precision, other: Precision];

const types = ([scalar, other]: Precisions) => named({scalar, other});

const heat = heatStops.map((stop) => `vec3f(${stop.join()}) / 255`).join(', ');

const constants = `const heatCount = ${heatStops.length}u;
const heat = array<vec3f, heatCount>(${heat});
const hottest = ${hottest / 255};`;

/** WGSL of what runs before a view is shown: entry points `remargin`, `differ` and `average`. */
export const followShader = (precisions: Precisions) =>
  [types(precisions), planes, followSource].join('\n');

/** WGSL that shows a view. */
export const viewShader = (precisions: Precisions) =>
  [types(precisions), planes, constants, viewSource].join('\n');
