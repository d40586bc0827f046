/**
 * Reads of an ONNX file what tells how far its operations look. Field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
import {PbfReader} from 'pbf';

/** A constant tensor; of its values only short lists of floats are read. */
interface Constant {
  name: string;
  dims: number[];
  floats: number[];
}

export interface Operation {
  type: string;
  inputs: string[];
  outputs: string[];
  /** Attributes that are whole numbers or lists of them. */
  ints: Record<string, number[]>;
  /** Attributes that are words. */
  words: Record<string, string>;
  /** The attribute of a Constant. */
  constant: Constant | undefined;
}

export interface Graph {
  readonly operations: Operation[];
  readonly constants: Map<string, Constant>;
  /** Name of the first output. */
  output: string;
}

/** Longest constant whose values are read, in bytes. */
const shortBytes = 32;

const floatType = 1;

/** One number, or several that are packed. */
const readInts = (pbf: PbfReader): number[] =>
  pbf.type === 2 ? pbf.readPackedVarint([], true) : [pbf.readVarint(true)];

function readConstantField(tag: number, constant: Constant & {type?: number}, pbf: PbfReader) {
  if (tag === 1) constant.dims.push(...readInts(pbf));
  else if (tag === 2) constant.type = pbf.readVarint();
  else if (tag === 4) constant.floats.push(...pbf.readPackedFloat([]));
  else if (tag === 8) constant.name = pbf.readString();
  else if (tag === 9) {
    const bytes = pbf.readBytes();
    if (bytes.length > shortBytes || constant.type !== floatType) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length; at += 4) constant.floats.push(view.getFloat32(at, true));
  }
}

const readConstant = (pbf: PbfReader): Constant =>
  pbf.readMessage(readConstantField, {name: '', dims: [], floats: []});

function readAttribute(pbf: PbfReader, {ints, words}: Operation): Constant | undefined {
  let name = '';
  let constant: Constant | undefined;
  pbf.readMessage((tag: number, _: null, pbf: PbfReader) => {
    if (tag === 1) name = pbf.readString();
    else if (tag === 3) ints[name] = [pbf.readVarint(true)];
    else if (tag === 4) words[name] = pbf.readString();
    else if (tag === 5) constant = readConstant(pbf);
    else if (tag === 8) (ints[name] ??= []).push(...readInts(pbf));
  }, null);
  return constant;
}

function readOperationField(tag: number, operation: Operation, pbf: PbfReader): void {
  if (tag === 1) operation.inputs.push(pbf.readString());
  else if (tag === 2) operation.outputs.push(pbf.readString());
  else if (tag === 4) operation.type = pbf.readString();
  else if (tag === 5) operation.constant = readAttribute(pbf, operation) ?? operation.constant;
}

function readGraphField(tag: number, graph: Graph, pbf: PbfReader): void {
  if (tag === 1) {
    const empty = {type: '', inputs: [], outputs: [], ints: {}, words: {}, constant: undefined};
    graph.operations.push(pbf.readMessage<Operation>(readOperationField, empty));
  } else if (tag === 5) {
    const constant = readConstant(pbf);
    graph.constants.set(constant.name, constant);
  } else if (tag === 12) {
    const readName = (tag: number, _: null, pbf: PbfReader) => {
      if (tag === 1) graph.output ||= pbf.readString();
    };
    pbf.readMessage(readName, null);
  }
}

/** The graph of the ONNX file with these bytes. */
export function readGraph(weights: ArrayBuffer): Graph {
  const graph: Graph = {operations: [], constants: new Map(), output: ''};
  const readModelField = (tag: number, graph: Graph, pbf: PbfReader) => {
    if (tag === 7) pbf.readMessage(readGraphField, graph);
  };
  return new PbfReader(weights).readFields(readModelField, graph);
}
