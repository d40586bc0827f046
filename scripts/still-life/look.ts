import type {Vec3} from './vec.ts';

/** What light does at a point of a surface. */
export type Look = {
  color: Vec3;
  rough: number;
  /** Reflectance at normal incidence; 0 for a surface without gloss. */
  gloss: number;
  /** The share of the light that passes through, and its colour. */
  through: number;
  glow: Vec3;
};

/** A point to be coloured: position, texture coordinates and the object's own number. */
export type Spot = {x: number; y: number; z: number; u: number; v: number; part: number};

/** A surface's look; without more said, light that passes through keeps the surface's colour. */
export function look(
  color: Vec3,
  rough: number,
  gloss: number,
  through = 0,
  glow: Vec3 = color,
): Look {
  return {color, rough, gloss, through, glow};
}
