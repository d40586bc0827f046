"""How close made pictures are to a style, without any downloaded network.

Both distances are between *sets* of crops and are reported normalised: with d the distance, A the
photographs, B the style and B₁, B₂ two halves of it, s = (d(G(A), B) - d(B₁, B₂)) / (d(A, B) - d(B₁, B₂)):
1 = did nothing, 0 = as close as two halves of the style are to each other. Never compare them with
published FIDs. Crops are [n, 3, s, s] in [-1, 1]; `group` [n] tells which picture a crop is from.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass
class Crops:
    """Crops of a set of pictures. Resampling and pairs without bias go by picture, not by crop."""

    pictures: Tensor
    group: Tensor

    @property
    def groups(self) -> int:
        return int(self.group.max()) + 1

    def pick(self, chosen: Tensor) -> "Crops":
        """The set made of the pictures `chosen`, repeats allowed."""
        members = [(self.group == g).nonzero().flatten() for g in chosen.tolist()]
        group = torch.cat([torch.full((len(m),), i) for i, m in enumerate(members)])
        return Crops(self.pictures[torch.cat(members)], group)


def random_network(seed: int, width: int = 32) -> nn.Sequential:
    """A fixed network of random orthogonal weights; its features judge texture and colour.

    Random networks rank generators much as trained ones do (Lee et al., arXiv 2208.09218), being in
    effect an MMD of local patches (Amir & Weiss, CVPR 2021).
    """
    random = torch.Generator().manual_seed(seed)
    layers = []
    for inputs, outputs in ((3, width), (width, 2 * width), (2 * width, 2 * width)):
        conv = nn.Conv2d(inputs, outputs, 3, stride=2)
        nn.init.orthogonal_(conv.weight, gain=2**0.5, generator=random)
        nn.init.normal_(conv.bias, 0, 0.1, generator=random)
        layers += [conv, nn.ReLU()]
    return nn.Sequential(*layers).requires_grad_(False)


@torch.no_grad()
def features(network: nn.Sequential, pictures: Tensor) -> Tensor:
    """Mean and standard deviation of every channel of every layer: [n, features]."""
    found = []
    for batch in pictures.split(32):
        parts = []
        for layer in network:
            batch = layer(batch)
            if isinstance(layer, nn.ReLU):
                parts += [batch.mean((2, 3)), batch.std((2, 3))]
        found.append(torch.cat(parts, 1))
    return torch.cat(found)


def kernel(a: Tensor, b: Tensor, group_a: Tensor, group_b: Tensor) -> Tensor:
    """Mixed rational quadratic kernel (Bińkowski et al., arXiv 1801.01401), averaged over each pair of pictures.

    The same paper's cubic kernel, KID's usual one, let single odd pictures outweigh a whole domain here.
    """
    square = torch.cdist(a, b).square() / a.shape[1]
    values = sum((1 + square / (2 * alpha)) ** -alpha for alpha in (0.2, 0.5, 1.0, 2.0, 5.0))
    rows = functional.one_hot(group_a).T.to(values)
    columns = functional.one_hot(group_b).T.to(values)
    return (rows @ values @ columns.T) / (rows.sum(1)[:, None] * columns.sum(1)[None])


def mmd(aa: Tensor, ab: Tensor, bb: Tensor, wa: Tensor, wb: Tensor) -> float:
    """Unbiased MMD² from picture-by-picture kernels, with each picture counted wa, wb times.

    Within a set only pairs of different pictures count, so neither repeats nor crops of one picture bias it.
    """

    def within(k: Tensor, w: Tensor) -> Tensor:
        pairs = torch.outer(w, w).fill_diagonal_(0)
        return (k * pairs).sum() / pairs.sum()

    between = (ab * torch.outer(wa, wb)).sum() / (wa.sum() * wb.sum())
    return float(within(aa, wa) + within(bb, wb) - 2 * between)


class RandomKernelDistance:
    """R-KID: the mean over several random networks, features standardised over photographs and style together."""

    def __init__(self, seeds: tuple[int, ...] = (11, 12, 13)):
        self.networks = [random_network(seed) for seed in seeds]

    def normalised(self, a: Crops, made: Crops, b: Crops, resamples: int, random: torch.Generator) -> tuple[float, float, float]:
        """(value, 2.5 % and 97.5 % bounds of a bootstrap over pictures)."""
        kernels = []
        for network in self.networks:
            fa, fm, fb = (features(network, crops.pictures).double() for crops in (a, made, b))
            both = torch.cat([fa, fb])
            mean, deviation = both.mean(0), both.std(0) + 1e-6
            sets = [((f - mean) / deviation, c.group) for f, c in ((fa, a), (fm, made), (fb, b))]
            pairs = ((0, 0), (1, 1), (2, 2), (0, 2), (1, 2))
            kernels.append({p: kernel(sets[p[0]][0], sets[p[1]][0], sets[p[0]][1], sets[p[1]][1]) for p in pairs})

        def once(wa: Tensor, wb: Tensor) -> float:
            # Unbiased, so d(B₁, B₂) is 0 in the mean and need not be subtracted.
            far = sum(mmd(k[0, 0], k[0, 2], k[2, 2], wa, wb) for k in kernels)
            near = sum(mmd(k[1, 1], k[1, 2], k[2, 2], wa, wb) for k in kernels)
            return near / far

        def again(groups: int) -> Tensor:
            return torch.bincount(torch.randint(groups, (groups,), generator=random), minlength=groups).double()

        ones = [torch.ones(c.groups, dtype=torch.float64) for c in (a, b)]
        spread = [once(again(a.groups), again(b.groups)) for _ in range(resamples)]
        return interval(once(*ones), spread)


def interval(value: float, spread: list[float]) -> tuple[float, float, float]:
    low, high = torch.tensor(spread, dtype=torch.float64).quantile(torch.tensor([0.025, 0.975], dtype=torch.float64)).tolist()
    return value, low, high


def laplacian(pictures: Tensor, levels: int) -> list[Tensor]:
    """Band-pass pictures, fine first; the last one is what is left, blurred."""
    bands = []
    for _ in range(levels - 1):
        small = functional.avg_pool2d(pictures, 2)
        bands.append(pictures - functional.interpolate(small, scale_factor=2.0, mode="bilinear"))
        pictures = small
    return [*bands, pictures]


def patches(pictures: Tensor, count: int, random: torch.Generator, size: int = 7) -> Tensor:
    """`count` random size×size patches of every picture: [n·count, 3·size·size]."""
    rows = torch.randint(pictures.shape[2] - size + 1, (len(pictures), count), generator=random)
    columns = torch.randint(pictures.shape[3] - size + 1, (len(pictures), count), generator=random)
    view = pictures.unfold(2, size, 1).unfold(3, size, 1)
    index = torch.arange(len(pictures))[:, None]
    return view[index, :, rows, columns].reshape(-1, 3 * size * size)


def sliced(a: Tensor, b: Tensor, directions: Tensor) -> float:
    """Sliced Wasserstein-1 of two point clouds, compared at 256 quantiles."""
    at = torch.linspace(0, 1, 256)

    def quantiles(points: Tensor) -> Tensor:
        ordered = (points @ directions).sort(0).values
        return ordered[(at * (len(points) - 1)).round().long()]

    return float((quantiles(a) - quantiles(b)).abs().mean())


class PatchDistance:
    """Laplacian-pyramid SWD (Karras et al., arXiv 1710.10196), patches scaled by the style's deviation.

    Unlike there the mean stays in, so that the lowest band also compares palettes.
    """

    per_picture = 16

    def normalised(self, a: Crops, made: Crops, b: Crops, resamples: int, random: torch.Generator) -> tuple[float, float, float]:
        levels = min(4, (b.pictures.shape[-1] // 7).bit_length())
        directions = functional.normalize(torch.randn(147, 64, generator=random), dim=0)

        def cloud(crops: Crops) -> list[Tensor]:
            scaled = []
            for band, deviation in zip(laplacian(crops.pictures, levels), deviations, strict=True):
                scaled.append(patches(band, self.per_picture, random) / deviation)
            return scaled

        deviations = [band.std() for band in laplacian(b.pictures, levels)]
        sets = [(cloud(c), c.group.repeat_interleave(self.per_picture), c.groups) for c in (a, made, b)]

        def once(pick_a: Tensor, pick_b: Tensor) -> float:
            # Few pictures are far apart by chance: all three distances are between equally many.
            order_a, order_b = (torch.randperm(len(pick), generator=random) for pick in (pick_a, pick_b))
            half = min(len(pick_a), len(pick_b) // 2)
            some_a, some_b, other_b = pick_a[order_a[:half]], pick_b[order_b[:half]], pick_b[order_b[half : 2 * half]]
            far = near = apart = 0.0
            for band in range(levels):
                points = [entry[0][band] for entry in sets]
                b1 = points[2][members(sets[2], some_b)]
                far += sliced(points[0][members(sets[0], some_a)], b1, directions)
                near += sliced(points[1][members(sets[1], some_a)], b1, directions)
                apart += sliced(points[2][members(sets[2], other_b)], b1, directions)
            return (near - apart) / (far - apart)

        def members(entry: tuple, pick: Tensor) -> Tensor:
            counts = torch.bincount(pick, minlength=entry[2])
            return torch.arange(len(entry[1])).repeat_interleave(counts[entry[1]])

        whole = [torch.arange(c.groups) for c in (a, b)]
        spread = [once(*(torch.randint(c.groups, (c.groups,), generator=random) for c in (a, b))) for _ in range(resamples)]
        return interval(sum(once(*whole) for _ in range(8)) / 8, spread)
