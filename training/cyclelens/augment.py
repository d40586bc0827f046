"""DiffAugment (Zhao et al., arXiv 2006.10738): the critic sees real and made pictures moved and cut alike.

Of its colour part only the saturation, for styles that a critic without it would learn to know by their pale colours alone;
brightness and contrast are half of a style.
"""

import torch
from torch import Tensor


def translation(x: Tensor, random: torch.Generator) -> Tensor:
    """Each picture moved by up to 1/8 of its size; what enters is grey."""
    moved = torch.zeros_like(x)
    height, width = x.shape[2:]
    for i in range(len(x)):
        dy = int(torch.randint(-(height // 8), height // 8 + 1, (), generator=random))
        dx = int(torch.randint(-(width // 8), width // 8 + 1, (), generator=random))
        to = (i, slice(None), slice(max(0, dy), height + min(0, dy)), slice(max(0, dx), width + min(0, dx)))
        of = (i, slice(None), slice(max(0, -dy), height - max(0, dy)), slice(max(0, -dx), width - max(0, dx)))
        moved[to] = x[of]
    return moved


def cutout(x: Tensor, random: torch.Generator) -> Tensor:
    """A grey rectangle of half of the height and width somewhere in each picture."""
    mask = torch.ones_like(x[:, :1])
    height, width = x.shape[2:]
    for i in range(len(x)):
        top = int(torch.randint(height // 2 + 1, (), generator=random))
        left = int(torch.randint(width // 2 + 1, (), generator=random))
        mask[i, :, top : top + height // 2, left : left + width // 2] = 0
    return x * mask


def saturation(x: Tensor, random: torch.Generator) -> Tensor:
    """Each picture's distance from grey scaled by 0 to 2; what leaves -1…1 is not cut off."""
    grey = x.mean(1, keepdim=True)
    return grey + (x - grey) * 2 * torch.rand((len(x), 1, 1, 1), generator=random).to(x.device)


KNOWN = {"translation": translation, "cutout": cutout, "saturation": saturation}


def augment(x: Tensor, policy: str, random: torch.Generator) -> Tensor:
    """Applies the comma-separated `policy` to [n, 3, h, w]; differentiable."""
    for name in filter(None, policy.split(",")):
        x = KNOWN[name](x, random)
    return x
