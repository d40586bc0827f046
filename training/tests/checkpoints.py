"""Checkpoints as pytorch-CycleGAN-and-pix2pix writes them, with random weights: names and habits are its own, all else is ours."""

from pathlib import Path

import torch
from torch import Tensor, nn

from cyclelens.foreign import Foreign, Plan


def drawn(plan: Plan) -> Foreign:
    """A generator whose weights and statistics are far from their start, so that it draws something."""
    torch.manual_seed(3)
    net = Foreign(plan)
    for module in net.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.kaiming_normal_(module.weight, 0.2)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1, 0.2)
            module.momentum = None
    side = max(64, plan.multiple)
    with torch.no_grad():
        net.train()(torch.nn.functional.interpolate(torch.rand(2, 3, 8, 8) * 2 - 1, (side, side), mode="bicubic"))
    return net.eval()


def saved(net: Foreign, path: Path, *, parallel: bool = False, old_norms: bool = False) -> Path:
    """`parallel`: names as DataParallel has them. `old_norms`: InstanceNorm's unused statistics of PyTorch before 0.4."""
    weights: dict[str, Tensor] = dict(net.state_dict())
    if old_norms:
        for name, module in net.named_modules():
            if isinstance(module, nn.InstanceNorm2d):
                weights[f"{name}.running_mean"] = torch.zeros(module.num_features)
                weights[f"{name}.running_var"] = torch.ones(module.num_features)
                weights[f"{name}.num_batches_tracked"] = torch.tensor(7)
    if parallel:
        weights = {f"module.{name}": value for name, value in weights.items()}
    torch.save(weights, path)
    return path
