/** What the page's address asks for: `?backend=webgpu|wasm`, `?quality=32…1024` and `?clean`. */
import {qualityRange, type Quality} from '../domain/look.ts';
import type {BackendKind} from '../inference/api.ts';

export interface Launch {
  readonly backend: BackendKind | 'auto';
  readonly quality: Quality;
  /** Shows the stage alone, for those who capture the window. */
  readonly isClean: boolean;
}

/** Reads an address's query; what it does not know, it ignores. */
export function parseLaunch(query: string): Launch {
  const params = new URLSearchParams(query);
  const backend = params.get('backend');
  const quality = Number(params.get('quality'));
  const inRange = quality >= qualityRange.min && quality <= qualityRange.max;
  return {
    backend: backend === 'webgpu' || backend === 'wasm' ? backend : 'auto',
    quality: Number.isInteger(quality) && inRange ? quality : 'auto',
    isClean: params.has('clean'),
  };
}
