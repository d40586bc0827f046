"""CycleGAN on two domains of disks, unpaired, and what it becomes when a part of it is taken away."""

import pytest
import torch
from conftest import fit
from toy import disks, toy_recipe, turned, write_domains

from cyclelens.stability import psnr

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def toy_domains(tmp_path_factory):
    return write_domains(tmp_path_factory.mktemp("toy"))


def results(domains, run, **sections) -> dict[str, float]:
    """Decibels on disks never seen, and the spread of G's outputs over different inputs."""
    state = fit(toy_recipe(**sections), domains, run, save_every=10**6)
    x = disks(64, 99)
    with torch.no_grad():
        y = state.ema["G"](x)
        back = state.ema["F"](y)
    return {"truth": psnr(y, turned(x)), "nothing": psnr(y, x), "cycle": psnr(back, x), "spread": float(y.std(0).mean() / turned(x).std(0).mean())}


def test_the_mapping_is_learnt(toy_domains, tmp_path):
    found = results(toy_domains, tmp_path)
    assert found["truth"] >= 25
    assert found["cycle"] >= 25


def test_without_cycle_consistency_the_inputs_are_forgotten(toy_domains, tmp_path):
    """G need only draw some disk of Y; which one the input was is lost, and F cannot bring it back."""
    found = results(toy_domains, tmp_path, loss={"cycle": 0.0, "identity": 0.0, "shift": 0.0})
    assert found["truth"] < 20
    assert found["cycle"] < 20


def test_without_the_adversarial_loss_nothing_is_done(toy_domains, tmp_path):
    """Identity satisfies both cycles, so nothing turns the hue."""
    found = results(toy_domains, tmp_path, loss={"adversarial": 0.0, "identity": 1.0, "shift": 0.0}, train={"steps": 300})
    assert found["nothing"] >= 25
    assert found["truth"] < 15
