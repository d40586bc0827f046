"""CycleGAN on two domains of disks, unpaired, and what it becomes when a part of it is taken away."""

import pytest
import torch
from conftest import fit
from toy import disks, toy_recipe, turned

from cyclelens.stability import psnr

pytestmark = pytest.mark.slow


def results(domains, run, **sections) -> dict[str, float]:
    """Decibels on disks never seen, and the spread of G's outputs over different inputs."""
    state = fit(toy_recipe(**sections), domains, run, save_every=10**6)
    x = disks(64, 99)
    with torch.no_grad():
        y = state.ema["G"](x)
        back = state.ema["F"](y)
    return {"truth": psnr(y, turned(x)), "nothing": psnr(y, x), "cycle": psnr(back, x), "spread": float(y.std(0).mean() / turned(x).std(0).mean())}
