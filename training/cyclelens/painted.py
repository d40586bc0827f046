"""Lessons from a teacher from elsewhere: whole photographs as it paints them, of which crops are shown.

A norm over the picture makes what such a generator paints in a corner depend on all the rest: what it makes of a crop is not a crop
of what it makes. So it paints whole pictures, each once, and the student is to draw what it draws there.
"""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from .data import Domain, scaled
from .recipe import Recipe
from .sheet import spread
from .spinning import finished
from .teacher import Teacher

Picture = tuple[Tensor, Tensor]


def painted(domain: Domain, teacher: Teacher, recipe: Recipe, device: torch.device) -> list[Picture]:
    """`recipe.distil.pictures` photographs of random size, and what the teacher makes of each: [3, h, w] in half precision."""
    plan, found = recipe.distil, []
    random = np.random.default_rng(recipe.train.seed)
    files = spread(domain.files, plan.pictures)
    for number in range(plan.pictures):
        short = round(float(np.exp(random.uniform(*np.log(recipe.data.x_scale)))))
        x = scaled(files[number % len(files)], max(short, plan.crop), 2).to(device)
        found.append((x[0].half(), finished(teacher(x).to(x), plan)[0].half()))
    return found


def crops(pictures: list[Picture], recipe: Recipe, turns: Iterator[int]) -> Iterator[Picture]:
    """(crops, what the teacher painted there), [batch, 3, crop, crop] each, for every number in `turns`."""
    side = recipe.distil.crop
    for turn in turns:
        random = np.random.default_rng((recipe.train.seed, turn))
        batch = []
        for _ in range(recipe.train.batch):
            pair = pictures[random.integers(len(pictures))]
            top, left = (random.integers(size - side + 1) for size in pair[0].shape[1:])
            cut = [picture[:, top : top + side, left : left + side].float() for picture in pair]
            batch.append([t.flip(2) for t in cut] if random.random() < 0.5 else cut)
        yield tuple(torch.stack(part) for part in zip(*batch, strict=True))
