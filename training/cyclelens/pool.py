"""The image pool (Shrivastava et al., arXiv 1612.07828): D also sees what G made a while ago."""

import torch
from torch import Tensor


class ImagePool:
    """Keeps up to `size` made pictures; half of the time hands out an old one and keeps the new."""

    def __init__(self, size: int):
        self.size = size
        self.images: list[Tensor] = []

    def swap(self, made: Tensor, random: torch.Generator) -> Tensor:
        """[n, 3, h, w] → [n, 3, h, w], detached."""
        if self.size == 0:
            return made.detach()
        given = []
        for image in made.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif torch.rand((), generator=random) < 0.5:
                at = int(torch.randint(self.size, (), generator=random))
                image, self.images[at] = self.images[at], image.clone()
            given.append(image)
        return torch.stack(given)
