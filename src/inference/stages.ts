/** When a frame's parts ended, and what that makes in figures. No object is made for a frame. */
import type {Size} from '../domain/geometry.ts';
import type {FrameStats} from './api.ts';

/**
 * When a frame's parts ended, as `performance.now()` tells. A painter keeps two and takes turns, so
 * that one holds good until the next frame but one.
 */
export interface Stages {
  picture: Size;
  start: number;
  packed: number;
  run: number;
  presented: number;
  /** The view's number; absent without a view. */
  reading: number | undefined;
}

export const newStages = (): Stages => ({
  picture: {width: 0, height: 0},
  start: 0,
  packed: 0,
  run: 0,
  presented: 0,
  reading: undefined,
});

/** Figures that are written over with each frame. */
export type Stats = {-readonly [key in keyof FrameStats]: FrameStats[key]};

export const newStats = (): Stats => ({
  picture: {width: 0, height: 0},
  packMs: 0,
  runMs: 0,
  presentMs: 0,
  frameMs: 0,
  reading: undefined,
});

const span = {start: 0, end: 0};

function mark(name: string, start: number, end: number): void {
  span.start = start;
  span.end = end;
  performance.clearMeasures(name);
  performance.measure(name, span);
}

/** Writes a frame's figures into `stats`, and as measures for DevTools in place of the frame's before. */
export function measure(stages: Stages, stats: Stats): void {
  const {picture, start, packed, run, presented, reading} = stages;
  mark('cl:frame', start, presented);
  mark('cl:pack', start, packed);
  mark('cl:run', packed, run);
  mark('cl:present', run, presented);
  stats.picture = picture;
  stats.packMs = packed - start;
  stats.runMs = run - packed;
  stats.presentMs = presented - run;
  stats.frameMs = presented - start;
  stats.reading = reading;
}
