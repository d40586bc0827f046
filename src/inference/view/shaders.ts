/** Puts the WGSL files of the views together for the tensors' element type. */
import followSource from './follow.wgsl?raw';
import viewSource from './view.wgsl?raw';
import type {GeneratorSpec} from '../../domain/style.ts';
import {heatStops, hottest} from '../../domain/view.ts';
import {planes, scalars} from '../gpu/shaders.ts';

type Precision = GeneratorSpec['precision'];

const heat = heatStops.map((stop) => `vec3f(${stop.join()}) / 255`).join(', ');

const constants = `const heatCount = ${heatStops.length}u;
const heat = array<vec3f, heatCount>(${heat});
const hottest = ${hottest / 255};`;

/** WGSL of what runs before a view is shown: entry points `remargin`, `differ` and `average`. */
export const followShader = (precision: Precision) =>
  [scalars[precision], planes, followSource].join('\n');

/** WGSL that shows a view. */
export const viewShader = (precision: Precision) =>
  [scalars[precision], planes, constants, viewSource].join('\n');
