"""A generator's weights in another of the same or a larger tier, which then draws the same pictures.

Function-preserving widening and deepening (Net2Net, Chen et al., arXiv 1511.05641): the old channels keep their weights and
nothing listens to the new ones yet, and a new residual block adds nothing at first.
"""

import torch
from torch import nn

from .generator import Generator


def place(old: nn.Module, new: nn.Module) -> None:
    """Each tensor of `old` into the first corner of `new`'s; what flows from new channels to any output is zero."""
    values = old.state_dict()
    for name, target in new.state_dict().items():
        source = values[name]
        if target.ndim < 4:
            target[tuple(slice(0, n) for n in source.shape)] = source
            continue
        outputs, inputs = source.shape[:2]
        target[:outputs, :inputs] = source
        target[:, inputs:] = 0


def widen(old: Generator, new: Generator) -> bool:
    """Changes `new` in place; False, and untouched, if it has fewer channels or blocks than `old`."""
    fits = new.stem[0].out_channels >= old.stem[0].out_channels and len(new.body) >= len(old.body)
    if not fits:
        return False
    with torch.no_grad():
        for name in ("stem", "down", "up", "join", "head"):
            place(getattr(old, name), getattr(new, name))
        for a, b in zip(old.body, new.body, strict=False):
            place(a, b)
        for block in new.body[len(old.body) :]:
            block.b[1].weight.zero_()
    return True
