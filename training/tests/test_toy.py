"""CycleGAN on two domains of disks, unpaired, and what it becomes when a part of it is taken away."""

import pytest
import torch
from conftest import fit
from toy import disks, toy_recipe, turned, write_domains

from cyclelens import state as states
from cyclelens.generator import calibrate
from cyclelens.stability import psnr

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def toy_domains(tmp_path_factory):
    return write_domains(tmp_path_factory.mktemp("toy"))


def results(domains, run, **sections) -> dict[str, float]:
    """Decibels on disks never seen: G(x) against the truth and against x itself, F(G(x)) against x.

    `spread`: how much G's pictures differ among each other, over how much the true ones do.
    """
    state = fit(toy_recipe(**sections), domains, run, save_every=10**6)
    x = disks(64, 99)
    with torch.no_grad():
        y = state.ema["G"](x)
        back = state.ema["F"](y)
    spread = float(y.std(0).mean() / turned(x).std(0).mean())
    return {"truth": psnr(y, turned(x)), "nothing": psnr(y, x), "cycle": psnr(back, x), "spread": spread}


@pytest.fixture(scope="module")
def identity():
    """A state whose generators return what they are given."""
    state = states.State(toy_recipe()).to(torch.device("cpu"), torch.contiguous_format)
    pictures = torch.cat([disks(64, 3), turned(disks(64, 4))])
    for name in "GF":
        calibrate(state.nets[name], [pictures])
    state.frozen = True
    state.modes()
    optimizer = torch.optim.Adam([p for name in "GF" for p in state.nets[name].parameters()], 2e-3)
    for step in range(240):
        some = pictures[step % 8 :: 8]
        loss = sum((state.nets[name](some) - some).abs().mean() for name in "GF")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    state.ema.load_state_dict({k: v for k, v in state.nets.state_dict().items() if k[0] in "GF"})
    return state


def test_the_mapping_is_learnt(toy_domains, tmp_path):
    found = results(toy_domains, tmp_path)
    assert found["truth"] >= 25
    assert found["cycle"] >= 25


def test_without_cycle_consistency_the_inputs_are_forgotten(toy_domains, tmp_path):
    """G need only draw some disk of Y; part of which one the input was is lost, and F cannot bring it back."""
    found = results(toy_domains, tmp_path, loss={"cycle": 0.0, "identity": 0.0, "shift": 0.0})
    assert found["truth"] < 22
    assert found["cycle"] < 22


def test_without_cycle_consistency_a_wish_for_calm_leaves_one_picture(toy_domains, tmp_path):
    """As in recipes/no-cycle.toml: G, asked to paint noise and picture alike, stops looking; the cycle alone forbids it."""
    calm, short = {"identity": 0.0, "shift": 30.0, "noise": 4.0}, {"steps": 300, "freeze": 0.5}
    forgets = results(toy_domains, tmp_path / "a", loss=calm | {"cycle": 0.0}, train=short)
    keeps = results(toy_domains, tmp_path / "b", loss=calm | {"cycle": 100.0}, train=short)
    assert forgets["spread"] <= 0.1
    assert keeps["spread"] >= 0.5


def test_without_the_adversarial_loss_doing_nothing_is_perfect(toy_domains, tmp_path, identity):
    """Identity satisfies both cycles: who starts there stays, and only the critics drive G away."""
    short = {"steps": 150, "batch": 8, "critic_rate": 1.0, "ema": 0.9}
    for run in ("a", "b"):
        states.save(identity, tmp_path / run / "checkpoint.pt")
    stays = results(toy_domains, tmp_path / "a", loss={"adversarial": 0.0, "identity": 0.0, "shift": 0.0}, train=short)
    leaves = results(toy_domains, tmp_path / "b", train=short | {"lr": 2e-3})
    assert stays["nothing"] >= 25 and stays["cycle"] >= 25
    assert stays["truth"] < 12
    assert leaves["nothing"] < stays["nothing"] - 8
