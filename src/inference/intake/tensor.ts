/** A tensor of an ONNX file: its shape, and its values where they are few. */
import {maxGeneratorBytes} from '../../domain/style.ts';
import {maxAttributeBytes, maxDimension, maxRank} from './limits.ts';
import {fieldsOf, floatsOf, pushVarints, textOf} from './proto.ts';
import {refuse} from './refuse.ts';

export interface TensorInfo {
  readonly name: string;
  /** Element type by ONNX's number. */
  readonly type: number;
  readonly dims: readonly number[];
  /** The values of a tensor of at most 64 numbers, where they are needed to understand the graph. */
  readonly values: readonly number[] | undefined;
  /** All values as they lie in the file, little-endian, where it keeps them in one piece. */
  readonly raw?: Uint8Array | undefined;
}

/** Shapes, scales, ranges: what decides something has no more values than this. */
const fewValues = 64;

/** Bytes of an element by ONNX's number: f32, u8, i8, u16, i16, i32, i64, bool, f16, f64, u32, u64. */
const elementBytes: Readonly<Record<number, number>> = {
  1: 4,
  2: 1,
  3: 1,
  4: 2,
  5: 2,
  6: 4,
  7: 8,
  9: 1,
  10: 2,
  11: 8,
  12: 4,
  13: 8,
};

/** @throws RefusedError where its values lie elsewhere, or are not as many as its shape says */
export function readTensor(data: Uint8Array): TensorInfo {
  const dims: number[] = [];
  const ints: number[] = [];
  const floats: number[] = [];
  let [type, name, floatCount] = [0, '', 0];
  let raw: Uint8Array | undefined;
  for (const field of fieldsOf(data)) {
    if (field.number === 1) pushVarints(dims, field, maxRank);
    else if (field.number === 2) type = field.value;
    else if (field.number === 3) refuse('external-data', 'segments');
    else if (field.number === 4) {
      floatCount += field.isBytes ? field.bytes.length / 4 : 1;
      if (floatCount <= fewValues)
        floats.push(...(field.isBytes ? floatsOf(field.bytes) : [field.value]));
    } else if (field.number === 5 || field.number === 7)
      pushVarints(ints, field, maxAttributeBytes);
    else if (field.number === 6) refuse('number-type', 'texts');
    else if (field.number === 8) name = textOf(field);
    else if (field.number === 9) raw = field.isBytes ? field.bytes : refuse('malformed', 'raw');
    else if (field.number === 10 || field.number === 11) refuse('number-type', 'f64 or u64');
    else if (field.number === 13) refuse('external-data', name);
    else if (field.number === 14 && field.value !== 0) refuse('external-data', name);
  }
  const size = elementBytes[type] ?? refuse('number-type', `tensor of type ${type}`);
  const count = countOf(dims, size);
  if (raw && floatCount + ints.length > 0) refuse('malformed', 'values twice');
  if (raw ? raw.length !== count * size : floatCount + ints.length !== count) {
    refuse('malformed', `${name} has not ${count} values`);
  }
  return {
    name,
    type,
    dims,
    values: count <= fewValues ? fewOf(raw, type, floats, ints) : undefined,
    raw,
  };
}

function countOf(dims: readonly number[], size: number): number {
  let count = 1;
  for (const side of dims) {
    if (!Number.isInteger(side) || side < 0) refuse('malformed', 'dimension');
    count *= side;
    if (side > maxDimension || count * size > maxGeneratorBytes) refuse('too-large', 'tensor');
  }
  return count;
}

function fewOf(
  raw: Uint8Array | undefined,
  type: number,
  floats: readonly number[],
  ints: readonly number[],
): readonly number[] | undefined {
  if (!raw) return floats.length > 0 ? floats : ints;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const each = (size: number, read: (at: number) => number) =>
    Array.from({length: raw.length / size}, (_, i) => read(i * size));
  if (type === 1) return floatsOf(raw);
  if (type === 6) return each(4, (at) => view.getInt32(at, true));
  if (type === 7) return each(8, (at) => Number(view.getBigInt64(at, true)));
  if (type === 11) return each(8, (at) => view.getFloat64(at, true));
  if (type === 10) return each(2, (at) => halfToNumber(view.getUint16(at, true)));
  return undefined;
}

/** An IEEE 754 half as a number. */
export function halfToNumber(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24);
}

/** A number as an IEEE 754 half, rounded to the nearest, ties to even. */
export function numberToHalf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!(size < 65520)) return Number.isNaN(value) ? 0x7e00 : sign | 0x7c00;
  const exponent = Math.max(-14, size > 0 ? Math.floor(Math.log2(size)) : -14);
  const steps = size / 2 ** (exponent - 10);
  const rest = steps % 1;
  const whole = Math.floor(steps);
  const rounded = whole + (rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? 1 : 0);
  // Up to 1,024 steps there is no leading one; 2,048 carry over into the exponent by themselves.
  return sign | (rounded < 1024 ? rounded : ((exponent + 15) << 10) + (rounded - 1024));
}
