/**
 * Checks that public/models holds what its manifest says: bytes, hashes, input and output, costs,
 * and only operators that the WebGPU provider runs itself. Prints a table, or with --json the facts.
 */
import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
  parseManifest,
  type CriticSpec,
  type GeneratorSpec,
  type Style,
} from '../src/domain/style.ts';
import {measureGenerator, type GeneratorFacts} from './measure-generator.ts';

const folder = 'public/models';

/** Operators that onnxruntime's WebGPU provider has kernels for; others would run on the CPU. */
const allowed = new Set(
  `Add AveragePool Cast Clip Concat Constant ConstantOfShape Conv ConvTranspose DepthToSpace
  DequantizeLinear Div Identity InstanceNormalization LeakyRelu Mul Neg Pad PRelu Relu Reshape
  Resize Sigmoid Slice Squeeze Sub Tanh Transpose Unsqueeze`.split(/\s+/),
);

interface Row {
  readonly style: string;
  /** Which of the style's networks it is. */
  readonly network: string;
  readonly file: string;
  readonly bytes: number;
  readonly facts: GeneratorFacts;
  readonly faults: readonly string[];
}

/** What a tier may cost: 10⁹ multiply-accumulates at 256×256, and bytes on the wire. */
const budgets: Readonly<Record<string, readonly [number, number]>> = {
  S: [0.26, 70_000],
  M: [0.5, 120_000],
  L: [1.3, 320_000],
};

const near = (a: number, b: number) => Math.abs(a - b) <= 0.01 * Math.max(a, b) + 0.005;

async function checkNetwork(spec: GeneratorSpec | CriticSpec) {
  const data = await readFile(join(folder, spec.file));
  const facts = await measureGenerator(join(folder, spec.file));
  const sha256 = createHash('sha256').update(data).digest('hex');
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  expect(data.length === spec.bytes, `has ${data.length} bytes, not ${spec.bytes}`);
  expect(sha256 === spec.sha256, `has the hash ${sha256}`);
  expect(spec.file.includes(`.${sha256.slice(0, 8)}.`), 'has a name without its hash');
  const isCritic = 'real' in spec;
  const ports = [
    {found: facts.inputs, name: spec.input, planes: 3, most: 1},
    // A critic may look at more than one scale.
    {found: facts.outputs, name: spec.output, planes: isCritic ? 1 : 3, most: isCritic ? 2 : 1},
  ];
  for (const {found, name, planes, most} of ports) {
    const [port] = found;
    const [batch, channels, height, width] = port?.shape ?? [];
    expect(port?.name === name && found.length <= most, `has not ${name} alone at one end`);
    expect(batch === 1 && channels === planes, `${name} is not [1, ${planes}, h, w]`);
    expect(
      [height, width].every((side) => typeof side === 'string'),
      `${name} has a fixed size`,
    );
    expect(port?.type === (spec.precision === 'f16' ? 'float16' : 'float32'), `${name}'s type`);
  }
  for (const operator of Object.keys(facts.operators)) {
    expect(allowed.has(operator), `uses ${operator}`);
  }
  expect(near(facts.gmacs, spec.gmacs), `costs ${facts.gmacs.toFixed(3)} GMAC, not ${spec.gmacs}`);
  expect(near(facts.parameters, spec.parameters), `has ${facts.parameters} parameters`);
  return {facts, faults};
}

/** All networks of a style by what they are. */
function networksOf({G, F, D_Y, ablations}: Style): [string, GeneratorSpec | CriticSpec][] {
  const named: Record<string, GeneratorSpec | undefined> = {D_Y, ...ablations};
  for (const tier of ['S', 'M', 'L'] as const) {
    named[`G ${tier}`] = G[tier];
    named[`F ${tier}`] = F?.[tier];
  }
  return Object.entries(named).flatMap(([name, spec]) => (spec ? [[name, spec]] : []));
}

async function checkStyle(style: Style): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [network, spec] of networksOf(style)) {
    const {file, bytes} = spec;
    const checked = await checkNetwork(spec);
    const [gmacs, most] = budgets[network.at(-1) ?? ''] ?? [Infinity, Infinity];
    if (checked.facts.gmacs > gmacs) checked.faults.push(`costs more than ${gmacs} GMAC`);
    if (bytes > most) checked.faults.push(`has more than ${most} bytes`);
    rows.push({style: style.id, network, file, bytes, ...checked});
  }
  return rows;
}

const styles = parseManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
const rows: Row[] = [];
for (const style of styles) rows.push(...(await checkStyle(style)));

const listed = new Set([...rows.map(({file}) => file), ...styles.map((style) => style.thumbnail)]);
const present = (await readdir(folder)).filter((file) => /\.(onnx|webp)$/.test(file));
const faults = [
  ...rows.flatMap(({file, faults}) => faults.map((fault) => `${file} ${fault}`)),
  ...present.filter((file) => !listed.has(file)).map((file) => `${file} is in no style`),
  ...[...listed].filter((file) => !present.includes(file)).map((file) => `${file} is missing`),
];

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({rows, faults}, null, 2));
} else {
  console.table(
    rows.map(({style, network, bytes, facts}) => ({
      style,
      network,
      'GMAC at 256²': Number(facts.gmacs.toFixed(3)),
      parameters: facts.parameters,
      'kB on the wire': Math.round(bytes / 1000),
      'MB moved in f16': Number((facts.trafficBytes / 1e6).toFixed(1)),
      operators: Object.keys(facts.operators).length,
    })),
  );
  for (const fault of faults) console.error(fault);
}
if (faults.length > 0) process.exitCode = 1;
