"""The losses. Pictures are [n, 3, h, w] in [-1, 1]; every loss is a scalar mean."""

import torch
from torch import Generator as Random
from torch import Tensor
from torch.nn import functional


def adversarial(scores: list[Tensor], target: float) -> Tensor:
    """LSGAN (Mao et al., arXiv 1611.04076), as CycleGAN uses it; the sum over the critic's scales."""
    return sum((s.float() - target).square().mean() for s in scores)


def cycle(picture: Tensor, returned: Tensor, pool: int = 1) -> Tensor:
    """L1 between a picture and what comes back from the other domain.

    With `pool` > 1 half of the loss is measured on pictures averaged over pool×pool pixels, so that
    broad strokes need not smuggle every pixel through (after Wang & Lin, "CycleGAN with Better Cycles",
    arXiv 2408.15374, who soften it likewise in feature space).
    """
    loss = functional.l1_loss(returned, picture)
    if pool == 1:
        return loss
    small = functional.avg_pool2d(returned, pool), functional.avg_pool2d(picture, pool)
    return 0.3 * loss + 0.7 * functional.l1_loss(*small)


def moved(x: Tensor, dx: int, dy: int) -> Tensor:
    return torch.roll(x, (dy, dx), (2, 3))


def shift_pair(x: Tensor, noise: float, random: Random) -> tuple[Tensor, tuple[int, int]]:
    """x moved by 1–3 px in each direction, with sensor noise of standard deviation `noise`."""
    dx, dy = (int(v) for v in torch.randint(1, 4, (2,), generator=random, device="cpu"))
    sign = torch.randint(0, 2, (2,), generator=random).tolist()
    dx, dy = (-dx if sign[0] else dx), (-dy if sign[1] else dy)
    grain = torch.randn(x.shape, generator=random).to(x) * noise
    return (moved(x, dx, dy) + grain).clamp(-1, 1), (dx, dy)


def shift_consistency(made: Tensor, made_moved: Tensor, by: tuple[int, int], border: int = 8) -> Tensor:
    """L1 between G(moved x) and moved G(x), away from the border: strokes must stick to the picture.

    Without it a still camera's noise makes strokes dance (Rainy, 2018; ReReVST, arXiv 2003.04967).
    """
    inside = (..., slice(border, -border), slice(border, -border))
    return functional.l1_loss(made_moved[inside], moved(made, *by)[inside])
