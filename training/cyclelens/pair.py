"""A pair of generators G and F to look at or to measure: from a checkpoint, or from the app's models."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from . import manifest
from .generator import Ground, prepared
from .state import read, restore

# Also takes the pixel (x, y) of the picture that its ground begins at: not the first where a picture has moved.
Net = Callable[..., Tensor]


@dataclass
class Pair:
    """Both directions as functions [n, 3, h, w] → [n, 3, h, w]; h and w multiples of 4."""

    G: Net
    F: Net
    name: str
    has_ground: bool = False


def from_checkpoint(path: Path) -> Pair:
    state = restore(read(path), torch.device("cpu"), torch.contiguous_format)
    nets = [torch.no_grad()(state.ema[name]) for name in "GF"]
    return Pair(*nets, f"{path.parent.name}, {state.step} steps", has_ground=bool(state.ema["G"].ground))


def onnx_net(path: Path, margin: int, ground: Ground = ()) -> Net:
    """An exported generator as the app runs it: on its ground, with a mirrored margin before, cropped after."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(x: Tensor, origin: tuple[int, int] = (0, 0)) -> Tensor:
        inputs = prepared(x, margin, ground, origin).numpy().astype(np.float32)
        y = torch.from_numpy(np.concatenate([session.run(None, {name: one[None]})[0] for one in inputs]))
        return y[..., margin:-margin, margin:-margin] if margin else y

    return run


def from_models(folder: Path, style: str, tier: str) -> Pair:
    """The generators that `folder`/manifest.json lists for a style and tier; F of tier M where it has no other."""
    entries = {s["id"]: s for s in manifest.read(folder)["styles"]}
    if style not in entries or tier not in entries[style]["G"]:
        raise ValueError(f"{folder}/manifest.json has no {style} of tier {tier}")
    known = entries[style]
    chosen = [known["G"][tier], known["F"].get(tier) or known["F"]["M"]]
    nets = [onnx_net(folder / entry["file"], entry["margin"], entry.get("ground", ())) for entry in chosen]
    return Pair(*nets, f"{style} {tier}", has_ground="ground" in chosen[0])


def load(source: Path, style: str, tier: str) -> Pair:
    """`source` is a checkpoint or a folder with a manifest."""
    return from_models(source, style, tier) if source.is_dir() else from_checkpoint(source)
