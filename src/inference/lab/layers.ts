/**
 * Makes a network give out what its layers hold, by adding a few bytes to its ONNX file. Protocol
 * buffers merge a message that occurs twice and join its lists, so a second `graph` field that holds
 * nothing but outputs adds these to the first one's. Field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */

const fields = {model: {graph: 7}, graph: {node: 1, output: 12}, node: {output: 2, type: 4}};

const lengthDelimited = 2;

/** Operations whose results are worth a look: what comes out of a layer when it is done. */
const telling = new Set(['Relu', 'LeakyRelu', 'Add', 'Tanh']);

interface Field {
  readonly number: number;
  /** Content of a length-delimited field, else empty. */
  readonly bytes: Uint8Array;
}

/** @throws RangeError when the bytes end too early */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a message ends too early');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wireType = key % 8;
    let length = 0;
    if (wireType === 0) varint();
    else length = wireType === 1 ? 8 : wireType === 5 ? 4 : varint();
    const isMessage = wireType === lengthDelimited;
    yield {
      number: Math.floor(key / 8),
      bytes: isMessage ? bytes.subarray(at, at + length) : new Uint8Array(),
    };
    at += length;
  }
}

/** Names of the network's layers: outputs of the telling operations, in the network's order. */
export function layersOf(model: Uint8Array): string[] {
  const text = new TextDecoder();
  const names: string[] = [];
  for (const {number, bytes} of fieldsOf(model)) {
    if (number !== fields.model.graph) continue;
    for (const node of fieldsOf(bytes)) {
      if (node.number !== fields.graph.node) continue;
      const parts = [...fieldsOf(node.bytes)];
      const read = (wanted: number) => {
        const part = parts.find(({number}) => number === wanted);
        return part && text.decode(part.bytes);
      };
      const [type = '', output] = [read(fields.node.type), read(fields.node.output)];
      if (output && telling.has(type)) names.push(output);
    }
  }
  return names;
}

function field(number: number, content: readonly number[]): number[] {
  const length: number[] = [];
  let rest = content.length;
  for (; rest > 127; rest = Math.floor(rest / 128)) length.push((rest % 128) + 128);
  return [number * 8 + lengthDelimited, ...length, rest, ...content];
}

/** The model with `names` among its outputs. */
export function exposeLayers(model: Uint8Array, names: readonly string[]): Uint8Array<ArrayBuffer> {
  const outputs = names.flatMap((name) =>
    // A ValueInfoProto that has a name only: the runtime infers the type.
    field(fields.graph.output, field(1, [...new TextEncoder().encode(name)])),
  );
  const addition = field(fields.model.graph, outputs);
  const longer = new Uint8Array(model.length + addition.length);
  longer.set(model);
  longer.set(addition, model.length);
  return longer;
}
