/**
 * What the page's address asks for: `?backend=webgpu|wasm`, `?quality=32…1024`, `?clean`,
 * and after how many frames a fresh worker takes over, `?frames=10…100000`.
 */
import {qualityRange, type Quality} from '../domain/look.ts';
import type {BackendKind} from '../inference/api.ts';
import {usualLimits, type Limits} from './tenure.ts';

export interface Launch {
  readonly backend: BackendKind | 'auto';
  readonly quality: Quality;
  /** Shows the stage alone, for those who capture the window. */
  readonly isClean: boolean;
  readonly limits: Limits;
}

/** Reads an address's query; what it does not know, it ignores. */
export function parseLaunch(query: string): Launch {
  const params = new URLSearchParams(query);
  const backend = params.get('backend');
  const quality = Number(params.get('quality'));
  const runs = Number(params.get('frames'));
  const inRange = quality >= qualityRange.min && quality <= qualityRange.max;
  return {
    backend: backend === 'webgpu' || backend === 'wasm' ? backend : 'auto',
    quality: Number.isInteger(quality) && inRange ? quality : 'auto',
    isClean: params.has('clean'),
    limits: Number.isInteger(runs) && runs >= 10 ? {...usualLimits, runs} : usualLimits,
  };
}
