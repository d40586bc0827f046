"""Discriminators D_X and D_Y: PatchGAN at two scales.

A patch discriminator (Isola et al., arXiv 1611.07004) judges overlapping patches, not pictures. Two of
them, the second on a picture of half the size (Wang et al., arXiv 1711.11585), judge texture and
strokes: patches of 46 and of 92 px. Stride-2 layers throughout make one a third as dear as the paper's
70×70 net with its wide stride-1 layer.
"""

from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

from .generator import initialise


class Patch(nn.Module):
    """[n, 3, h, w] → patch scores [n, 1, h/8 - 1, w/8 - 1]; 1 = real, 0 = made.

    norm "instance": the paper's, quick to judge texture, nearly blind to a picture's overall colour.
    norm "none": sees the palette. norm "spectral" (Miyato et al., arXiv 1802.05957): sees it too and
    cannot run away, but its bounded slope hardly tells paint from photograph.
    """

    def __init__(self, channels: int, norm: str):
        super().__init__()
        wrap = spectral_norm if norm == "spectral" else lambda layer: layer
        layers = [wrap(self._conv(3, channels)), nn.LeakyReLU(0.2)]
        for width in (channels, 2 * channels):
            layers.append(wrap(self._conv(width, 2 * width)))
            if norm == "instance":
                layers.append(nn.InstanceNorm2d(2 * width))
            layers.append(nn.LeakyReLU(0.2))
        layers.append(wrap(self._conv(4 * channels, 1, stride=1)))
        self.layers = nn.Sequential(*layers)

    @staticmethod
    def _conv(inputs: int, outputs: int, stride: int = 2) -> nn.Conv2d:
        conv = nn.Conv2d(inputs, outputs, 4, stride, 1)
        initialise(conv)
        return conv

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)

    def features(self, x: Tensor) -> list[Tensor]:
        """The activations after each LeakyReLU, for distillation (DCD, arXiv 2212.14169)."""
        found = []
        for layer in self.layers:
            x = layer(x)
            if isinstance(layer, nn.LeakyReLU):
                found.append(x)
        return found


class Discriminator(nn.Module):
    """One Patch for each entry of `norms`, each on a picture half as large as the one before."""

    def __init__(self, channels: int = 48, norms: tuple[str, ...] = ("instance", "none")):
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
