"""Discriminators D_X and D_Y: PatchGAN at two scales, on pictures whose detail is brought out.

A patch discriminator (Isola et al., arXiv 1611.07004) judges overlapping patches, not pictures. Two of
them, the second on a picture of half the size (Wang et al., arXiv 1711.11585), judge texture and
strokes: patches of 46 and of 92 px. Stride-2 layers throughout make one a third as dear as the paper's
70×70 net with its wide stride-1 layer. Beside the picture each sees its detail, four times as strong:
brush and hatching are faint beside what is painted, and a critic that must dig for them learns late.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

from .generator import initialise

DETAIL = 4.0


def detailed(x: Tensor) -> Tensor:
    """[n, 3, h, w] → [n, 6, h, w]: the picture, and what a 5×5 mean takes from it, times DETAIL."""
    blurred = functional.avg_pool2d(x, 5, 1, 2, count_include_pad=False)
    return torch.cat([x, DETAIL * (x - blurred)], 1)


class Patch(nn.Module):
    """[n, 3, h, w] → patch scores [n, 1, h/8 - 1, w/8 - 1]; 1 = real, 0 = made.

    norm "none" sees palette and contrast as they are. "instance" is the paper's, nearly blind to them.
    "spectral" (Miyato et al., arXiv 1802.05957) cannot run away, but its bounded slope tells less.
    """

    def __init__(self, channels: int, norm: str):
        super().__init__()

        def conv(inputs: int, outputs: int, stride: int = 2) -> nn.Module:
            layer = nn.Conv2d(inputs, outputs, 4, stride, 1)
            if norm == "instance" or inputs == 6:
                initialise(layer)
            else:  # N(0, 0.02) would fade to nothing where no norm lifts it
                nn.init.kaiming_normal_(layer.weight, 0.2)
            return spectral_norm(layer) if norm == "spectral" else layer

        layers = [conv(6, channels), nn.LeakyReLU(0.2)]
        for width in (channels, 2 * channels):
            layers.append(conv(width, 2 * width))
            if norm == "instance":
                layers.append(nn.InstanceNorm2d(2 * width))
            layers.append(nn.LeakyReLU(0.2))
        layers.append(conv(4 * channels, 1, stride=1))
        self.layers = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(detailed(x))

    def features(self, x: Tensor) -> list[Tensor]:
        """The activations after each LeakyReLU, for distillation (DCD, arXiv 2212.14169)."""
        found, x = [], detailed(x)
        for layer in self.layers:
            x = layer(x)
            if isinstance(layer, nn.LeakyReLU):
                found.append(x)
        return found


class Discriminator(nn.Module):
    """One Patch for each entry of `norms`, each on a picture half as large as the one before."""

    def __init__(self, channels: int = 48, norms: tuple[str, ...] = ("none", "none")):
        super().__init__()
        self.scales = nn.ModuleList(Patch(channels, norm) for norm in norms)

    def views(self, x: Tensor) -> list[Tensor]:
        pictures = [x]
        for _ in self.scales[1:]:
            pictures.append(functional.avg_pool2d(pictures[-1], 2))
        return pictures

    def forward(self, x: Tensor) -> list[Tensor]:
        return [patch(view) for patch, view in zip(self.scales, self.views(x), strict=True)]

    def features(self, x: Tensor) -> list[Tensor]:
        return [f for patch, view in zip(self.scales, self.views(x), strict=True) for f in patch.features(view)]
