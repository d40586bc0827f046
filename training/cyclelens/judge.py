"""A small D_Y for the app: it learns to tell the style's own pictures from a finished generator's and from photographs.

The game's critic is ten times as large, and has only ever met what G drew at the time. Trained against a G that stands still,
LSGAN's best critic is p(real) / (p(real) + p(made)) (Mao et al., arXiv 1611.04076, with the targets 1 and 0): how likely a patch is
from a real picture. A few hundred steps of a thin net, since one that has learnt all says 0 everywhere.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from . import losses
from .critic import Discriminator
from .data import Domain
from .evaluate import crops
from .pair import Net
from .recipe import Data


@dataclass
class Judge:
    """`real`, `made`: the mean fine score of held-out pictures of Y, and of what G makes of held-out photographs."""

    critic: Discriminator
    real: float
    made: float


def train_critic(G: Net, x: Path, y: Path, data: Data, *, channels: int = 16, steps: int = 500, batch: int = 4) -> Discriminator:
    """A critic that learnt from the folders `x` and `y`. `G` is [n, 3, h, w] → the same, as it ships."""
    torch.manual_seed(1)
    critic = Discriminator(channels)
    domains = [
        Domain(folder, data.crop, scale, weights, (3, i))
        for i, (folder, scale, weights) in enumerate(((x, data.x_scale, data.x_weights), (y, data.y_scale, data.y_weights)))
    ]
    optimizer = torch.optim.Adam(critic.parameters(), 6e-4, betas=(0.5, 0.999))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 6e-4 * min(1.0, 2 * (1 - step / steps))
        photographs, real = (domain.batch(step, batch) for domain in domains)
        with torch.no_grad():
            made = G(photographs)
        not_real = (losses.adversarial(critic(made), 0) + losses.adversarial(critic(photographs), 0)) / 2
        loss = losses.adversarial(critic(real), 1) + not_real
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
    return critic.eval()


@torch.no_grad()
def weighed(critic: Discriminator, G: Net, x: Path, y: Path, data: Data) -> Judge:
    """The critic with its means on the held-out folders `x` and `y`."""

    def mean(pictures: Tensor) -> float:
        return float(torch.cat([critic(part)[0].flatten() for part in pictures.split(16)]).mean())

    photographs = crops(x, data.crop, data.x_scale, {}, 2).pictures
    real = crops(y, data.crop, data.y_scale, data.y_weights, 2).pictures
    made = torch.cat([G(part) for part in photographs.split(16)])
    return Judge(critic, round(mean(real), 3), round(mean(made), 3))
