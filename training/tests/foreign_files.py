"""Generators as other projects export them: rebuilt from their papers with random weights, written by torch.onnx.

    python training/tests/foreign_files.py FOLDER [--full] [--dynamo]

writes them for `FOREIGN=FOLDER npm run e2e -- foreign`: `--full` at their papers' widths, `--dynamo` by torch's newer exporter.
"""

import argparse
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from checkpoints import drawn
from torch import Tensor, nn
from torch.nn import functional

from cyclelens.foreign import NORMS, Plan, Residual


class Johnson(nn.Sequential):
    """Fast neural style (Johnson et al., arXiv 1603.08155): [0, 255] in and out, which nothing bounds."""

    def __init__(self, n: int):
        plan, norm = Plan("resnet", 5, n, "affine instance", True), NORMS["affine instance"]

        def conv(inputs: int, outputs: int, size: int, stride: int = 1) -> list[nn.Module]:
            return [nn.ReflectionPad2d(size // 2), nn.Conv2d(inputs, outputs, size, stride), norm(outputs), nn.ReLU()]

        layers = [*conv(3, n, 9), *conv(n, 2 * n, 3, 2), *conv(2 * n, 4 * n, 3, 2), *(Residual(plan, 4 * n) for _ in range(5))]
        for i in (2, 1):
            layers += [nn.Upsample(scale_factor=2.0), *conv(2 * n * i, n * i, 3)]
        super().__init__(*layers, nn.ReflectionPad2d(4), nn.Conv2d(n, 3, 9))
        nn.init.normal_(self[-1].weight, 0, 12 / n)
        nn.init.constant_(self[-1].bias, 127.0)


class Inverted(nn.Module):
    """An inverted residual block (Sandler et al., arXiv 1801.04381) with layer norms."""

    def __init__(self, channels: int):
        super().__init__()
        wide = 2 * channels
        self.layers = nn.Sequential(
            nn.Conv2d(channels, wide, 1), nn.GroupNorm(1, wide), nn.LeakyReLU(0.2),
            nn.ReflectionPad2d(1), nn.Conv2d(wide, wide, 3, groups=wide), nn.GroupNorm(1, wide), nn.LeakyReLU(0.2),
            nn.Conv2d(wide, channels, 1), nn.GroupNorm(1, channels),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


class Anime(nn.Module):
    """AnimeGAN's kind (Chen et al., ISICA 2019): channels last, inverted residuals, bilinear enlargement, [-1, 1]."""

    def __init__(self, n: int):
        super().__init__()

        def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> list[nn.Module]:
            return [nn.ReflectionPad2d(size // 2), nn.Conv2d(inputs, outputs, size, stride), nn.GroupNorm(1, outputs), nn.LeakyReLU(0.2)]

        self.down = nn.Sequential(*conv(3, n, 7), *conv(n, 2 * n, 3, 2), *conv(2 * n, 4 * n, 3, 2))
        self.body = nn.Sequential(*(Inverted(4 * n) for _ in range(4)))
        self.up1, self.up2 = nn.Sequential(*conv(4 * n, 2 * n)), nn.Sequential(*conv(2 * n, n))
        self.head = nn.Conv2d(n, 3, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.body(self.down(x.permute(0, 3, 1, 2)))
        for part in (self.up1, self.up2):
            x = part(functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False))
        return torch.tanh(self.head(x)).permute(0, 2, 3, 1)


@dataclass
class File:
    """An exported generator: what drew it, and what its input is."""

    name: str
    net: nn.Module
    is_last: bool = False
    side: int | None = None
    is_wide: bool = False

    def draw(self, x: Tensor) -> Tensor:
        """What the net makes of [1, 3, h, w] in [-1, 1], likewise, whatever form it has itself."""
        x = (x + 1) * 127.5 if self.is_wide else x
        with torch.no_grad():
            y = self.net(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) if self.is_last else self.net(x)
        return y / 127.5 - 1 if self.is_wide else y


def files(full: bool = False) -> Iterator[File]:
    torch.manual_seed(6)
    n, style, anime = (64, 32, 32) if full else (4, 4, 4)
    yield File("resnet-9", drawn(Plan("resnet", 9, n, "instance", True)), side=256 if full else None)
    yield File("u-net-256" if full else "u-net-128", drawn(Plan("unet", 8 if full else 7, n // 2, "batch", False)), side=256 if full else 128)
    yield File("johnson", Johnson(style).eval(), is_wide=True)
    yield File("anime", Anime(anime).eval(), is_last=True)


def export(file: File, path: Path, opset: int, dynamo: bool = False) -> Path:
    side = file.side or 64
    x = torch.zeros((1, side, side, 3) if file.is_last else (1, 3, side, side))
    at = (1, 2) if file.is_last else (2, 3)
    free = {} if file.side else {"x": dict(zip(at, "hw", strict=True)), "y": dict(zip(at, "hw", strict=True))}
    how = {"dynamic_axes": free}
    if dynamo:
        dims = dict.fromkeys(at, torch.export.Dim.DYNAMIC)
        how = {"external_data": False} | ({} if file.side else {"dynamic_shapes": [dims]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(file.net, (x,), path, input_names=["x"], output_names=["y"], opset_version=opset, dynamo=dynamo, **how)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--dynamo", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for file in files(options.full):
        for opset in (18, 20) if options.dynamo else (11, 17):
            print(export(file, options.folder / f"{file.name}-{opset}.onnx", opset, options.dynamo))
