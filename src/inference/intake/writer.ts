/** Writes protobuf's wire format: just what `adapt.ts`, `fold.ts` and `halve.ts` put into a graph. */

import type {Port} from './graph.ts';
import {fieldsOf} from './proto.ts';

type Part = Uint8Array;

const encoder = new TextEncoder();

/** The bytes of `parts` one after the other. */
export function join(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return data;
}

function varint(value: number): Part {
  // Two's complement in 64 bits.
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** A field with a whole number. */
export const whole = (field: number, value: number): Part =>
  join([varint(8 * field), varint(value)]);

/** A field with bytes, a text or a message. */
export const part = (field: number, content: Part | string | readonly Part[]): Part => {
  const data =
    typeof content === 'string'
      ? encoder.encode(content)
      : content instanceof Uint8Array
        ? content
        : join(content);
  return join([varint(8 * field + 2), varint(data.length), data]);
};

/** Attributes of a node: whole numbers, texts, lists. */
export type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

function attribute([name, value]: [string, Attributes[string]]): Part {
  if (typeof value === 'number') return join([part(1, name), whole(3, value), whole(20, 2)]);
  if (typeof value === 'string') return join([part(1, name), part(4, value), whole(20, 3)]);
  return join([part(1, name), ...value.map((item) => whole(8, item)), whole(20, 7)]);
}

/** A node of a graph, as a field of it. */
export const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Attributes = {},
) =>
  part(1, [
    ...inputs.map((name) => part(1, name)),
    part(2, output),
    part(3, output),
    part(4, op),
    ...Object.entries(attributes).map((entry) => part(5, attribute(entry))),
  ]);

/** Element types by ONNX's number. */
export const elementTypes = {f32: 1, int8: 3, int64: 7, f16: 10} as const;

/** A constant of a graph in f32, int64, or f16 by its bits, as a field of it. */
export function constant(
  name: string,
  dims: readonly number[],
  values: Float32Array | BigInt64Array | Uint16Array,
) {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const {f32, f16, int64} = elementTypes;
  const type = values instanceof Float32Array ? f32 : values instanceof Uint16Array ? f16 : int64;
  return part(5, [
    ...dims.map((side) => whole(1, side)),
    whole(2, type),
    part(8, name),
    part(9, raw),
  ]);
}

/** An end of a graph, as a field of it: 11 is an input, 12 an output. */
export function port(field: 11 | 12, {name, type, dims}: Port): Part {
  const sides = dims.map((side) => (typeof side === 'number' ? whole(1, side) : part(2, side)));
  const shape = part(
    2,
    sides.map((side) => part(1, side)),
  );
  return part(field, [part(1, name), part(2, part(1, [whole(1, type), shape]))]);
}

/** An end of a graph as one of our pictures: f32, NCHW [1, 3, h, w]. */
export const picturePort = (field: 11 | 12, name: string) =>
  port(field, {name, type: elementTypes.f32, dims: [1, 3, 'h', 'w']});

/** The ONNX file `data` with another graph, of the fields that `graphOf` makes of the old one. */
export function withGraph(data: Uint8Array, graphOf: (graph: Uint8Array) => readonly Part[]) {
  const parts: Part[] = [];
  for (const {number, bytes, isBytes, value} of fieldsOf(data)) {
    if (number === 7) parts.push(part(7, graphOf(bytes)));
    else parts.push(isBytes ? part(number, bytes) : whole(number, value));
  }
  return join(parts);
}
