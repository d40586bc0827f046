"""A checkpoint of pytorch-CycleGAN-and-pix2pix → the generator it is of, told from the names and shapes of its weights."""

import pickle
from pathlib import Path

import torch
from torch import Tensor

from .foreign import Foreign, Plan

Weights = dict[str, Tensor]


def recognised(path: Path, picture_norms: bool = False) -> Foreign:
    """The generator in the checkpoint `path`, ready to paint. Raises ValueError where it is none that is known.

    `picture_norms`: BatchNorm takes its statistics from the picture, as pix2pix' own test does, not from the training.
    """
    weights = cleaned(read(path))
    plan = planned(weights)
    if picture_norms and plan.norm == "batch":
        plan = Plan(plan.kind, plan.depth, plan.width, "affine instance", plan.bias, plan.dropout)
        weights = {name: value for name, value in weights.items() if not is_statistic(name)}
    net = Foreign(plan)
    try:
        net.load_state_dict(weights)
    except RuntimeError as error:
        raise ValueError(f"{path} looks like a {plan.name} but is not: {error}") from None
    return net.eval().requires_grad_(False)


def read(path: Path) -> Weights:
    """The tensors of a checkpoint by name. Nothing in the file is run: only tensors and plain containers are let in."""
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        raise ValueError(f"{path} holds no plain weights: {str(error).splitlines()[0]}") from None
    if isinstance(content, dict) and isinstance(content.get("state_dict"), dict):
        content = content["state_dict"]
    if not isinstance(content, dict) or not content or not all(isinstance(value, Tensor) for value in content.values()):
        raise ValueError(f"{path} is not a state dict")
    return content


def is_statistic(name: str) -> bool:
    return name.endswith((".running_mean", ".running_var", ".num_batches_tracked"))


def cleaned(weights: Weights) -> Weights:
    """Without DataParallel's prefix, and without the statistics that InstanceNorm kept before PyTorch 0.4 and never used."""
    bare = {}
    for name, value in weights.items():
        while name.startswith("module."):
            name = name.removeprefix("module.")
        bare[name] = value.float() if value.is_floating_point() else value
    return {
        name: value for name, value in bare.items() if not is_statistic(name) or f"{name.rpartition('.')[0]}.weight" in bare
    }


def planned(weights: Weights) -> Plan:
    shapes = {name: tuple(value.shape) for name, value in weights.items()}
    for first, side in (("model.1", 7), ("model.model.0", 4)):
        width, *rest = shapes.get(f"{first}.weight", (0,))
        if rest != [3, side, side]:
            continue
        filters = [name for name, shape in shapes.items() if len(shape) == 4]
        if side == 7:
            blocks = {name.split(".")[1] for name in filters if ".conv_block." in name}
            dropout = any(".conv_block.6.weight" in name and len(shapes[name]) == 4 for name in filters)
            return Plan("resnet", len(blocks), width, norm_of(shapes, "model.2"), "model.1.bias" in shapes, dropout)
        # The outermost level has no norm: the one within tells.
        inner = "model.model.1.model"
        return Plan("unet", len(filters) // 2, width, norm_of(shapes, f"{inner}.2"), f"{inner}.1.bias" in shapes)
    raise ValueError("neither a ResNet nor a U-Net generator of pytorch-CycleGAN-and-pix2pix for colour pictures")


def norm_of(shapes: dict[str, tuple], name: str) -> str:
    """The norm at `name`. One that has learnt nothing leaves no trace but the bias of the convolution before it."""
    if f"{name}.weight" in shapes:
        return "batch" if f"{name}.running_mean" in shapes else "affine instance"
    before, _, number = name.rpartition(".")
    return "instance" if f"{before}.{int(number) - 1}.bias" in shapes else "none"
