/**
 * What the page's address asks for: `?backend=webgpu|wasm`, `?quality=32…1024`, `?clean`, a style pack of
 * this origin, `?pack=URL`, `?tile=64…4096`, what to open at once, `?open=camera|front|gallery|shared`,
 * and after how many frames a fresh worker takes over, `?frames=`, 10 or more.
 */
import {qualityRange, type Quality} from '../domain/look.ts';
import type {BackendKind} from '../inference/api.ts';
import {usualLimits, type Limits} from './tenure.ts';

/** The camera used last, the one that faces the user, what was made, or what another app shared. */
const openable = ['camera', 'front', 'gallery', 'shared'] as const;

export interface Launch {
  readonly backend: BackendKind | 'auto';
  readonly quality: Quality;
  /** Longest side of the tiles that full-size pictures are painted in, for devices short of memory. */
  readonly tile?: number | undefined;
  /** Shows the stage alone, for those who capture the window. */
  readonly isClean: boolean;
  readonly limits: Limits;
  /** What is opened at once. */
  readonly opens: (typeof openable)[number] | undefined;
  /** URL of a style pack. */
  readonly pack: string | undefined;
}

/** Reads an address's query; what it does not know, it ignores. */
export function parseLaunch(query: string): Launch {
  const params = new URLSearchParams(query);
  const backend = params.get('backend');
  const quality = Number(params.get('quality'));
  const runs = Number(params.get('frames'));
  const tile = Number(params.get('tile'));
  const open = params.get('open');
  const inRange = quality >= qualityRange.min && quality <= qualityRange.max;
  return {
    backend: backend === 'webgpu' || backend === 'wasm' ? backend : 'auto',
    quality: Number.isInteger(quality) && inRange ? quality : 'auto',
    ...(tile >= 64 && tile <= 4096 && {tile}),
    isClean: params.has('clean'),
    pack: params.get('pack') ?? undefined,
    limits: Number.isInteger(runs) && runs >= 10 ? {...usualLimits, runs} : usualLimits,
    opens: openable.find((what) => what === open),
  };
}
