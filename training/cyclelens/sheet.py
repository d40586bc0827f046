"""Sample sheets and loss curves as PNG."""

import csv
from pathlib import Path

import torch
from PIL import Image, ImageDraw
from torch import Tensor

from .data import scaled, to_image
from .pair import Net

HEADINGS = ("x", "G(x)", "F(G(x))", "y", "F(y)", "G(F(y))")


@torch.no_grad()
def rows(G: Net, F: Net, xs: list[Tensor], ys: list[Tensor]) -> list[list[Tensor]]:
    """Each row: x, G(x), F(G(x)), y, F(y), G(F(y)); pictures [1, 3, h, w]."""
    result = []
    for x, y in zip(xs, ys, strict=True):
        made, back = G(x), F(y)
        result.append([x, made, F(made), y, back, G(back)])
    return result


def tile(pictures: list[list[Tensor]], headings: tuple[str, ...], side: int) -> Image.Image:
    """Square centre cuts of `side` px in a grid below their headings."""
    sheet = Image.new("RGB", (side * len(headings), side * len(pictures) + 16), "white")
    draw = ImageDraw.Draw(sheet)
    for column, heading in enumerate(headings):
        draw.text((column * side + 4, 2), heading, fill="black")
    for row, line in enumerate(pictures):
        for column, picture in enumerate(line):
            image = to_image(picture[0])
            left, top = (image.width - side) // 2, (image.height - side) // 2
            sheet.paste(image.crop((left, top, left + side, top + side)), (column * side, row * side + 16))
    return sheet


def spread(files: list[Path], count: int) -> list[Path]:
    """`count` files evenly spread over the list, always the same ones."""
    return [files[i * len(files) // count] for i in range(min(count, len(files)))]


def sheet(
    G: Net, F: Net, x_files: list[Path], y_files: list[Path], path: Path, side: int = 224, count: int = 6, device="cpu"
) -> None:
    """Writes a sheet of `count` rows; `side` is the short side of every picture in px."""
    chosen = [spread(files, count) for files in (x_files, y_files)]
    count = min(map(len, chosen))
    xs, ys = ([scaled(file, side).to(device) for file in files[:count]] for files in chosen)
    tile(rows(G, F, xs, ys), HEADINGS, side).save(path)


COLOURS = ("#c0392b", "#2471a3", "#1e8449", "#b7950b", "#6c3483", "#ca6f1e", "#117864", "#34495e")


def curves(log: Path, path: Path, width: int = 900, height: int = 420) -> None:
    """Draws every loss column of a run's log.csv over the steps, each curve scaled to its own maximum."""
    with open(log) as file:
        lines = list(csv.DictReader(file))
    names = [name for name in (lines[0] if lines else {}) if name not in ("step", "seconds", "rate")]
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    last = max([int(line["step"]) for line in lines], default=1)
    for number, name in enumerate(names):
        points = [(int(line["step"]), float(line[name])) for line in lines if line[name]]
        top = max([value for _, value in points], default=1) or 1
        draw.line(
            [(60 + (width - 70) * step / last, height - 20 - (height - 60) * value / top) for step, value in points],
            fill=COLOURS[number % len(COLOURS)],
        )
        draw.text((60 + number * 100, 4), f"{name} ≤{top:.3g}", fill=COLOURS[number % len(COLOURS)])
    draw.text((width - 80, height - 14), f"{last} steps", fill="black")
    picture.save(path)
