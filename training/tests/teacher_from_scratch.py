"""Trains a ResNet-9 of the paper's size for some minutes and saves it as pytorch-CycleGAN-and-pix2pix would.

    python training/tests/teacher_from_scratch.py PHOTOS OUT.pth [MINUTES]

What it learns to draw is a known filter: flat patches with dark contours in warm colours. By hand only: a teacher to try `distil` on
photographs with, where there is none at hand.
"""

import sys
import time
from pathlib import Path

import torch
from checkpoints import saved
from torch import Tensor
from torch.nn import functional

from cyclelens.data import Domain
from cyclelens.foreign import Foreign, Plan
from cyclelens.generator import initialise
from cyclelens.stability import psnr


def patches(x: Tensor, size: int = 5) -> Tensor:
    """Each pixel takes the mean of the calmest of the four windows in whose corner it lies (Kuwahara et al. 1976)."""
    reach = size - 1
    padded = functional.pad(x, (reach,) * 4, mode="reflect")
    means = functional.avg_pool2d(padded, size, 1)
    spread = (functional.avg_pool2d(padded**2, size, 1) - means**2).sum(1, keepdim=True)
    height, width = x.shape[2:]
    corners = [(slice(a, a + height), slice(b, b + width)) for a in (0, reach) for b in (0, reach)]
    calmest = torch.stack([spread[..., r, c] for r, c in corners]).argmin(0, keepdim=True)
    return torch.stack([means[..., r, c] for r, c in corners]).gather(0, calmest.expand(-1, -1, 3, -1, -1))[0]


def filtered(x: Tensor) -> Tensor:
    """[n, 3, h, w] in [-1, 1] → the same, painted."""
    flat = patches(x)
    luma = flat.mean(1, keepdim=True)
    across, down = (functional.pad(luma.diff(dim=d), pad, mode="replicate") for d, pad in ((3, (0, 1, 0, 0)), (2, (0, 0, 0, 1))))
    lines = torch.sigmoid(14 * ((across**2 + down**2).sqrt() - 0.3))
    warm = torch.tanh(1.4 * flat + torch.tensor([0.25, 0.05, -0.25])[:, None, None])
    return (warm * (1 - lines) - 0.85 * lines).clamp(-1, 1)


def main(photos: Path, out: Path, minutes: float = 12) -> None:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    net = Foreign(Plan("resnet", 9, 64, "instance", True))
    net.apply(initialise)
    domain = Domain(photos, 96, (160, 288), {}, (5,))
    optimizer = torch.optim.Adam(net.parameters(), 3e-4, betas=(0.5, 0.999))
    start, step, sums = time.process_time(), 0, []
    while (done := (time.process_time() - start) / (60 * minutes)) < 1:
        optimizer.param_groups[0]["lr"] = 3e-4 * min(1.0, 2 * (1 - done))
        x = domain[step][None]
        wanted = filtered(x)
        made = net(x)
        loss = functional.l1_loss(made, wanted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        sums.append(psnr(made.detach(), wanted))
        if step % 100 == 0:
            print(f"{step} steps, {60 * minutes * done:.0f} s: {sum(sums[-100:]) / 100:.1f} dB to the filter", flush=True)
    saved(net.eval(), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(float, sys.argv[3:]))
