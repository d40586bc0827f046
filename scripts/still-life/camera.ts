import {lerp} from './random.ts';
import {add, cross, scale, sub, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** A thin-lens camera. */
export type Camera = {
  eye: Vec3;
  right: Vec3;
  up: Vec3;
  ahead: Vec3;
  /** Half the height of the picture at distance one. */
  tall: number;
  aspect: number;
  focus: number;
  aperture: number;
};

/** Framings by aspect ratio: field of view in degrees and the point in the middle. */
const FRAMINGS = [
  {aspect: 9 / 16, fov: 48, x: -0.1, y: 2.9},
  {aspect: 3 / 4, fov: 40.5, x: -0.05, y: 3.05},
  {aspect: 1, fov: 37, x: -0.2, y: 3.35},
  {aspect: 4 / 3, fov: 36, x: -0.25, y: 3.4},
  {aspect: 16 / 9, fov: 35.5, x: -0.3, y: 3.4},
];

/** Sets the camera up for an aspect ratio and a moment of the loop (time 0 to 1). */
export function createCamera(aspect: number, time: number): Camera {
  let i = 0;
  while (i < FRAMINGS.length - 2 && aspect > FRAMINGS[i + 1]!.aspect) i++;
  const [a, b] = [FRAMINGS[i]!, FRAMINGS[i + 1]!];
  const t = Math.min(1, Math.max(0, (aspect - a.aspect) / (b.aspect - a.aspect)));
  const target: Vec3 = [lerp(a.x, b.x, t), lerp(a.y, b.y, t), 0];
  const angle = time * Math.PI * 2;
  const eye: Vec3 = [
    target[0] + 0.75 + 0.55 * Math.sin(angle),
    5.7 + 0.22 * Math.sin(angle * 2),
    14.2 + 0.35 * (Math.cos(angle) - 1),
  ];
  const ahead = unit(sub(target, eye));
  const right = unit(cross(ahead, [0, 1, 0]));
  const tall = Math.tan((lerp(a.fov, b.fov, t) * Math.PI) / 360);
  return {eye, right, up: cross(right, ahead), ahead, tall, aspect, focus: 13.6, aperture: 0.085};
}

/** The ray through a point of the picture, x and y in [-1, 1], and a point of the lens. */
export function aim(cam: Camera, x: number, y: number, lens: number, turn: number): [Vec3, Vec3] {
  const across = add(scale(cam.right, x * cam.tall * cam.aspect), cam.up, y * cam.tall);
  const target = add(cam.eye, add(cam.ahead, across), cam.focus);
  const r = Math.sqrt(lens) * cam.aperture;
  const angle = turn * Math.PI * 2;
  const eye = add(add(cam.eye, cam.right, r * Math.cos(angle)), cam.up, r * Math.sin(angle));
  return [eye, unit(sub(target, eye))];
}
