"""Unpaired folders of pictures → random crops. Which crop is taken depends only on seed, domain and index."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

SUFFIXES = {".webp", ".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"}


class EmptyFolder(ValueError):
    """A folder without enough readable pictures."""


def pictures(folder: Path, at_least: int = 1) -> list[Path]:
    """The readable pictures below `folder`, sorted by name; unreadable ones are named and left out."""
    folder = Path(folder)
    if not folder.is_dir():
        raise EmptyFolder(f"{folder} is not a folder")
    good, bad = [], []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES):
        try:
            with Image.open(path) as image:
                image.load()
            good.append(path)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            bad.append(path)
            print(f"skipped {path}: {error}")
    if len(good) < at_least:
        raise EmptyFolder(
            f"{folder} holds {len(good)} readable pictures and {len(bad)} unreadable ones; at least {at_least} are needed"
        )
    return good


def parts(folder: Path) -> tuple[Path, Path]:
    """(training folder, test folder): `train` and `test` inside where they exist, else the folder itself."""
    train, test = folder / "train", folder / "test"
    return (train if train.is_dir() else folder, test if test.is_dir() else folder)


def to_tensor(image: Image.Image) -> Tensor:
    """RGB picture → float [3, h, w] in [-1, 1]."""
    array = np.array(image.convert("RGB"), dtype=np.float32)
    return torch.from_numpy(array / 127.5 - 1).permute(2, 0, 1).contiguous()


def to_image(picture: Tensor) -> Image.Image:
    """Float [3, h, w] in [-1, 1] → RGB picture."""
    array = ((picture.detach().cpu().float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
    return Image.fromarray(array.permute(1, 2, 0).numpy())


def scaled(path: Path, short: int, multiple: int = 4) -> Tensor:
    """A whole picture, its short side `short` px, cropped to multiples: [1, 3, h, w]."""
    with Image.open(path) as image:
        image = image.convert("RGB")
        factor = short / min(image.size)
        image = image.resize([max(multiple, round(s * factor)) for s in image.size], Image.Resampling.LANCZOS)
        width, height = (s - s % multiple for s in image.size)
        return to_tensor(image.crop((0, 0, width, height)))[None]


class Domain(torch.utils.data.Dataset):
    """Random crops [3, crop, crop]: random file by weight, scale, place, and mirrored half of the time."""

    def __init__(self, folder: Path, crop: int, scale: tuple[int, int], weights: dict[str, float], seed: tuple[int, ...]):
        self.files = pictures(folder, at_least=2)
        self.crop, self.scale, self.seed = crop, scale, seed
        if scale[0] < crop:
            raise ValueError(f"scale {scale[0]} is smaller than the crop {crop}")
        chance = np.array([self._weight(path.name, weights) for path in self.files], dtype=np.float64)
        if chance.sum() <= 0:
            raise EmptyFolder(f"the weights leave no picture of {folder}")
        self.cumulative = np.cumsum(chance / chance.sum())

    @staticmethod
    def _weight(name: str, weights: dict[str, float]) -> float:
        fitting = [prefix for prefix in weights if name.startswith(prefix)]
        return weights[max(fitting, key=len)] if fitting else 1.0

    def __getitem__(self, index: int) -> Tensor:
        random = np.random.default_rng((*self.seed, index))
        number = min(int(np.searchsorted(self.cumulative, random.random())), len(self.files) - 1)
        with Image.open(self.files[number]) as image:
            image = image.convert("RGB")
            # Log-uniform, so that small and large scales are equally likely in ratio.
            short = np.exp(random.uniform(*np.log(self.scale)))
            side = self.crop * min(image.size) / short
            left, top = (random.uniform(0, max(0.0, s - side)) for s in image.size)
            box = (left, top, min(left + side, image.width), min(top + side, image.height))
            patch = to_tensor(image.resize((self.crop, self.crop), Image.Resampling.BICUBIC, box))
        return patch.flip(2) if random.random() < 0.5 else patch

    def batch(self, step: int, size: int) -> Tensor:
        """The `step`th batch: [size, 3, crop, crop]."""
        return torch.stack([self[step * size + i] for i in range(size)])
