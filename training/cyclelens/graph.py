"""Reading and tidying ONNX graphs: constant folding, multiply counts, parameter counts."""

import math

import numpy as np
import onnx
import onnxruntime
from onnx import ModelProto, numpy_helper, shape_inference
from onnx.reference import ReferenceEvaluator


def fold_constants(model: ModelProto) -> ModelProto:
    """Evaluates every node that depends on initializers only, and drops what nothing reads afterwards."""
    graph = model.graph
    known = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    kept = []
    for node in graph.node:
        if all(name == "" or name in known for name in node.input):
            single = onnx.helper.make_model(
                onnx.helper.make_graph(
                    [node],
                    "constant",
                    [
                        onnx.helper.make_tensor_value_info(
                            name, onnx.helper.np_dtype_to_tensor_dtype(known[name].dtype), known[name].shape
                        )
                        for name in node.input
                        if name
                    ],
                    [onnx.ValueInfoProto(name=name) for name in node.output],
                ),
                opset_imports=model.opset_import,
            )
            values = ReferenceEvaluator(single).run(None, {name: known[name] for name in node.input if name})
            known.update(zip(node.output, map(np.asarray, values), strict=True))
        else:
            kept.append(node)
    read = {name for node in kept for name in node.input}
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(
        numpy_helper.from_array(value, name) for name, value in known.items() if name in read
    )
    return model


def name_dimensions(model: ModelProto) -> ModelProto:
    """Input and output become [1, 3, h, w] with h and w dynamic."""
    for value in (*model.graph.input, *model.graph.output):
        shape = value.type.tensor_type.shape
        del shape.dim[:]
        for size in (1, 3, "h", "w"):
            dimension = shape.dim.add()
            if isinstance(size, int):
                dimension.dim_value = size
            else:
                dimension.dim_param = size
    return model


def shapes(model: ModelProto, height: int, width: int) -> dict[str, tuple[int, ...]]:
    """The shape of every tensor when the input is [1, 3, height, width]."""
    fixed = ModelProto()
    fixed.CopyFrom(model)
    del fixed.graph.value_info[:]
    for dimension, size in zip(fixed.graph.input[0].type.tensor_type.shape.dim, (1, 3, height, width), strict=True):
        dimension.dim_value = size
    fixed.graph.output[0].type.tensor_type.ClearField("shape")
    inferred = shape_inference.infer_shapes(fixed, strict_mode=True, data_prop=True).graph
    return {
        value.name: tuple(d.dim_value for d in value.type.tensor_type.shape.dim)
        for value in (*inferred.input, *inferred.value_info, *inferred.output)
    }


def gmacs(model: ModelProto, height: int = 256, width: int = 256) -> float:
    """Multiplications of all convolutions, in 10⁹, for one [1, 3, height, width] picture.

    ConvTranspose is counted at its input resolution (the true number of multiplies), unlike in papers.
    """
    return multiplications(model, shapes(model, height, width)) / 1e9


def multiplications(model: ModelProto, sizes: dict[str, tuple[int, ...]]) -> int:
    """Of all convolutions, given the shapes of what goes into and comes out of them."""
    weights = {t.name: tuple(t.dims) for t in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear":
            weights[node.output[0]] = weights[node.input[0]]
        elif node.op_type == "Constant" and node.attribute[0].HasField("t"):
            weights[node.output[0]] = tuple(node.attribute[0].t.dims)
    return sum(math.prod(weights[node.input[1]]) * math.prod(sizes[place(node)][2:]) for node in convolutions(model))


def convolutions(model: ModelProto) -> list:
    return [node for node in model.graph.node if node.op_type in ("Conv", "ConvTranspose")]


def place(node) -> str:
    """The tensor at whose every pixel a convolution's weights are used once."""
    return node.output[0] if node.op_type == "Conv" else node.input[0]


def measured_gmacs(model: ModelProto, x: np.ndarray) -> float:
    """As `gmacs`, for graphs whose shapes only a run on `x` shows."""
    shown = ModelProto()
    shown.CopyFrom(model)
    ends = {value.name for value in (*model.graph.input, *model.graph.output)}
    places = {place(node) for node in convolutions(model)}
    shown.graph.output.extend(onnx.ValueInfoProto(name=name) for name in sorted(places - ends))
    session = onnxruntime.InferenceSession(shown.SerializeToString())
    values = session.run(None, {session.get_inputs()[0].name: x})
    sizes = {port.name: value.shape for port, value in zip(session.get_outputs(), values, strict=True)}
    return multiplications(model, sizes | {session.get_inputs()[0].name: x.shape}) / 1e9


def parameters(model: ModelProto) -> int:
    """Learnt numbers: weights, biases, affine norms; not the scales of int8 weights, not shapes."""
    scales = {node.input[1] for node in model.graph.node if node.op_type == "DequantizeLinear"}
    return sum(
        math.prod(t.dims)
        for t in model.graph.initializer
        if t.name not in scales and t.data_type in (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16, onnx.TensorProto.INT8)
        and math.prod(t.dims) > 4
    )
