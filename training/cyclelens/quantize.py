"""fp32 ONNX → int8 weights on the wire.

Weight-only, symmetric, one scale per output channel: w ≈ scale[o] · q, q in [-127, 127]. The graph
multiplies the scales back with DequantizeLinear, so any runtime can run the file as it is, and the app
can expand it once to fp32 or fp16. Biases, small tensors and the convolution that reads the picture stay
f32: F finds in it the faint traces that G leaves of the colours, and rounding those cost 15 dB.
"""

import numpy as np
from onnx import ModelProto, helper, numpy_helper

# DequantizeLinear with its names costs about this many bytes in the file; a tensor that would save
# less is not worth the rounding.
NODE_BYTES = 160
OUTPUT_AXIS = {"Conv": 0, "ConvTranspose": 1}


def quantize_tensor(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns (int8 tensor of weight's shape, f32 scales [weight.shape[axis]])."""
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.abs(weight).max(axis=others) / 127
    scale = np.where(scale > 0, scale, 1).astype(np.float32)
    spread = scale.reshape([-1 if i == axis else 1 for i in range(weight.ndim)])
    return np.clip(np.rint(weight / spread), -127, 127).astype(np.int8), scale


def quantize(model: ModelProto) -> ModelProto:
    """A copy of `model` whose convolution weights are int8 initializers behind DequantizeLinear."""
    result = ModelProto()
    result.CopyFrom(model)
    graph = result.graph
    pictures = {value.name for value in graph.input}
    for node in graph.node:  # a border around the picture is the picture still
        if node.op_type == "Pad" and node.input[0] in pictures:
            pictures.add(node.output[0])
    axes = {
        node.input[1]: OUTPUT_AXIS[node.op_type]
        for node in graph.node
        if node.op_type in OUTPUT_AXIS and node.input[0] not in pictures
    }
    tensors, nodes = [], []
    for tensor in graph.initializer:
        weight = numpy_helper.to_array(tensor)
        axis = axes.get(tensor.name)
        if axis is None or 3 * weight.size <= 4 * weight.shape[axis] + NODE_BYTES:
            tensors.append(tensor)
            continue
        values, scale = quantize_tensor(weight, axis)
        names = [f"{tensor.name}_int8", f"{tensor.name}_scale"]
        tensors += [numpy_helper.from_array(values, names[0]), numpy_helper.from_array(scale, names[1])]
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    nodes += graph.node
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(tensors)
    graph.node.extend(nodes)
    return result
