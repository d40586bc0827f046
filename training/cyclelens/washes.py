"""Washes: what a brush full of water makes of a picture. Part of what a student learns (distil.py), never of what ships.

A generator of 100,000 weights that plays against critics repaints texture; it hardly ever lays a wash, one even tone up to a
clear border. So the teacher of a watercolour looks at the picture through `laid`, and what it paints is let `dry`. Neither
knows of a grid, so both follow motion of a pixel exactly.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from .stability import luma

SECTORS = 8
# How clearly the evenest sector must win; and what deviation, in [-1, 1], counts as uneven.
SHARPNESS, UNEVEN = 4.0, 1 / 30


def _sectors(radius: int) -> Tensor:
    """[SECTORS, 2r + 1, 2r + 1]: weights that fade with distance, each set towards another side and summing to 1."""
    span = torch.arange(-radius, radius + 1).float()
    y, x = torch.meshgrid(span, span, indexing="ij")
    distance, angle = torch.hypot(x, y), torch.atan2(y, x)
    disc = torch.exp(-2 * (distance / radius).square()) * (distance <= radius + 0.5)
    sides = 2 * math.pi / SECTORS * torch.arange(SECTORS)[:, None, None]
    apart = torch.remainder(angle - sides + math.pi, 2 * math.pi) - math.pi
    weights = torch.exp(-(apart * SECTORS / math.pi).square())
    weights = torch.where(distance == 0, torch.tensor(1 / SECTORS), weights) * disc
    return weights / weights.sum((1, 2), keepdim=True)


def laid(x: Tensor, radius: int) -> Tensor:
    """[n, 3, h, w] in [-1, 1] in even tones with clear borders: at each pixel the mean of whichever side of it is the most even.

    The Kuwahara filter with soft sectors (Papari, Petkov & Campisi, IEEE TIP 2007), as used for
    painterly video (Kyprianidis, Kang & Döllner, Computer Graphics Forum 2009). `radius` in pixels.
    """
    n, channels, height, width = x.shape
    sectors = _sectors(radius).to(x)[:, None]
    flat = functional.pad(x, (radius,) * 4, mode="reflect").flatten(0, 1)[:, None]
    shape = (n, channels, SECTORS, height, width)
    mean, square = (functional.conv2d(t, sectors).view(shape) for t in (flat, flat.square()))
    deviation = (square - mean.square()).clamp(0).sum(1, keepdim=True).sqrt()
    weight = 1 / (1 + (deviation / UNEVEN) ** SHARPNESS)
    return (weight * mean).sum(2) / weight.sum(2)


def dried(x: Tensor, density: float, edge: float) -> Tensor:
    """[n, 3, h, w] in [-1, 1] as pigment on white paper: `density` times as thick, and thicker by `edge` where tones meet.

    Light goes through pigment twice, so thickness is an exponent; borders dry darker (Bousseau et al., "Interactive
    watercolor rendering with temporal coherence and abstraction", NPAR 2006).
    """
    light = ((x + 1) / 2).clamp(0.01, 1)
    around = functional.avg_pool2d(functional.pad(luma(light), (2,) * 4, mode="reflect"), 3, 1)
    across = around[..., 1:-1, 2:] - around[..., 1:-1, :-2]
    down = around[..., 2:, 1:-1] - around[..., :-2, 1:-1]
    return 2 * light ** (density * (1 + edge * torch.hypot(across, down))) - 1
