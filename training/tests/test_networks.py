import pytest
import torch
from torch import nn
from torch.nn import functional

from cyclelens.critic import Discriminator
from cyclelens.generator import TIERS, Generator, calibrate, prepared, statistics_untouched
from cyclelens.graph import gmacs, parameters
from cyclelens.losses import moved
from cyclelens.onnx_writer import write_generator
from cyclelens.quantize import quantize

# GMAC at 256×256 and bytes with int8 weights that a tier may cost.
BUDGETS = {"S": (0.26, 70_000), "M": (0.50, 120_000), "L": (1.3, 320_000)}
ALLOWED = {"Conv", "Relu", "Add", "Resize", "DepthToSpace", "Tanh", "DequantizeLinear"}


def test_tiers_keep_their_budgets_and_operators():
    assert BUDGETS.keys() == TIERS.keys()
    for tier, (most, size) in BUDGETS.items():
        model = quantize(write_generator(Generator(tier).eval()))
        assert gmacs(model) <= most
        assert len(model.SerializeToString()) <= size
        assert {node.op_type for node in model.graph.node} <= ALLOWED
        convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
        assert all(a.i == 1 for node in convolutions for a in node.attribute if a.name == "group")
        counted = sum(p.numel() for name, p in Generator(tier).named_parameters())
        assert parameters(model) <= counted


def test_margin_is_what_the_app_does():
    net = Generator("S", margin=8).eval()
    x = torch.rand(1, 3, 40, 48) * 2 - 1
    by_hand = net.core(functional.pad(x, (8, 8, 8, 8), mode="reflect"))[..., 8:-8, 8:-8]
    assert torch.equal(net(x), by_hand)
    assert net(x).shape == x.shape


def test_a_ground_lies_under_the_picture_and_its_margin_and_moves_with_it():
    ground = ((0.11, 0.05, 0.1), (0.02, 0.3, 0.05))
    x = torch.rand(1, 3, 160, 160) * 2 - 1
    net = Generator("S", ground=ground).eval()
    for convolution in (m for m in net.modules() if isinstance(m, nn.Conv2d)):
        nn.init.normal_(convolution.weight, 0, 0.1)
    # By whole steps of its grid: the net sees the same, but near the border.
    by, inside = (4, 8), (..., slice(64, -64), slice(64, -64))
    with torch.no_grad():
        still, carried, left = net(x), net(moved(x, *by), by), net(moved(x, *by))
    assert (carried - moved(still, *by))[inside].abs().max() < 1e-4
    assert (left - moved(still, *by))[inside].abs().max() > 0.01
    # A crest lies on the first pixel of the picture, not of its margin.
    laid = prepared(torch.zeros(1, 3, 40, 48), 8, ground)
    assert laid[0, :, 8, 8].tolist() == pytest.approx([0.3] * 3)


def test_other_domains_leave_the_statistics_alone():
    net = Generator("S", margin=0).train()
    norms = [m for m in net.modules() if isinstance(m, nn.BatchNorm2d)]
    before = [norm.running_mean.clone() for norm in norms]
    with statistics_untouched(net):
        net(torch.rand(2, 3, 16, 16))
    assert all(torch.equal(norm.running_mean, was) for norm, was in zip(norms, before, strict=True))
    net(torch.rand(2, 3, 16, 16))
    assert not torch.equal(norms[0].running_mean, before[0])


def test_calibrated_statistics_reproduce_the_batch():
    """With one batch to learn from, evaluation does what training did on that batch."""
    net, batch = Generator("S", margin=0), torch.rand(4, 3, 32, 32) * 2 - 1
    calibrate(net, [batch])
    wanted = net.train()(batch)
    calibrate(net, [batch])
    assert (net.eval()(batch) - wanted).abs().max() < 0.01


def test_critic_judges_patches_at_two_scales():
    fine, coarse = Discriminator(8)(torch.rand(2, 3, 96, 96))
    assert fine.shape == (2, 1, 11, 11)
    assert coarse.shape == (2, 1, 5, 5)
    assert len(Discriminator(8).features(torch.rand(1, 3, 160, 160))) == 6
