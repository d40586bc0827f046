/**
 * Reads protobuf's wire format, strictly: a field that reaches beyond its message, a varint without
 * an end or a group is an error, never a guess. Nothing is copied.
 * https://protobuf.dev/programming-guides/encoding
 */
import {refuse} from './refuse.ts';

/** One field of a message. */
export interface Field {
  readonly number: number;
  /** Varint as a signed 64-bit number (rounded beyond 2⁵³), or a float; NaN for bytes. */
  readonly value: number;
  /** Content of a length-delimited field, else empty. */
  readonly bytes: Uint8Array;
  /** Whether the value stands in `bytes`. */
  readonly isBytes: boolean;
}

const none = new Uint8Array(0);

/** More fields than this in one message are an attack on the reader's time. */
const maxFields = 4_000_000;

class Cursor {
  at = 0;
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  get isAtEnd(): boolean {
    return this.at >= this.data.length;
  }

  /** @throws RefusedError where the varint has no end or more than ten bytes */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i++) {
      if (this.isAtEnd) break;
      const byte = this.data[this.at++]!;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      // Ten bytes are a negative number in two's complement; its low bits are lost to rounding.
      if (byte < 0x80) return i < 9 ? value : this.#signed(this.at - 10);
    }
    return refuse('malformed', 'varint');
  }

  take(length: number): Uint8Array {
    if (length < 0 || this.at + length > this.data.length) refuse('malformed', 'length');
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  #signed(from: number): number {
    let value = 0n;
    for (let i = 9; i >= 0; i--) value = (value << 7n) | BigInt(this.data[from + i]! & 0x7f);
    return Number(BigInt.asIntN(64, value));
  }
}

/** The fields of the message in `data`, in order. @throws RefusedError where it is malformed */
export function* fieldsOf(data: Uint8Array): Generator<Field, undefined> {
  const cursor = new Cursor(data);
  for (let count = 0; !cursor.isAtEnd; count++) {
    if (count > maxFields) refuse('too-large', 'fields');
    const tag = cursor.varint();
    const number = Math.floor(tag / 8);
    if (number < 1 || number > 2 ** 29) refuse('malformed', 'field number');
    yield readField(cursor, number, tag % 8);
  }
  return undefined;
}

function readField(cursor: Cursor, number: number, type: number): Field {
  switch (type) {
    case 0:
      return {number, value: cursor.varint(), bytes: none, isBytes: false};
    case 1:
      return {
        number,
        value: viewOf(cursor.take(8)).getFloat64(0, true),
        bytes: none,
        isBytes: false,
      };
    case 2:
      return {number, value: NaN, bytes: cursor.take(cursor.varint()), isBytes: true};
    case 5:
      return {
        number,
        value: viewOf(cursor.take(4)).getFloat32(0, true),
        bytes: none,
        isBytes: false,
      };
    default:
      return refuse('malformed', `wire type ${type}`);
  }
}

const viewOf = ({buffer, byteOffset, byteLength}: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

/** Appends the whole numbers of a repeated field, packed or not, up to `limit` of them. */
export function pushVarints(into: number[], {bytes, isBytes, value}: Field, limit: number): void {
  if (isBytes) {
    const cursor = new Cursor(bytes);
    while (!cursor.isAtEnd && into.length <= limit) into.push(cursor.varint());
  } else {
    into.push(value);
  }
  if (into.length > limit) refuse('too-large', 'list');
}

/** The little-endian floats in `bytes`. */
export function floatsOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes);
  return Array.from({length: bytes.length >> 2}, (_, i) => view.getFloat32(4 * i, true));
}

const decoder = new TextDecoder('utf-8', {fatal: true});

/** A text of at most 512 bytes. */
export function textOf({bytes, isBytes}: Field): string {
  if (!isBytes) refuse('malformed', 'text');
  if (bytes.length > 512) refuse('too-large', 'name');
  try {
    return decoder.decode(bytes);
  } catch {
    return refuse('malformed', 'text');
  }
}
