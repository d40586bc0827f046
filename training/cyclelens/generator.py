"""The generator: CycleGAN's encoder – residual transformer – decoder, thin enough for a webcam.

Against Zhu et al. (arXiv 1703.10593): the two dear full-resolution 7×7 layers become space-to-depth and
depth-to-space (Shi et al., arXiv 1609.05158); the transformer works at 1/4 of the resolution with plain
dense 3×3 convolutions; on the way up stands nearest-neighbour enlargement, not another sub-pixel
convolution, which drew a dot lattice on plain walls (Odena et al., Distill 2016); BatchNorm stands where InstanceNorm stood, so that it folds into the
convolutions and no far-away pixel can change a picture (no flicker, no droplets).
"""

from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional

# tier: (channels at 1/2 resolution, channels at 1/4, residual blocks)
TIERS = {"S": (12, 24, 4), "M": (16, 32, 5), "L": (24, 48, 6)}


# Waves under what a generator sees: (cycles a pixel across, down, height as a share of what lies between black and white).
Ground = tuple[tuple[float, float, float], ...]


def conv_norm(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs)
    )


class Residual(nn.Module):
    """x + BN(conv(ReLU(BN(conv(x))))), as in the paper but for the norm and the padding."""

    def __init__(self, channels: int):
        super().__init__()
        self.a = conv_norm(channels, channels)
        self.b = conv_norm(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.b(functional.relu(self.a(x)))


class Generator(nn.Module):
    """[n, 3, h, w] in [-1, 1] → the same; h + 2·margin and w + 2·margin are multiples of 4.

    All padding inside is zeros, which costs nothing at run time. So that no frame line appears, the
    picture is drawn with `margin` mirrored pixels around it, and they are cropped from the output: here
    in training, in the app when it packs and presents. The exported graph is `core` alone.
    """

    multiple = 4

    def __init__(self, tier: str = "M", margin: int = 8, ground: Ground = ()):
        super().__init__()
        fine, coarse, blocks = TIERS[tier]
        self.tier, self.margin, self.ground = tier, margin, ground
        self.stem = conv_norm(12, fine)
        self.down = conv_norm(fine, coarse, stride=2)
        self.body = nn.Sequential(*(Residual(coarse) for _ in range(blocks)))
        self.up = conv_norm(coarse, fine, size=1)
        self.join = conv_norm(fine, fine)
        self.head = nn.Conv2d(fine, 12, 3, 1, 1)
        self.apply(initialise)
        icnr(self.head.weight)

    def core(self, x: Tensor) -> Tensor:
        half = functional.relu(self.stem(functional.pixel_unshuffle(x, 2)))
        quarter = self.body(functional.relu(self.down(half)))
        half = functional.relu(functional.interpolate(self.up(quarter), scale_factor=2.0) + half)
        half = functional.relu(self.join(half))
        return torch.tanh(functional.pixel_shuffle(self.head(half), 2))

    def forward(self, x: Tensor, origin: tuple[int, int] = (0, 0)) -> Tensor:
        """`origin`: the pixel (x, y) of x that the ground begins at; where a picture has moved, its ground may have, too."""
        m = self.margin
        y = self.core(prepared(x, m, self.ground, origin))
        return y[..., m:-m, m:-m] if m else y


def prepared(x: Tensor, margin: int, ground: Ground, origin: tuple[int, int] = (0, 0)) -> Tensor:
    """x with `margin` mirrored pixels around it, on its ground: what `Generator.core` takes, and an exported network."""
    if margin:
        x = functional.pad(x, (margin,) * 4, mode="reflect")
    return x + waves(ground, x, (origin[0] + margin, origin[1] + margin)) if ground else x


def waves(ground: Ground, like: Tensor, origin: tuple[int, int]) -> Tensor:
    """The ground [h, w] of a picture `like` [n, 3, h, w] in [-1, 1], of which the pixel `origin` (x, y) lies on the waves' crests."""
    height, width = like.shape[2:]
    ys = torch.arange(height, device=like.device, dtype=torch.float32)[:, None] - origin[1]
    xs = torch.arange(width, device=like.device, dtype=torch.float32)[None] - origin[0]
    total = like.new_zeros(height, width)
    for across, down, share in ground:
        total += 2 * share * torch.cos(2 * torch.pi * (across * xs + down * ys))
    return total


def initialise(module: nn.Module) -> None:
    """N(0, 0.02) as in the paper."""
    if isinstance(module, nn.Conv2d):
        nn.init.normal_(module.weight, 0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def icnr(weight: Tensor) -> None:
    """Starts a sub-pixel convolution as nearest-neighbour upsampling (Aitken et al., arXiv 1707.02937)."""
    with torch.no_grad():
        weight.copy_(weight[::4].repeat_interleave(4, 0))


@contextmanager
def statistics_untouched(network: nn.Module):
    """Within it, BatchNorm in training mode normalises by the batch but keeps its running statistics.

    Only real pictures of the generator's own input domain may shape the statistics that get exported;
    the identity and the cycle pass show it something else.
    """
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    for norm in norms:
        norm.momentum = 0.0
    yield
    for norm in norms:
        norm.momentum = 0.1


def freeze_norms(network: nn.Module) -> None:
    """BatchNorm uses its running statistics from now on, also in training: the net that is exported."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()


@torch.no_grad()
def calibrate(network: nn.Module, batches) -> None:
    """Replaces the running statistics by the plain mean over `batches` of [n, 3, h, w]."""
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    was = network.training
    network.train()
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    for batch in batches:
        network(batch)
    for norm in norms:
        norm.momentum = 0.1
    network.train(was)
