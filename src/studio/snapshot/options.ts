/** How the user wants pictures taken. Stored text is checked like any other input. */
import {signal} from '@preact/signals-core';
import * as v from 'valibot';
import type {PictureFormat} from '../../inference/api.ts';

const types = ['image/png', 'image/jpeg', 'image/webp'] as const satisfies PictureFormat['type'][];

/** Seconds between the press and the picture. */
export const delays = [0, 3, 10] as const;
/** Pictures taken in a row. */
export const bursts = [1, 3, 5, 10] as const;

const schema = v.object({
  type: v.optional(v.picklist(types), 'image/jpeg'),
  /** 0…1, where the format loses something. */
  quality: v.optional(v.pipe(v.number(), v.minValue(0.3), v.maxValue(1)), 0.92),
  /** Whether what the camera saw is kept beside the painting. */
  withOriginal: v.optional(v.boolean(), false),
  delay: v.optional(v.picklist(delays), 0),
  burst: v.optional(v.picklist(bursts), 1),
  /** What is kept of a row: all, or the best. */
  keep: v.optional(v.picklist(['all', 'best']), 'all'),
});

export type SnapshotOptions = v.InferOutput<typeof schema>;

const key = 'cyclelens-snapshot-1';

function remembered(): SnapshotOptions {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return v.parse(schema, {});
  }
}

export class SnapshotSettings {
  readonly options = signal<SnapshotOptions>(remembered());

  /** Changes options, from now on. */
  change(changes: Partial<SnapshotOptions>): void {
    this.options.value = {...this.options.value, ...changes};
    try {
      localStorage.setItem(key, JSON.stringify(this.options.value));
    } catch {
      // A private window may refuse: then they last for this visit.
    }
  }
}
