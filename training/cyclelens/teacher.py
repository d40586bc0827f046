"""Whoever `distil` learns from: a pair of ours, or any generator from elsewhere, as a checkpoint or as ONNX."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import ModelProto
from torch import Tensor
from torch.nn import functional

from . import foreign_writer, recognise
from . import state as states
from .graph import gmacs, measured_gmacs, parameters
from .onnx_writer import write_generator
from .state import State

# The values of black and white that networks for pictures use.
RANGES = {"-1,1": (-1.0, 1.0), "0,1": (0.0, 1.0), "0,255": (0.0, 255.0)}
BOUNDED = {"Tanh": "-1,1", "Sigmoid": "0,1"}
PASSING = ("Identity", "Transpose", "Resize", "Slice", "Cast")


@dataclass
class Teacher:
    """A generator G to learn from: `paint` takes and gives [n, 3, h, w] in [-1, 1].

    `multiple`: of what h and w must be. `side`: of the only square that it takes, if it takes but one. `gmacs`: at 256×256.
    `pair`: all of it, where it is one of ours.
    """

    paint: Callable[[Tensor], Tensor]
    name: str
    gmacs: float
    parameters: int
    multiple: int = 4
    side: int | None = None
    pair: State | None = field(default=None, repr=False)

    @torch.no_grad()
    def __call__(self, x: Tensor) -> Tensor:
        """What it makes of [n, 3, h, w] of any size: what lies beyond its multiples is mirrored, or the picture squeezed."""
        height, width = x.shape[2:]
        if self.side:
            square = functional.interpolate(x, (self.side,) * 2, mode="bilinear", antialias=True)
            return functional.interpolate(self.paint(square), (height, width), mode="bilinear", antialias=True)
        down, right = -height % self.multiple, -width % self.multiple
        padded = functional.pad(x, (0, right, 0, down), mode="reflect") if down or right else x
        return self.paint(padded)[..., :height, :width]


def load_pair(path: Path, device: torch.device, layout: torch.memory_format) -> State:
    pair = states.restore(states.read(path), device, layout)
    pair.nets.eval()
    return pair


def load_teacher(path: Path, device: torch.device, layout: torch.memory_format, values: str | None = None) -> Teacher:
    """The teacher in `path`. `values`: of RANGES, for ONNX whose last operator does not tell. Raises ValueError."""
    if path.suffix == ".onnx":
        return onnx_teacher(path, values)
    if states.is_ours(path):
        pair = load_pair(path, device, layout)
        model = write_generator(pair.ema["G"])
        name = f"{path.name}: tier {pair.recipe.network.tier}, {pair.step} steps"
        return Teacher(pair.ema["G"], name, gmacs(model), parameters(model), pair=pair)
    net = recognise.recognised(path)
    plan, cost, count = net.plan, foreign_writer.cost(net), sum(p.numel() for p in net.parameters())
    paint = net.to(device=device, memory_format=layout)
    return Teacher(paint, f"{plan.name}, {plan.width} channels", cost, count, plan.multiple, plan.side)


def onnx_teacher(path: Path, values: str | None) -> Teacher:
    model = onnx.load(path)
    values = values or range_of(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(str(path), options)
    port = session.get_inputs()[0]
    if len(port.shape) != 4:
        raise ValueError(f"{path} takes no pictures: its input is {port.shape}")
    is_last = port.shape[3] == 3
    sides = port.shape[1:3] if is_last else port.shape[2:]
    side = sides[0] if isinstance(sides[0], int) else None
    if side and sides[1] != side:
        raise ValueError(f"{path} takes pictures of {sides} only: not square")
    black, white = RANGES[values]
    element = np.float16 if port.type == "tensor(float16)" else np.float32

    def paint(x: Tensor) -> Tensor:
        x = x.float().cpu().permute(0, 2, 3, 1) if is_last else x.float().cpu()
        given = (x.numpy() + 1) * ((white - black) / 2) + black
        made = np.concatenate([session.run(None, {port.name: one[None].astype(element)})[0] for one in given]).astype(np.float32)
        y = torch.from_numpy((made - black) * (2 / (white - black)) - 1).clamp(-1, 1)
        return y.permute(0, 3, 1, 2).contiguous() if is_last else y

    at = side or 256
    shape = (1, at, at, 3) if is_last else (1, 3, at, at)
    cost = measured_gmacs(model, np.zeros(shape, element)) * (256 / at) ** 2
    # Strides that the file does not show are at most these.
    return Teacher(paint, path.name, cost, parameters(model), multiple=32, side=side)


def range_of(model: ModelProto) -> str:
    """The values of black and white, where the last operator bounds them."""
    makers = {output: node for node in model.graph.node for output in node.output}
    name = model.graph.output[0].name
    while name in makers:
        node = makers[name]
        if node.op_type in BOUNDED:
            return BOUNDED[node.op_type]
        if node.op_type not in PASSING:
            break
        name = node.input[0]
    raise ValueError(f"its last operator does not tell what black and white are: --teacher-range {' or '.join(RANGES)}")
