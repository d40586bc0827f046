/**
 * What a generator costs, read off a real run: onnxruntime's profile lists every node with the
 * shapes that went in and came out, so nothing is guessed from the graph.
 */
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {InferenceSession, Tensor} from 'onnxruntime-node';

/** Pixels per side at which costs are stated. */
const side = 256;

export interface GeneratorFacts {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Nodes by operator. */
  readonly operators: Readonly<Record<string, number>>;
  /** 10⁹ multiply-accumulates at 256×256. */
  readonly gmacs: number;
  readonly parameters: number;
  /** Bytes that activations move in f16 at 256×256: each read and written once per convolution. */
  readonly trafficBytes: number;
}

export interface Port {
  readonly name: string;
  readonly type: string;
  /** Numbers, or names of free dimensions. */
  readonly shape: readonly (number | string)[];
}

interface Profiled {
  readonly name: string;
  readonly args?: {
    readonly op_name?: string;
    readonly input_type_shape?: readonly Record<string, number[]>[];
    readonly output_type_shape?: readonly Record<string, number[]>[];
  };
}

const product = (shape: readonly number[] | undefined) => (shape ?? []).reduce((a, b) => a * b, 1);

/** Runs the generator once at 256×256 and counts. @throws whatever the runtime finds wrong */
export async function measureGenerator(file: string): Promise<GeneratorFacts> {
  const folder = await mkdtemp(join(tmpdir(), 'cyclelens-'));
  try {
    const session = await InferenceSession.create(file, {
      graphOptimizationLevel: 'disabled',
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
      intraOpNumThreads: 1,
    });
    const tensors = (ports: readonly InferenceSession.ValueMetadata[]) =>
      ports.filter((port) => port.isTensor);
    const inputs = tensors(session.inputMetadata);
    const outputs = tensors(session.outputMetadata);
    const x = new Tensor('float32', new Float32Array(3 * side * side), [1, 3, side, side]);
    await session.run({[inputs[0]?.name ?? 'x']: x});
    session.endProfiling();
    await session.release();
    return {inputs, outputs, ...count(await readProfile(folder))};
  } finally {
    await rm(folder, {recursive: true});
  }
}

async function readProfile(folder: string): Promise<Profiled[]> {
  const [file] = await readdir(folder);
  return JSON.parse(await readFile(join(folder, file ?? ''), 'utf8')) as Profiled[];
}

function count(profile: readonly Profiled[]) {
  const operators: Record<string, number> = {};
  let macs = 0;
  let parameters = 0;
  let trafficBytes = 0;
  for (const {name, args} of profile) {
    if (!args?.op_name || !name.endsWith('_kernel_time')) continue;
    operators[args.op_name] = (operators[args.op_name] ?? 0) + 1;
    if (args.op_name !== 'Conv' && args.op_name !== 'ConvTranspose') continue;
    const [x, weights, bias] = (args.input_type_shape ?? []).map((port) => Object.values(port)[0]);
    const y = Object.values(args.output_type_shape?.[0] ?? {})[0];
    const isConv = args.op_name === 'Conv';
    // A weight is used once for each output position of its filter (input position, transposed).
    const positions = isConv ? product(y) : product(x);
    macs += (positions * product(weights)) / (weights?.[0] ?? 1);
    parameters += product(weights) + (bias ? product(bias) : 0);
    trafficBytes += 2 * (product(x) + product(y));
  }
  return {operators, gmacs: macs / 1e9, parameters, trafficBytes};
}
