import {add, cross, sub, unit} from './vec.ts';
import type {Vec3} from './vec.ts';

/** Triangles with smooth normals, texture coordinates and a material for each triangle. */
export type Mesh = {
  pos: number[];
  nor: number[];
  uv: number[];
  tri: number[];
  mat: number[];
  /** A number per triangle that varies a material from one object to the next. */
  part: number[];
};

/** How a surface is entered in the mesh. */
export type Skin = {mat: number; part?: number; wrap?: boolean};

/** An empty mesh. */
export function createMesh(): Mesh {
  return {pos: [], nor: [], uv: [], tri: [], mat: [], part: []};
}

/** Adds the surface f(u, v), u and v in [0, 1], sampled on a grid. */
export function surface(
  mesh: Mesh,
  nu: number,
  nv: number,
  f: (u: number, v: number) => Vec3,
  skin: Skin,
): void {
  const points: Vec3[] = [];
  for (let j = 0; j <= nv; j++) {
    for (let i = 0; i <= nu; i++) points.push(f(i / nu, j / nv));
  }
  const base = mesh.pos.length / 3;
  const at = (i: number, j: number) => points[j * (nu + 1) + i] as Vec3;
  for (let j = 0; j <= nv; j++) {
    for (let i = 0; i <= nu; i++) {
      const left = i > 0 ? i - 1 : skin.wrap ? nu - 1 : 0;
      const right = i < nu ? i + 1 : skin.wrap ? 1 : nu;
      const low = Math.max(0, j - 1);
      const high = Math.min(nv, j + 1);
      let du = sub(at(right, j), at(left, j));
      // At a pole the whole row is one point, so its neighbour lends the direction of u.
      if (Math.hypot(...du) < 1e-7) {
        const row = j < nv / 2 ? j + 1 : j - 1;
        du = sub(at(right, row), at(left, row));
      }
      const n = unit(cross(du, sub(at(i, high), at(i, low))));
      mesh.pos.push(...at(i, j));
      mesh.nor.push(...n);
      mesh.uv.push(i / nu, j / nv);
    }
  }
  for (let j = 0; j < nv; j++) {
    for (let i = 0; i < nu; i++) {
      const a = base + j * (nu + 1) + i;
      mesh.tri.push(a, a + 1, a + nu + 2, a, a + nu + 2, a + nu + 1);
      mesh.mat.push(skin.mat, skin.mat);
      mesh.part.push(skin.part ?? 0, skin.part ?? 0);
    }
  }
}

/** Adds a flat parallelogram with its corner at `o` and the edges `a` and `b`. */
export function quad(mesh: Mesh, o: Vec3, a: Vec3, b: Vec3, skin: Skin): void {
  surface(mesh, 1, 1, (u, v) => add(add(o, a, u), b, v), skin);
}

/** Adds the six sides of the box between two corners. */
export function box(mesh: Mesh, lo: Vec3, hi: Vec3, skin: Skin): void {
  const [x, y, z] = sub(hi, lo);
  quad(mesh, lo, [x, 0, 0], [0, y, 0], skin);
  quad(mesh, lo, [0, y, 0], [0, 0, z], skin);
  quad(mesh, lo, [0, 0, z], [x, 0, 0], skin);
  quad(mesh, hi, [-x, 0, 0], [0, -y, 0], skin);
  quad(mesh, hi, [0, -y, 0], [0, 0, -z], skin);
  quad(mesh, hi, [0, 0, -z], [-x, 0, 0], skin);
}

/** Adds a tube along `path`, whose radius may change along it. */
export function tube(
  mesh: Mesh,
  path: (t: number) => Vec3,
  radius: (t: number) => number,
  skin: Skin,
  steps = 20,
  sides = 10,
): void {
  surface(
    mesh,
    sides,
    steps,
    (u, v) => {
      const axis = unit(sub(path(Math.min(1, v + 0.01)), path(Math.max(0, v - 0.01))));
      // A fixed helper axis avoids the twist that a per-ring choice could cause.
      const s = unit(cross(axis, [0.31, 0.12, 0.94]));
      const t = cross(axis, s);
      const r = radius(v);
      const angle = u * Math.PI * 2;
      return add(add(path(v), s, Math.cos(angle) * r), t, Math.sin(angle) * r);
    },
    {...skin, wrap: true},
  );
}
