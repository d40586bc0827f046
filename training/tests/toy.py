"""A toy pair of domains whose mapping is known: disks, and the same kind of disks with their hue turned by 180°.

Yellow on blue becomes blue on yellow: no shift of means or brightness does that, so that neither batch
statistics nor an autoencoder stumbles upon it.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from cyclelens.recipe import Recipe, from_dict

SIDE = 32


def disks(count: int, seed: int) -> Tensor:
    """[count, 3, 32, 32] in [-1, 1]: one disk, yellow and more often dark than light, on blue."""
    random = np.random.default_rng(seed)
    ys, xs = np.mgrid[:SIDE, :SIDE] + 0.5
    pictures = []
    for _ in range(count):
        x, y, radius = random.uniform(8, 24), random.uniform(8, 24), random.uniform(5, 10)
        light = 0.45 + 0.55 * random.random() ** 2
        disk = light * np.array([1.0, random.uniform(0.7, 0.9), 0.1])
        ground = random.uniform(0.5, 0.9) * np.array([0.1, 0.3, 1.0])
        cover = np.clip(radius - np.hypot(xs - x, ys - y) + 0.5, 0, 1)[..., None]
        pictures.append(cover * disk + (1 - cover) * ground)
    return torch.from_numpy(np.stack(pictures)).float().permute(0, 3, 1, 2) * 2 - 1


def turned(x: Tensor) -> Tensor:
    """The known mapping G should find: hue turned by 180°, each channel mirrored between the least and the most."""
    return x.amax(1, keepdim=True) + x.amin(1, keepdim=True) - x


def write_domains(folder: Path, count: int = 150) -> tuple[Path, Path]:
    """Folders x and y of PNGs with no picture in common: y's are made from other disks."""
    for name, pictures in (("x", disks(count, 1)), ("y", turned(disks(count, 2)))):
        (folder / name).mkdir()
        for i, picture in enumerate(pictures):
            array = ((picture + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()
            Image.fromarray(array).save(folder / name / f"{i:03}.png")
    return folder / "x", folder / "y"


def toy_recipe(**sections: dict) -> Recipe:
    """Small and quick; keyword arguments override keys of a section."""
    words = dict(id="toy", title="Toy", artist="", domainX="disks", domainY="disks of another hue", attribution="")
    values = {
        "style": words,
        "data": {"crop": SIDE, "x_scale": [SIDE, SIDE], "y_scale": [SIDE, SIDE]},
        "network": {"tier": "S", "margin": 0, "critic": 16},
        "loss": {"shift": 0.0, "identity": 0.0},
        "train": {"steps": 1200, "batch": 8, "lr": 7e-4, "critic_rate": 1.0, "ema": 0.98},
    }
    for name, section in sections.items():
        values[name] = values.get(name, {}) | section
    return from_dict(values)
