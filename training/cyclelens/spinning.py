"""Cycle spinning: what a network draws wherever its grid happens to lie.

A generator with strides sees a picture through a grid of `phases` × `phases` pixels. Moved by one pixel, the picture
falls differently into that grid, and grain that belongs to the grid and not to the picture comes out new:
it crawls. The mean over all phases (Coifman & Donoho, "Translation-invariant de-noising", 1995) moves with
the picture by construction; what is tied to the picture, lines and dabs, stays, and the rest averages out.
"""

import torch
from torch import Tensor
from torch.nn import functional

from .generator import Generator


@torch.no_grad()
def spun(net: Generator, x: Tensor, phases: int) -> Tensor:
    """The mean over phases×phases shifts by 0 … phases-1 px of what `net` draws, each moved back: [n, 3, h, w]."""
    if phases == 1:
        return net(x)
    m, spare = net.margin, net.multiple * -(-phases // net.multiple)
    height, width = x.shape[2:]
    padded = functional.pad(x, (m + spare,) * 4, mode="reflect")
    total = torch.zeros_like(x)
    for down in range(phases):
        for right in range(phases):
            part = padded[..., down : down + height + 2 * m + spare, right : right + width + 2 * m + spare]
            top, left = m + spare - down, m + spare - right
            total += net.core(part)[..., top : top + height, left : left + width]
    return total / phases**2


def sharpened(x: Tensor, by: float) -> Tensor:
    """Unsharp mask against a 5×5 mean, since averaging costs some contrast of what remains. [-1, 1] stays [-1, 1]."""
    blurred = functional.avg_pool2d(x, 5, 1, 2, count_include_pad=False)
    return (x + by * (x - blurred)).clamp(-1, 1)
