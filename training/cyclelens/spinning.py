"""Cycle spinning: what a network draws wherever its grid happens to lie.

A generator with strides sees a picture through a grid of `phases` × `phases` pixels. Moved by one pixel, the picture
falls differently into that grid, and grain that belongs to the grid and not to the picture comes out new:
it crawls. The mean over all phases (Coifman & Donoho, "Translation-invariant de-noising", 1995) moves with
the picture by construction; what is tied to the picture, lines and dabs, stays, and the rest averages out.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from .generator import Generator, waves
from .recipe import Distil
from .stability import luma
from .washes import dried


@torch.no_grad()
def spun(net: Generator, x: Tensor, phases: int) -> Tensor:
    """The mean over phases×phases shifts by 0 … phases-1 px of what `net` draws, each moved back: [n, 3, h, w]."""
    if phases == 1:
        return net(x)
    m, spare = net.margin, net.multiple * -(-phases // net.multiple)
    height, width = x.shape[2:]
    padded = functional.pad(x, (m + spare,) * 4, mode="reflect")
    if net.ground:
        padded = padded + waves(net.ground, padded, (m + spare,) * 2)
    total = torch.zeros_like(x)
    for down in range(phases):
        for right in range(phases):
            part = padded[..., down : down + height + 2 * m + spare, right : right + width + 2 * m + spare]
            top, left = m + spare - down, m + spare - right
            total += net.core(part)[..., top : top + height, left : left + width]
    return total / phases**2


def finished(x: Tensor, plan: Distil, seen: Tensor | None = None) -> Tensor:
    """What averaging costs, given back to [n, 3, h, w] in [-1, 1]: contrast of lines, and the black and white of grain.

    `plan.sharpen`: unsharp mask against a 5×5 mean. `plan.contrast`: a soft threshold on the luma at -`plan.lift`, as for lines in
    XDoG (Winnemöller et al., Computers & Graphics 2012), since hatching that averages to grey is no ink; 0 = none.
    `plan.colour`: the share of colour that stays, and `plan.own_colour` that of the picture `seen` which joins it. `plan.density`
    and `plan.edge`: see washes.dried. Every step is the same at every pixel, so that motion is still followed.
    """
    blurred = functional.avg_pool2d(x, 5, 1, 2, count_include_pad=False)
    x = x + plan.sharpen * (x - blurred)
    light = luma(x)
    colour = plan.colour * (x - light)
    if plan.own_colour:
        colour = colour + plan.own_colour * (seen - luma(seen))
    if plan.contrast:
        light = torch.tanh(plan.contrast * (light + plan.lift)) / math.tanh(plan.contrast * (1 + plan.lift))
    x = (light + colour).clamp(-1, 1)
    return x if plan.density == 1 and plan.edge == 0 else dried(x, plan.density, plan.edge)
