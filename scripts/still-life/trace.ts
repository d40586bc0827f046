import type {Bvh, Hit} from './bvh.ts';
import {PORTALS, SUN, SUN_POWER, SUN_SIZE, sunMask, surroundings} from './light.ts';
import type {Mesh} from './mesh.ts';
import type {Look} from './look.ts';
import {paint} from './paint.ts';
import {cast} from './ray.ts';
import {emboss} from './relief.ts';
import {add, cross, dot, frame, scale, sub, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** What a camera ray brings back, with what the denoiser needs to know of the first surface. */
export type Sample = {light: Vec3; albedo: Vec3; normal: Vec3; depth: number};

/** A source of random numbers whose first ones are spread evenly over a pixel's samples. */
export type Draw = () => number;

type Point = {at: Vec3; normal: Vec3; face: Vec3; look: Look};

const BOUNCES = 4;
const hit: Hit = {tri: -1, t: 0, u: 0, v: 0};
const shadow: Hit = {tri: -1, t: 0, u: 0, v: 0};

/** Follows light backwards from the camera. */
export function trace(bvh: Bvh, mesh: Mesh, from: Vec3, towards: Vec3, draw: Draw): Sample {
  let [o, d] = [from, towards];
  let weight: Vec3 = [1, 1, 1];
  let light: Vec3 = [0, 0, 0];
  const sample: Sample = {light, albedo: [1, 1, 1], normal: [0, 0, 0], depth: 60};
  let mirror = true;
  for (let bounce = 0; bounce < BOUNCES; bounce++) {
    hit.t = 1e9;
    if (!cast(bvh, o[0], o[1], o[2], d[0], d[1], d[2], hit, false)) {
      // Diffuse rays have already asked the back window for its light.
      const seen = surroundings(o[0], o[1], o[2], d[0], d[1], d[2], mirror);
      if (mirror || d[2] >= 0) light = add(light, times(weight, seen));
      if (bounce === 0) sample.albedo = seen;
      break;
    }
    const p = locate(bvh, mesh, o, d, bounce < 1 || mirror);
    if (bounce === 0) Object.assign(sample, {albedo: p.look.color, normal: p.normal, depth: hit.t});
    // Past the first surface one of the two lights stands for both, at double strength.
    const one = bounce > 0 ? draw() : 1;
    const share = bounce > 0 ? 2 : 1;
    if (one > 0.5) light = add(light, times(weight, sunlight(bvh, p, d, draw)), share);
    if (one <= 0.5 || bounce === 0)
      light = add(light, times(weight, daylight(bvh, p, draw)), share);
    const facing = Math.max(0.02, -dot(p.normal, d));
    const {gloss, rough, through} = p.look;
    const fresnel = gloss ? gloss + (Math.max(1 - rough, gloss) - gloss) * (1 - facing) ** 5 : 0;
    const odds = gloss ? Math.max(fresnel, bounce ? 0.02 : 0.22) : 0;
    if (draw() < odds) {
      weight = scale(weight, fresnel / odds);
      d = glint(p.normal, d, rough, draw);
      if (dot(d, p.face) <= 0) break;
      o = add(p.at, p.face, 1e-3);
      mirror = true;
    } else {
      const pass = draw() < through;
      weight = times(scale(weight, (1 - fresnel) / (1 - odds)), pass ? p.look.glow : p.look.color);
      d = scatter(p.normal, pass ? -1 : 1, draw);
      o = add(p.at, p.face, pass ? -1e-3 : 1e-3);
      mirror = false;
    }
    if (bounce > 0) {
      const keep = Math.min(0.95, Math.max(...weight));
      if (draw() > keep) break;
      weight = scale(weight, 1 / keep);
    }
  }
  sample.light = light;
  return sample;
}

function times(a: Vec3, b: Vec3): Vec3 {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}

/** The surface at the last hit, its normals turned towards the ray. */
function locate(bvh: Bvh, mesh: Mesh, o: Vec3, d: Vec3, fine: boolean): Point {
  const k = hit.tri * 9;
  const e = bvh.edge;
  const tri = bvh.order[hit.tri]!;
  const [i0, i1, i2] = [mesh.tri[tri * 3]!, mesh.tri[tri * 3 + 1]!, mesh.tri[tri * 3 + 2]!];
  let face = unit(cross([e[k + 3]!, e[k + 4]!, e[k + 5]!], [e[k + 6]!, e[k + 7]!, e[k + 8]!]));
  if (dot(face, d) > 0) face = scale(face, -1);
  let normal = unit([
    blend(mesh.nor, i0 * 3, i1 * 3, i2 * 3),
    blend(mesh.nor, i0 * 3 + 1, i1 * 3 + 1, i2 * 3 + 1),
    blend(mesh.nor, i0 * 3 + 2, i1 * 3 + 2, i2 * 3 + 2),
  ]);
  if (dot(normal, face) < 0) normal = scale(normal, -1);
  const at = add(o, d, hit.t);
  const mat = mesh.mat[tri]!;
  if (fine) normal = emboss(mat, at[0], at[1], at[2], normal);
  const spot = {
    x: at[0],
    y: at[1],
    z: at[2],
    u: blend(mesh.uv, i0 * 2, i1 * 2, i2 * 2),
    v: blend(mesh.uv, i0 * 2 + 1, i1 * 2 + 1, i2 * 2 + 1),
    part: mesh.part[tri]!,
  };
  return {at, normal, face, look: paint(mat, spot)};
}

/** A vertex value at the last hit. */
function blend(list: number[], a: number, b: number, c: number): number {
  return list[a]! * (1 - hit.u - hit.v) + list[b]! * hit.u + list[c]! * hit.v;
}

/** Whether the way from a point is free for a distance. */
function free(bvh: Bvh, p: Point, d: Vec3, reach: number): boolean {
  const side = dot(d, p.face) > 0 ? 1e-3 : -1e-3;
  const o = add(p.at, p.face, side);
  shadow.t = reach;
  return !cast(bvh, o[0], o[1], o[2], d[0], d[1], d[2], shadow, true);
}

/** Diffuse response to light from `d`, from either side. */
function response(p: Point, d: Vec3): Vec3 {
  const cos = dot(p.normal, d);
  if (cos > 0 && dot(d, p.face) > 0)
    return scale(p.look.color, (cos * (1 - p.look.through)) / Math.PI);
  if (p.look.through > 0 && cos < 0) return scale(p.look.glow, (-cos * p.look.through) / Math.PI);
  return [0, 0, 0];
}

function sunlight(bvh: Bvh, p: Point, view: Vec3, draw: Draw): Vec3 {
  const [j, k] = [draw() * SUN_SIZE, draw() * Math.PI * 2];
  const mask = sunMask(p.at[0], p.at[1], p.at[2]);
  if (mask < 0.004) return [0, 0, 0];
  const [s, t] = frame(SUN);
  const d = unit(add(add(SUN, s, Math.cos(k) * j), t, Math.sin(k) * j));
  let f = response(p, d);
  const cos = dot(p.normal, d);
  if (p.look.gloss && cos > 0) {
    const h = unit(sub(d, view));
    const a2 = Math.max(0.1, p.look.rough) ** 4;
    const nh = Math.max(0, dot(p.normal, h));
    const lobe = a2 / (Math.PI * (nh * nh * (a2 - 1) + 1) ** 2);
    const f0 = p.look.gloss + (1 - p.look.gloss) * (1 - Math.max(0, dot(d, h))) ** 5;
    const spec = Math.min(2.5, lobe * f0 * (0.25 + 0.25 * p.look.rough)) * cos;
    f = add(f, [spec, spec, spec]);
  }
  if (f[0] + f[1] + f[2] <= 0 || !free(bvh, p, d, 40)) return [0, 0, 0];
  return scale(times(f, SUN_POWER), mask);
}

/** Light from one of the two windows, chosen by chance. */
function daylight(bvh: Bvh, p: Point, draw: Draw): Vec3 {
  const portal = draw() < PORTALS[0].chance ? PORTALS[0] : PORTALS[1];
  const spot = add(add(portal.o, portal.a, draw()), portal.b, draw());
  const gap = sub(spot, p.at);
  const far = Math.hypot(...gap);
  const d = scale(gap, 1 / far);
  const shine = -dot(d, portal.n);
  if (shine <= 0) return [0, 0, 0];
  const f = response(p, d);
  if (f[0] + f[1] + f[2] <= 0 || !free(bvh, p, d, far)) return [0, 0, 0];
  return scale(times(f, portal.glow), (shine * portal.area) / (far * far * portal.chance));
}

/** A cosine-weighted direction about the normal or against it. */
function scatter(n: Vec3, side: number, draw: Draw): Vec3 {
  const [s, t] = frame(n);
  const a = draw() * Math.PI * 2;
  const q = draw();
  const r = Math.sqrt(q);
  return unit(add(add(scale(n, side * Math.sqrt(1 - q)), s, r * Math.cos(a)), t, r * Math.sin(a)));
}

/** A mirrored direction, spread by the roughness (GGX). */
function glint(n: Vec3, d: Vec3, rough: number, draw: Draw): Vec3 {
  const a2 = Math.max(0.05, rough) ** 4;
  const q = draw();
  const cos = Math.sqrt((1 - q) / (1 + (a2 - 1) * q));
  const sin = Math.sqrt(1 - cos * cos);
  const turn = draw() * Math.PI * 2;
  const [s, t] = frame(n);
  const h = add(add(scale(n, cos), s, sin * Math.cos(turn)), t, sin * Math.sin(turn));
  return add(d, h, -2 * dot(d, h));
}
