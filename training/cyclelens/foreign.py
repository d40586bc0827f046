"""The generators of pytorch-CycleGAN-and-pix2pix, written from their papers, with the names that its checkpoints use.

ResNet: Johnson et al. (arXiv 1603.08155) as CycleGAN uses it (Zhu et al., arXiv 1703.10593): two strides down, residual blocks, two
up. U-Net: Isola et al. (arXiv 1611.07004): halved until one pixel is left, each half handed across. Both take and give
[n, 3, h, w] in [-1, 1].
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn


# Larger strides than this mean that a generator was made for one size; the app thinks so too.
LARGEST_MULTIPLE = 64


@dataclass(frozen=True)
class Plan:
    """What a state dict shows of its generator.

    `depth`: residual blocks, or how often a U-Net halves. `width`: channels of the first layer. `norm`: of NORMS. `dropout`: whether the
    blocks of a ResNet hold one, which moves the names behind it; it does nothing when painting.
    """

    kind: str
    depth: int
    width: int
    norm: str
    bias: bool
    dropout: bool = False

    @property
    def multiple(self) -> int:
        """What height and width must be multiples of."""
        return 4 if self.kind == "resnet" else 2**self.depth

    @property
    def side(self) -> int | None:
        """Of the square pictures that it takes, where its strides leave no choice."""
        return self.multiple if self.multiple > LARGEST_MULTIPLE else None

    @property
    def name(self) -> str:
        return f"ResNet-{self.depth}" if self.kind == "resnet" else f"U-Net-{self.multiple}"


NORMS: dict[str, Callable[[int], nn.Module]] = {
    "batch": nn.BatchNorm2d,
    "instance": nn.InstanceNorm2d,
    "affine instance": lambda channels: nn.InstanceNorm2d(channels, affine=True),
    "none": lambda _: nn.Identity(),
}


class Residual(nn.Module):
    """x + norm(conv(ReLU(norm(conv(x)))))."""

    def __init__(self, plan: Plan, channels: int):
        super().__init__()

        def half() -> list[nn.Module]:
            conv = nn.Conv2d(channels, channels, 3, bias=plan.bias)
            return [nn.ReflectionPad2d(1), conv, NORMS[plan.norm](channels)]

        between = [nn.ReLU(), nn.Dropout(0.5)] if plan.dropout else [nn.ReLU()]
        self.conv_block = nn.Sequential(*half(), *between, *half())

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv_block(x)


class Level(nn.Module):
    """One halving of a U-Net with all that lies within: what comes in, beside what comes back."""

    def __init__(self, plan: Plan, level: int = 0):
        super().__init__()
        outer, inner = (plan.width * min(8, 2**i) for i in (level - 1, level)) if level else (3, plan.width)
        self.is_outermost, innermost = level == 0, level == plan.depth - 1
        down = nn.Conv2d(outer, inner, 4, 2, 1, bias=plan.bias)
        up = nn.ConvTranspose2d(inner if innermost else 2 * inner, outer, 4, 2, 1, bias=plan.bias or self.is_outermost)
        if self.is_outermost:
            layers = [down, Level(plan, 1), nn.ReLU(), up, nn.Tanh()]
        elif innermost:
            layers = [nn.LeakyReLU(0.2), down, nn.ReLU(), up, NORMS[plan.norm](outer)]
        else:
            norms = [NORMS[plan.norm](channels) for channels in (inner, outer)]
            layers = [nn.LeakyReLU(0.2), down, norms[0], Level(plan, level + 1), nn.ReLU(), up, norms[1]]
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        y = self.model(x)
        return y if self.is_outermost else torch.cat([x, y], 1)


def resnet_layers(plan: Plan) -> list[nn.Module]:
    n, norm, bias = plan.width, NORMS[plan.norm], plan.bias
    layers = [nn.ReflectionPad2d(3), nn.Conv2d(3, n, 7, bias=bias), norm(n), nn.ReLU()]
    for i in (1, 2):
        layers += [nn.Conv2d(n * i, 2 * n * i, 3, 2, 1, bias=bias), norm(2 * n * i), nn.ReLU()]
    layers += [Residual(plan, 4 * n) for _ in range(plan.depth)]
    for i in (2, 1):
        layers += [nn.ConvTranspose2d(2 * n * i, n * i, 3, 2, 1, output_padding=1, bias=bias), norm(n * i), nn.ReLU()]
    return [*layers, nn.ReflectionPad2d(3), nn.Conv2d(n, 3, 7), nn.Tanh()]


class Foreign(nn.Module):
    """The generator of a plan: [n, 3, h, w] in [-1, 1] → the same, h and w multiples of `plan.multiple`."""

    def __init__(self, plan: Plan):
        super().__init__()
        self.plan = plan
        self.model = nn.Sequential(*resnet_layers(plan)) if plan.kind == "resnet" else Level(plan)

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
