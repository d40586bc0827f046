import {addCloth} from './cloth.ts';
import {addBloom, addLeaf, addPetal, addStem} from './flowers.ts';
import type {Bloom} from './flowers.ts';
import {addFruit, addHalfLemon, settle} from './fruit.ts';
import type {FruitKind} from './fruit.ts';
import {createMesh} from './mesh.ts';
import type {Mesh} from './mesh.ts';
import {addBowl, addJug, addVase} from './pottery.ts';
import {createRng} from './random.ts';
import {addRoom} from './room.ts';
import type {Vec3} from './vec.ts';

const VASE: Vec3 = [0.75, 0, -0.4];
const BOWL: Vec3 = [-2.15, 0.03, 1.35];

const BLOOMS: Bloom[] = [
  {at: [-0.45, 5.05, 0.55], facing: [-0.45, 0.15, 1], radius: 1.12},
  {at: [1.75, 5.35, 0.35], facing: [0.3, 0.22, 1], radius: 1.18},
  {at: [0.55, 6.7, -0.35], facing: [-0.05, 0.55, 1], radius: 1.0},
  {at: [2.7, 4.1, 0.1], facing: [0.75, -0.12, 0.9], radius: 0.92},
  {at: [-1.25, 6.35, -0.7], facing: [-0.7, 0.35, 0.75], radius: 0.85},
  {at: [0.75, 4.2, 1.0], facing: [0.08, -0.08, 1], radius: 0.95},
  {at: [2.35, 6.75, -0.7], facing: [0.75, 0.6, 0.6], radius: 0.72},
];

/** Builds the whole still life; the same seed always lays the same table. */
export function buildScene(seed: number): Mesh {
  const mesh = createMesh();
  const rng = createRng(seed);
  addRoom(mesh);
  addVase(mesh, VASE);
  addBowl(mesh, BOWL);
  addJug(mesh, [5.0, 0, -0.9]);
  const feet = [{x: BOWL[0], z: BOWL[2], radius: 1}];
  addCloth(mesh, [-2.4, 0, 2.2], 6.4, 0.42, feet, seed);
  addBouquet(mesh, rng);
  addFruits(mesh, rng);
  return mesh;
}

function addBouquet(mesh: Mesh, rng: () => number): void {
  for (const bloom of BLOOMS) {
    const mouth: Vec3 = [VASE[0] + 0.5 * (rng() - 0.5), 2.7, VASE[2] + 0.5 * (rng() - 0.5)];
    addBloom(mesh, bloom, rng);
    addStem(mesh, mouth, bloom, 3, rng);
  }
  addPetal(mesh, [1.75, 0.03, 0.75], 0.4, rng);
  addPetal(mesh, [2.9, 0.03, 0.5], 2.2, rng);
  addPetal(mesh, [1.75, 0.03, 2.55], -0.5, rng);
  addPetal(mesh, [-0.6, 0.08, 2.9], 0.9, rng);
  // A skirt of leaves hides where the stems crowd together.
  for (let i = 0; i < 9; i++) {
    const a = (i / 9) * Math.PI * 2 + rng() * 0.5;
    const at: Vec3 = [
      VASE[0] + Math.cos(a) * 0.35,
      3.35 + 0.3 * rng(),
      VASE[2] + Math.sin(a) * 0.35,
    ];
    addLeaf(mesh, at, [Math.cos(a), 0.35 * rng(), Math.sin(a)], 1.1 + 0.5 * rng(), rng);
  }
}

function addFruits(mesh: Mesh, rng: () => number): void {
  const kinds: FruitKind[] = ['apple', 'pear', 'lemon', 'apple', 'pear', 'apple', 'pear', 'apple'];
  settle(BOWL, kinds.length, 0.56, rng).forEach((at, i) => {
    const kind = kinds[i]!;
    const axis: Vec3 = [rng() * 1.6 - 0.8, 0.75, rng() * 1.4 - 0.5];
    addFruit(mesh, kind, at, axis, kind === 'pear' ? 0.86 : 0.9, rng());
  });
  addFruit(mesh, 'pear', [2.35, 0.55, 1.6], [0.06, 1, 0.1], 0.9, 0.37);
  addFruit(mesh, 'apple', [3.75, 0.54, 1.0], [0.35, 1, 0.3], 0.95, 0.12);
  addFruit(mesh, 'lemon', [3.4, 0.45, 2.35], [0.9, 0.05, 0.45], 0.9, 0.71);
  addHalfLemon(mesh, [1.0, 0.44, 2.6], [0.1, 0.3, 0.9], 0.4);
  addFruit(mesh, 'lemon', [-4.6, 0.45, 0.3], [0.5, 0.1, -0.6], 0.9, 0.55);
  addFruit(mesh, 'pear', [0.1, 0.5, 2.0], [-0.92, 0.28, 0.4], 0.84, 0.83);
}
