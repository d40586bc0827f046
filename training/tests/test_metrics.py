import pytest
import torch
from toy import disks, turned

from cyclelens import stability
from cyclelens.card import NAMES, table
from cyclelens.evaluate import evaluate, missed, text
from cyclelens.likeness import Crops, PatchDistance, RandomKernelDistance
from cyclelens.pair import Pair
from cyclelens.recipe import Data


def crops(pictures) -> Crops:
    return Crops(pictures, torch.arange(len(pictures)))


@pytest.mark.parametrize("distance", [RandomKernelDistance(), PatchDistance()])
def test_nothing_done_is_one_and_the_truth_is_zero(distance):
    random = torch.Generator().manual_seed(1)
    a, b = disks(60, 1), turned(disks(60, 2))
    nothing, *_ = distance.normalised(crops(a), crops(a), crops(b), 2, random)
    truth, low, high = distance.normalised(crops(a), crops(turned(a)), crops(b), 10, random)
    half, *_ = distance.normalised(crops(a), crops(torch.cat([turned(a[:30]), a[30:]])), crops(b), 2, random)
    assert nothing == pytest.approx(1, abs=0.1)
    assert abs(truth) < 0.15 and low <= high
    assert truth < half < nothing


def test_structure_tells_the_same_edges_from_others():
    a, b = (torch.nn.functional.interpolate(disks(4, seed), 96) for seed in (1, 2))
    assert stability.gradient_ssim(a, a) > 0.99
    assert stability.gradient_ssim(a, a * 0.5) > 0.95
    assert stability.gradient_ssim(a, b) < 0.5


def test_a_pointwise_net_does_not_flicker_and_a_random_one_does():
    x = torch.nn.functional.interpolate(disks(1, 1), 160, mode="bilinear")
    random = torch.Generator().manual_seed(1)

    def position(t):
        return t * torch.linspace(-1, 1, t.shape[-1])

    assert stability.shift_error(lambda t: -t, x) < 1e-4
    assert stability.shift_error(position, x) > 0.1
    assert stability.noise_gain(lambda t: 0.5 * t, x, random) == pytest.approx(0.5, rel=0.02)
    assert stability.far_field(lambda t: -t, x) == 0
    assert stability.far_field(lambda t: t - t.mean(), x) > 1
    assert stability.warp_error(lambda t: -t, x, random) < 0.01


def test_a_whole_evaluation(domains):
    pair = Pair(turned, turned, "the truth")
    data = Data(crop=32, x_scale=(32, 32), y_scale=(32, 32))
    result = evaluate(pair, *domains, data, side=160, resamples=3)
    assert result["cycle_psnr_x"] > 100 and result["far_field"] == 0
    assert result["r_kid"]["value"] < 0.35
    assert "r_kid" in text(result)
    # No figure of a ground, since there is none: the card goes without.
    assert len(table(result)) == 2 + len(result.keys() & NAMES.keys()) < 2 + len(NAMES)
    assert not [miss for miss in missed(result) if miss.startswith(("r_kid", "far_field", "shift"))]
