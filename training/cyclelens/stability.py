"""Structure and flicker of a generator, each as one number. Pictures are [n, 3, h, w] in [-1, 1]."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from .losses import moved

Net = Callable[[Tensor], Tensor]
LUMA = (0.299, 0.587, 0.114)


def luma(x: Tensor) -> Tensor:
    """[n, 3, h, w] → [n, 1, h, w]."""
    return (x * x.new_tensor(LUMA)[:, None, None]).sum(1, keepdim=True)


def psnr(a: Tensor, b: Tensor) -> float:
    """Decibels for pictures in [-1, 1]; 200 at most."""
    return min(200.0, float(10 * torch.log10(4 / (a - b).square().mean().clamp_min(1e-20))))


def ssim(a: Tensor, b: Tensor) -> float:
    """Structural similarity of [n, 3, h, w] in [-1, 1] (Wang et al. 2004): Gaussian windows of 11×11, σ 1.5, the mean over RGB."""
    a, b = (a + 1) / 2, (b + 1) / 2
    at = torch.arange(-5, 6, dtype=a.dtype, device=a.device)
    row = torch.exp(-(at**2) / (2 * 1.5**2))
    row = row / row.sum()
    window = torch.outer(row, row).expand(3, 1, 11, 11)

    def mean(t: Tensor) -> Tensor:
        return functional.conv2d(t, window, groups=3)

    ma, mb = mean(a), mean(b)
    va, vb, covariance = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    c1, c2 = 0.01**2, 0.03**2
    return float(((2 * ma * mb + c1) * (2 * covariance + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean())


def gradient(x: Tensor, pool: int) -> Tensor:
    """Sobel magnitude of the luma averaged over pool×pool, in units of its own deviation: [n, 1, h, w]."""
    light = functional.avg_pool2d(luma(x), pool)
    sobel = x.new_tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    across = functional.conv2d(light, sobel[None, None])
    down = functional.conv2d(light, sobel.T[None, None])
    magnitude = (across.square() + down.square() + 1e-8).sqrt()
    return magnitude / magnitude.flatten(1).std(1)[:, None, None, None].clamp_min(1e-4)


def gradient_ssim(x: Tensor, y: Tensor) -> float:
    """Are the edges of y where those of x are? 1 = the same edges, about 0.1 for unrelated pictures.

    SSIM's contrast-structure term (Wang et al. 2004) in 11×11 windows on gradient magnitudes (Chen et
    al. 2006), the mean over pictures of 1/2 and of 1/4 of the size: hatching itself is averaged away,
    what it draws is not.
    """
    found = []
    for pool in (2, 4):
        a, b = gradient(x, pool), gradient(y, pool)

        def mean(t: Tensor) -> Tensor:
            return functional.avg_pool2d(t, 11, 1)

        covariance = mean(a * b) - mean(a) * mean(b)
        variances = mean(a * a) - mean(a) ** 2 + mean(b * b) - mean(b) ** 2
        found.append(((2 * covariance + 0.03) / (variances + 0.03)).mean())
    return float(sum(found) / len(found))


def shift_error(net: Net, x: Tensor, is_carried: bool = False) -> float:
    """Mean |G(moved x) - moved G(x)| for 1 px in x, y and both, of 255; 16 px at the border left out.

    A ground stays where it is, as in the app, unless it `is_carried` along: then what is left crawls over it.
    """
    still, inside = net(x), (..., slice(16, -16), slice(16, -16))
    moves = ((1, 0), (0, 1), (1, 1))
    apart = [(net(moved(x, *by), *([by] if is_carried else [])) - moved(still, *by))[inside] for by in moves]
    return sum(float(a.abs().mean()) for a in apart) / len(moves) * 127.5


def noise_gain(net: Net, x: Tensor, random: torch.Generator, sigma: float = 3 / 127.5) -> float:
    """Deviation of G(x + n) - G(x) over that of the noise n, which is 3 of 255: below 1 calms a camera."""
    x = x * 0.95
    noise = torch.randn(x.shape, generator=random).to(x) * sigma
    return float((net(x + noise) - net(x)).std() / noise.std())


def far_field(net: Net, x: Tensor, reach: int = 96) -> float:
    """The largest change, of 255, more than `reach` px away from a 32 px stripe painted white at the left."""
    painted = x.clone()
    painted[..., :32] = 1
    return float((net(painted) - net(x))[..., 32 + reach :].abs().max()) * 127.5


def warp_error(net: Net, x: Tensor, random: torch.Generator, pixels: float = 8) -> float:
    """√ of the mean square of G(warped x) - warped G(x) on [0, 1], for smooth motion of up to `pixels`."""
    n, _, height, width = x.shape
    flow = torch.rand(n, 2, 4, 4, generator=random).to(x) * 2 - 1
    flow = functional.interpolate(flow, (height, width), mode="bicubic", align_corners=True).clamp(-1, 1)
    flow = flow * pixels * 2 / x.new_tensor([width, height])[:, None, None]
    ys, xs = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    grid = torch.stack([xs, ys], -1).to(x) + flow.permute(0, 2, 3, 1)

    def warp(t: Tensor) -> Tensor:
        return functional.grid_sample(t, grid, mode="bicubic", padding_mode="reflection", align_corners=True)

    difference = net(warp(x).clamp(-1, 1)) - warp(net(x))
    return float((difference[..., 24:-24, 24:-24] / 2).square().mean().sqrt())
