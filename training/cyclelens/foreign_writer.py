"""A foreign generator → ONNX, layer by layer. BatchNorm is folded into the convolution before it; dropout is left out."""

import numpy as np
import torch
from onnx import ModelProto, numpy_helper
from torch import Tensor, nn

from .foreign import Foreign, Level, Residual
from .graph import gmacs
from .onnx_writer import Writer

IDLE = (nn.Dropout, nn.Identity)


def write_foreign(net: Foreign, side: int | None = None) -> ModelProto:
    """x [1, 3, h, w] → y [1, 3, h, w] in [-1, 1], h and w multiples of net.plan.multiple.

    With `side` h and w are whatever is not above it: the graph itself brings pictures into side×side pixels, and out again.
    """
    w = Writer()
    x, place = letterbox(w, "x", side) if side else ("x", [])
    y = write(w, net.model, x, "g")
    w.op("Slice" if place else "Identity", [y, *place], "y")
    return w.model("x", {"y": [1, 3, "h", "w"]}, "generator")


def cost(net: Foreign) -> float:
    """GMAC for a picture of 256×256."""
    side = max(256, net.plan.multiple)
    return gmacs(write_foreign(net), side, side) * (256 / side) ** 2


def write(w: Writer, module: nn.Module, x: str, name: str) -> str:
    """Adds what `module` does to `x`; returns the name of what comes out."""
    if isinstance(module, nn.Sequential):
        return write_row(w, [layer for layer in module if not isinstance(layer, IDLE)], x, name)
    if isinstance(module, Residual):
        return w.op("Add", [x, write(w, module.conv_block, x, f"{name}.b")], f"{name}.sum")
    if isinstance(module, Level):
        y = write(w, module.model, x, f"{name}.l")
        return y if module.is_outermost else w.op("Concat", [x, y], f"{name}.both", axis=1)
    if isinstance(module, nn.ReflectionPad2d):
        left, right, top, bottom = module.padding
        pads = w.constant(f"{name}.pads", np.array([0, 0, top, left, 0, 0, bottom, right], np.int64))
        return w.op("Pad", [x, pads], name, mode="reflect")
    if isinstance(module, nn.InstanceNorm2d):
        return w.instance_norm(x, name, module)
    if isinstance(module, nn.LeakyReLU):
        return w.op("LeakyRelu", [x], name, alpha=module.negative_slope)
    return w.op({nn.ReLU: "Relu", nn.Tanh: "Tanh"}[type(module)], [x], name)


def write_row(w: Writer, layers: list[nn.Module], x: str, name: str) -> str:
    for i, layer in enumerate(layers):
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            behind = layers[i + 1] if i + 1 < len(layers) else None
            x = convolution(w, layer, behind if isinstance(behind, nn.BatchNorm2d) else None, x, f"{name}.{i}")
        elif not isinstance(layer, nn.BatchNorm2d):
            x = write(w, layer, x, f"{name}.{i}")
    return x


def convolution(w: Writer, conv: nn.Conv2d | nn.ConvTranspose2d, norm: nn.BatchNorm2d | None, x: str, name: str) -> str:
    weight, bias = conv.weight, conv.bias if conv.bias is not None else torch.zeros(conv.out_channels)
    is_up = isinstance(conv, nn.ConvTranspose2d)
    if norm:
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weight = weight * (scale[None, :, None, None] if is_up else scale[:, None, None, None])
        bias = norm.bias + (bias - norm.running_mean) * scale
    if not is_up:
        return w.conv(x, name, weight, bias, stride=conv.stride[0], pad=conv.padding[0])
    return up(w, x, name, weight, bias, conv)


def up(w: Writer, x: str, name: str, weight: Tensor, bias: Tensor, conv: nn.ConvTranspose2d) -> str:
    return w.op(
        "ConvTranspose", [x, *w.weights(name, weight, bias)], name,
        kernel_shape=list(conv.kernel_size), strides=list(conv.stride), pads=list(conv.padding) * 2,
        output_padding=list(conv.output_padding), dilations=[1, 1], group=1,
    )


def letterbox(w: Writer, x: str, side: int) -> tuple[str, list[str]]:
    """(x in the middle of side×side pixels with mirrored borders, where a Slice finds it again: start and end)."""
    whole = w.constant("box.whole", np.array([1, 3, side, side], np.int64))
    two = w.constant("box.two", np.array([2], np.int64))
    shape = w.op("Shape", [x], "box.shape")
    rest = w.op("Sub", [whole, shape], "box.rest")
    start = w.op("Div", [rest, two], "box.start")
    end = w.op("Sub", [rest, start], "box.end")
    pads = w.op("Concat", [start, end], "box.pads", axis=0)
    return w.op("Pad", [x, pads], "box", mode="reflect"), [start, w.op("Add", [start, shape], "box.stop")]
