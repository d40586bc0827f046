/**
 * A generator's graph as its file (ONNX's ModelProto) tells it, without its weights. Field numbers
 * are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. What a generator has no use
 * for (graphs inside of nodes, functions, sparse and external tensors) is refused here.
 */
import {maxList, maxNodes, maxTensors} from './limits.ts';
import {fieldsOf, floatsOf, pushVarints, textOf, type Field} from './proto.ts';
import {refuse} from './refuse.ts';
import {readTensor, type TensorInfo} from './tensor.ts';

/** Value of an attribute: a number, a text, a list or a tensor. */
type Attribute = number | string | readonly number[] | TensorInfo;

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** An end of the graph: element type by ONNX's number, sides that are free as their names. */
export interface Port {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly (number | string)[];
}

export interface Graph {
  /** Version of the operators. */
  readonly opset: number;
  readonly nodes: readonly Node[];
  readonly constants: ReadonlyMap<string, TensorInfo>;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** The graph of the ONNX file `data`. @throws RefusedError */
export function readGraph(data: Uint8Array): Graph {
  let graph: Uint8Array | undefined;
  let opset = 0;
  for (const field of fieldsOf(data)) {
    if (field.number === 7) graph = onlyOne(graph, field);
    else if (field.number === 8) opset = Math.max(opset, readOpset(bytesOf(field)));
    else if (field.number === 20 || field.number === 25) refuse('operator', 'functions');
  }
  if (!graph || !(opset >= 7 && opset <= 30)) return refuse('malformed', `opset ${opset}`);
  return {...readParts(graph), opset};
}

/** Version of ONNX's own operators; 0 for those of others. */
function readOpset(data: Uint8Array): number {
  let [domain, version] = ['', 0];
  for (const field of fieldsOf(data)) {
    if (field.number === 1) domain = textOf(field);
    else if (field.number === 2) version = field.value;
  }
  return domain === '' || domain === 'ai.onnx' ? version : 0;
}

/** A part that protobuf would merge with an earlier one: here there may be only one. */
function onlyOne(before: Uint8Array | undefined, {bytes, isBytes}: Field): Uint8Array {
  if (before || !isBytes) refuse('malformed', 'a part twice');
  return bytes;
}

function readParts(data: Uint8Array): Omit<Graph, 'opset'> {
  const nodes: Node[] = [];
  const constants = new Map<string, TensorInfo>();
  const inputs: Port[] = [];
  const outputs: Port[] = [];
  for (const field of fieldsOf(data)) {
    if (field.number === 1) nodes.push(readNode(bytesOf(field)));
    else if (field.number === 5) {
      const tensor = readTensor(bytesOf(field));
      if (constants.has(tensor.name)) refuse('graph', `${tensor.name} twice`);
      constants.set(tensor.name, tensor);
    } else if (field.number === 11) inputs.push(readPort(bytesOf(field)));
    else if (field.number === 12) outputs.push(readPort(bytesOf(field)));
    else if (field.number === 15) refuse('operator', 'sparse weights');
    if (nodes.length > maxNodes) refuse('too-large', 'nodes');
    if (constants.size > maxTensors || inputs.length > maxTensors) refuse('too-large', 'tensors');
    if (outputs.length > maxList) refuse('too-large', 'outputs');
  }
  // Files of old versions name weights among the inputs too.
  const free = inputs.filter(({name}) => !constants.has(name));
  return {nodes, constants, inputs: free, outputs};
}

function bytesOf({bytes, isBytes}: Field): Uint8Array {
  return isBytes ? bytes : refuse('malformed', 'a number for a part');
}

function readNode(data: Uint8Array): Node {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  let op = '';
  for (const field of fieldsOf(data)) {
    if (field.number === 1) inputs.push(textOf(field));
    else if (field.number === 2) outputs.push(textOf(field));
    else if (field.number === 4) op = textOf(field);
    else if (field.number === 5) {
      const [name, value] = readAttribute(bytesOf(field));
      if (attributes.has(name)) refuse('malformed', `${name} twice`);
      attributes.set(name, value);
    } else if (field.number === 7) {
      const domain = textOf(field);
      if (domain !== '' && domain !== 'ai.onnx') refuse('operator', `domain ${domain}`);
    } else if (field.number === 8 && field.bytes.length > 0) refuse('operator', 'overload');
    if (inputs.length > maxList || outputs.length > maxList) refuse('too-large', 'ports');
  }
  return {op, inputs, outputs, attributes};
}

function readAttribute(data: Uint8Array): [string, Attribute] {
  const ints: number[] = [];
  const floats: number[] = [];
  let name = '';
  let value: Attribute | undefined;
  let tensor: Uint8Array | undefined;
  for (const field of fieldsOf(data)) {
    if (field.number === 1) name = textOf(field);
    else if (field.number === 2 || field.number === 3) value = numberOf(field);
    else if (field.number === 4) value = textOf(field);
    else if (field.number === 5) tensor = onlyOne(tensor, field);
    else if (field.number === 6 || field.number === 11) refuse('operator', 'a graph inside');
    else if (field.number === 7) {
      if (field.bytes.length > 4 * maxList) refuse('too-large', name);
      floats.push(...(field.isBytes ? floatsOf(field.bytes) : [field.value]));
    } else if (field.number === 8) pushVarints(ints, field, maxList);
    else if ([9, 10, 14, 15, 21, 22, 23].includes(field.number)) refuse('operator', name);
    if (floats.length > maxList) refuse('too-large', name);
  }
  if (tensor) value = readTensor(tensor);
  return [name, value ?? (ints.length > 0 ? ints : floats)];
}

const numberOf = ({value, isBytes}: Field) => (isBytes ? refuse('malformed', 'number') : value);

function readPort(data: Uint8Array): Port {
  let name = '';
  let type: Uint8Array | undefined;
  for (const field of fieldsOf(data)) {
    if (field.number === 1) name = textOf(field);
    else if (field.number === 2) type = onlyOne(type, field);
  }
  let tensor: Uint8Array | undefined;
  for (const field of fieldsOf(type ?? refuse('number-type', `${name} has none`))) {
    if (field.number === 1) tensor = onlyOne(tensor, field);
    else if (field.isBytes && field.number <= 9 && field.number !== 6) refuse('number-type', name);
  }
  return {name, ...readTensorType(tensor ?? refuse('number-type', name))};
}

function readTensorType(data: Uint8Array): Pick<Port, 'type' | 'dims'> {
  let type = 0;
  let shape: Uint8Array | undefined;
  const dims: (number | string)[] = [];
  for (const field of fieldsOf(data)) {
    if (field.number === 1) type = numberOf(field);
    else if (field.number === 2) shape = onlyOne(shape, field);
  }
  for (const field of fieldsOf(shape ?? new Uint8Array(0))) {
    if (field.number !== 1) continue;
    let side: number | string = '';
    for (const {number, value, ...rest} of fieldsOf(bytesOf(field))) {
      if (number === 1) side = value;
      else if (number === 2) side = textOf({number, value, ...rest});
    }
    dims.push(side);
    if (dims.length > maxList) refuse('too-large', 'dimensions');
  }
  return {type, dims};
}
