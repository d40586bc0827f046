/**
 * Makes a network give out what its layers hold, by adding a few bytes to its ONNX file. Protocol
 * buffers merge a message that occurs twice and join its lists, so a second `graph` field that holds
 * nothing but outputs adds these to the first one's. Field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
import {readGraph} from '../intake/graph.ts';
import {join, part} from '../intake/writer.ts';

/** Operations whose results are worth a look: what comes out of a layer when it is done. */
const telling = new Set(['Relu', 'LeakyRelu', 'Add', 'Tanh']);

/** Names of the network's layers: outputs of the telling operations, in the network's order. */
export const layersOf = (model: Uint8Array): string[] =>
  readGraph(model).nodes.flatMap(({op, outputs}) => (telling.has(op) ? outputs : []));

/** The model with `names` among its outputs. */
export function exposeLayers(model: Uint8Array, names: readonly string[]): Uint8Array<ArrayBuffer> {
  // A ValueInfoProto that has a name only: the runtime infers the type.
  const outputs = names.map((name) => part(12, [part(1, name)]));
  return join([model, part(7, outputs)]);
}
