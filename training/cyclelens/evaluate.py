"""All figures of a pair of generators on held-out pictures; see likeness.py and stability.py for each."""

from pathlib import Path

import numpy as np
import torch

from . import stability
from .data import Domain, pictures, scaled
from .likeness import Crops, PatchDistance, RandomKernelDistance
from .pair import Pair
from .recipe import Data
from .sheet import spread
from .stability import psnr

# What a shipped style should reach from X to Y: (least or most, bound).
BARS = {
    "r_kid": ("≤", 0.35),
    "swd": ("≤", 0.45),
    "gradient_ssim": ("≥", 0.55),
    "shift_error": ("≤", 2.5),
    "noise_gain": ("≤", 0.9),
    "far_field": ("≤", 0.0),
}


def crops(folder: Path, size: int, scale: tuple[int, int], weights: dict[str, float], per_picture: int) -> Crops:
    """`per_picture` random crops of every picture that the weights let in."""
    domain = Domain(folder, size, scale, weights, (77,))
    chosen = [i for i, share in enumerate(np.diff(domain.cumulative, prepend=0)) if share > 0]
    files, tensors = domain.files, []
    for i in chosen:
        domain.files, domain.cumulative = [files[i]], np.ones(1)
        tensors += [domain[i * per_picture + k] for k in range(per_picture)]
    return Crops(torch.stack(tensors), torch.arange(len(chosen)).repeat_interleave(per_picture))


@torch.no_grad()
def evaluate(pair: Pair, x: Path, y: Path, data: Data, *, side: int = 256, resamples: int = 40) -> dict:
    """Figures of G (and of F where named so) on the pictures in `x` and `y`, which training never saw.

    Likeness is judged on crops at the recipe's scales, structure and flicker on whole pictures of short side `side`.
    """
    random = torch.Generator().manual_seed(5)
    a = crops(x, data.crop, data.x_scale, {}, 3)
    b = crops(y, data.crop, data.y_scale, {}, 6)
    made = Crops(torch.cat([pair.G(part) for part in a.pictures.split(16)]), a.group)
    back = Crops(torch.cat([pair.F(part) for part in b.pictures.split(16)]), b.group)
    result: dict = {"name": pair.name, "pictures": {"x": a.groups, "y": b.groups}}
    for name, distance in (("r_kid", RandomKernelDistance()), ("swd", PatchDistance())):
        for suffix, sets in (("", (a, made, b)), ("_F", (b, back, a))):
            value, low, high = distance.normalised(*sets, resamples, random)
            result[name + suffix] = {"value": round(value, 3), "low": round(low, 3), "high": round(high, 3)}
    whole = [scaled(path, side) for path in spread(pictures(x), 24)]

    def mean(measure) -> float:
        return round(sum(measure(picture) for picture in whole) / len(whole), 3)

    result["gradient_ssim"] = mean(lambda p: stability.gradient_ssim(p, pair.G(p)))
    result["cycle_psnr_x"] = mean(lambda p: psnr(pair.F(pair.G(p)), p))
    result["cycle_psnr_y"] = round(psnr(pair.G(back.pictures), b.pictures), 3)
    result["shift_error"] = mean(lambda p: stability.shift_error(pair.G, p))
    if pair.has_ground:
        result["shift_with_ground"] = mean(lambda p: stability.shift_error(pair.G, p, is_carried=True))
    result["noise_gain"] = mean(lambda p: stability.noise_gain(pair.G, p, random))
    result["far_field"] = round(max(stability.far_field(pair.G, picture) for picture in whole[:6]), 3)
    result["warp_error"] = mean(lambda p: stability.warp_error(pair.G, p, random))
    return result


def missed(result: dict) -> list[str]:
    """The bars a result misses, in words."""
    found = []
    for name, (kind, bound) in BARS.items():
        value = result[name]["value"] if isinstance(result[name], dict) else result[name]
        if value > bound if kind == "≤" else value < bound:
            found.append(f"{name} {value} (bar {kind} {bound})")
    return found


def text(result: dict) -> str:
    """One line a figure."""
    lines = []
    for name, value in result.items():
        if isinstance(value, dict) and "value" in value:
            value = f"{value['value']} [{value['low']}, {value['high']}]"
        lines.append(f"{name:14} {value}")
    return "\n".join([*lines, "misses: " + ("; ".join(missed(result)) or "nothing")])
