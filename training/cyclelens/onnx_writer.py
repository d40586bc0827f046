"""Generator and Discriminator → ONNX, written node by node: the static operator set a browser runs well.

Generators use Conv (explicit pads), Relu, Add, Resize (nearest, ×2), DepthToSpace and Tanh, nothing else; all of them have
WebGPU kernels in ONNX Runtime, so nothing falls back to the CPU. Normalisation is folded into the
convolutions, and so is space-to-depth: pixel_unshuffle(2) with a 3×3 convolution is one 6×6
convolution of stride 2, exactly.
"""

import numpy as np
import torch
from onnx import ModelProto, checker, helper, numpy_helper
from torch import Tensor, nn

from .critic import DETAIL, Discriminator
from .generator import Generator

OPSET = 17


class Writer:
    """Collects nodes and initializers; each method returns the name of the tensor it made."""

    def __init__(self):
        self.nodes, self.tensors = [], []

    def op(self, kind: str, inputs: list[str], name: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weights(self, name: str, weight: Tensor, bias: Tensor) -> list[str]:
        values = (("w", weight), ("b", bias))
        return [self.constant(f"{name}.{suffix}", value.detach().cpu().float().numpy()) for suffix, value in values]

    def conv(self, x: str, name: str, weight: Tensor, bias: Tensor, stride: int = 1, pad: int = 1) -> str:
        return self.op(
            "Conv", [x, *self.weights(name, weight, bias)], name,
            kernel_shape=list(weight.shape[2:]), strides=[stride] * 2, pads=[pad] * 4, dilations=[1, 1], group=1,
        )

    def instance_norm(self, x: str, name: str, norm: nn.InstanceNorm2d) -> str:
        scale, bias = (norm.weight, norm.bias) if norm.affine else (torch.ones(norm.num_features), torch.zeros(norm.num_features))
        return self.op("InstanceNormalization", [x, *self.weights(name, scale, bias)], name, epsilon=norm.eps)

    def model(self, input: str, outputs: dict[str, list], name: str) -> ModelProto:
        graph = helper.make_graph(
            self.nodes, name,
            [helper.make_tensor_value_info(input, 1, [1, 3, "h", "w"])],
            [helper.make_tensor_value_info(output, 1, shape) for output, shape in outputs.items()],
            self.tensors,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="cyclelens")
        model.ir_version = 8
        checker.check_model(model, full_check=True)
        return model


def folded(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Weight and bias of the convolution that does conv, then norm by its running statistics."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    bias = conv.bias if conv.bias is not None else 0
    return conv.weight * scale[:, None, None, None], norm.bias + (bias - norm.running_mean) * scale


def unshuffled(weight: Tensor) -> Tensor:
    """[o, 12, 3, 3] behind pixel_unshuffle(2) → [o, 3, 6, 6] of stride 2 and padding 2 on the picture itself."""
    outputs = weight.shape[0]
    split = weight.view(outputs, 3, 2, 2, 3, 3)  # o, colour, row in block, column in block, ky, kx
    return split.permute(0, 1, 4, 2, 5, 3).reshape(outputs, 3, 6, 6)


def write_generator(net: Generator) -> ModelProto:
    """x [1, 3, h, w] → y [1, 3, h, w], h and w multiples of net.multiple; margins are the caller's."""
    w = Writer()
    weight, bias = folded(*net.stem)
    half = w.op("Relu", [w.conv("x", "stem", unshuffled(weight), bias, stride=2, pad=2)], "half")
    x = w.op("Relu", [w.conv(half, "down", *folded(*net.down), stride=2)], "quarter")
    for i, block in enumerate(net.body):
        a = w.op("Relu", [w.conv(x, f"body{i}.a", *folded(*block.a))], f"body{i}.relu")
        x = w.op("Add", [x, w.conv(a, f"body{i}.b", *folded(*block.b))], f"body{i}")
    scales = w.constant("up.scales", np.array([1, 1, 2, 2], np.float32))
    up = w.op(
        "Resize", [w.conv(x, "up", *folded(*net.up), pad=0), "", scales], "up.half",
        mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor",
    )
    x = w.op("Relu", [w.op("Add", [up, half], "skip")], "skip.relu")
    x = w.op("Relu", [w.conv(x, "join", *folded(*net.join))], "join.relu")
    x = w.op("DepthToSpace", [w.conv(x, "head", net.head.weight, net.head.bias)], "full", blocksize=2, mode="CRD")
    w.op("Tanh", [x], "y")
    return w.model("x", {"y": [1, 3, "h", "w"]}, "generator")


def write_discriminator(net: Discriminator) -> ModelProto:
    """x [1, 3, h, w] → one score map per scale, fine first: score0 (46 px patches), score1 (92 px)."""
    w, view, outputs = Writer(), "x", {}
    for scale, patch in enumerate(net.scales):
        if scale:
            view = w.op("AveragePool", [view], f"view{scale}", kernel_shape=[2, 2], strides=[2, 2], pads=[0] * 4)
        mean = w.op("AveragePool", [view], f"mean{scale}", kernel_shape=[5, 5], strides=[1, 1], pads=[2] * 4)
        rest = w.op("Sub", [view, mean], f"rest{scale}")
        strength = w.constant(f"strength{scale}", np.array(DETAIL, np.float32))
        detail = w.op("Mul", [rest, strength], f"detail{scale}")
        x, layers = w.op("Concat", [view, detail], f"detailed{scale}", axis=1), list(patch.layers)
        for i, layer in enumerate(layers):
            name = f"score{scale}" if i == len(layers) - 1 else f"d{scale}.{i}"
            if isinstance(layer, nn.Conv2d):
                x = w.conv(x, name, layer.weight, layer.bias, stride=layer.stride[0])
            elif isinstance(layer, nn.LeakyReLU):
                x = w.op("LeakyRelu", [x], name, alpha=layer.negative_slope)
            else:
                x = w.instance_norm(x, name, layer)
        outputs[x] = [1, 1, f"h{scale}", f"w{scale}"]
    return w.model("x", outputs, "discriminator")
