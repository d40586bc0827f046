"""Checkpoints of pytorch-CycleGAN-and-pix2pix → a style pack: int8 ONNX that draws what PyTorch draws, and figures that say so."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from . import manifest, style_pack
from .export import LEAST, run
from .foreign import Foreign
from .foreign_writer import cost, write_foreign
from .quantize import quantize
from .recognise import recognised
from .stability import psnr

# Decibels of int8 against PyTorch. Less than for our own: a ResNet-9 has 24 rounded layers and a norm behind each.
LEAST_INT8 = 33.0


@dataclass
class Converted:
    """A generator's entry in the pack, what it was, and how near it came: decibels by the form of the weights."""

    entry: dict
    name: str
    parity: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        decibels = ", ".join(f"{form} {value} dB" for form, value in self.parity.items())
        entry = self.entry
        return f"{self.name}: {entry['parameters']:,} parameters, {entry['gmacs']} GMAC, {entry['bytes']:,} bytes; against PyTorch: {decibels}"


def fitting(picture: Tensor, net: Foreign) -> Tensor:
    """The largest part of [1, 3, h, w] that `net` takes as it is."""
    if net.plan.side:
        return torch.nn.functional.interpolate(picture, (net.plan.side,) * 2, mode="bilinear", antialias=True)
    height, width = (side - side % net.plan.multiple for side in picture.shape[2:])
    return picture[..., :height, :width]


def convert(net: Foreign, folder: Path, name: str, pictures: list[Tensor], weights: str = "int8") -> Converted:
    """Writes `net` into `folder` with its entry; measured on `pictures`, [1, 3, h, w] each. Raises where it draws something else.

    `weights`: "int8" or "f32", which is four times as large and exact.
    """
    plan = net.plan
    exact = write_foreign(net, plan.side)
    forms = {"fp32": exact} | ({"int8": quantize(exact)} if weights == "int8" else {})
    shown = [fitting(picture, net) for picture in pictures]
    with torch.no_grad():
        wanted = [net(x) for x in shown]
    found = {
        form: round(sum(psnr(run(model, x), y) for x, y in zip(shown, wanted, strict=True)) / len(shown), 1)
        for form, model in forms.items()
    }
    if found["fp32"] < LEAST["fp32"]:
        raise ValueError(f"not the same picture as in PyTorch: {found['fp32']} dB")
    if found.get("int8", LEAST_INT8) < LEAST_INT8:
        raise ValueError(f"rounded to int8 it draws something else ({found['int8']} dB): try --weights f32")
    entry = manifest.entry(
        folder, name, list(forms.values())[-1], multiple=1 if plan.side else plan.multiple, margin=0, cost=cost(net), side=plan.side
    )
    norms = "no norm" if plan.norm == "none" else f"{plan.norm} norm"
    return Converted(entry, f"{plan.name}, {plan.width} channels, {norms}", found)


def card(style: dict, sources: dict[str, Path], made: dict[str, Converted], pictures: int) -> str:
    lines = [f"# {style['title']}", "", f"{style['attribution']}. Licence of the weights: {style['licence']}.", ""]
    lines += ["Converted from checkpoints of pytorch-CycleGAN-and-pix2pix; dropout is off.", ""]
    lines += ["| | file | generator | bytes | GMAC at 256×256 | fp32, int8 against PyTorch, dB |", "|---|---|---|---|---|---|"]
    for direction, one in made.items():
        decibels = ", ".join(str(value) for value in one.parity.values())
        entry = one.entry
        lines.append(f"| {direction} | `{sources[direction].name}` | {one.name} | {entry['bytes']} | {entry['gmacs']} | {decibels} |")
    return "\n".join([*lines, "", f"Mean over {pictures} pictures of a short side of 256 px.", ""])


def convert_pack(
    style: dict, sources: dict[str, Path], out: Path, pictures: list[Tensor], *, weights: str = "int8", picture_norms: bool = False
) -> dict[str, Converted]:
    """Writes the pack `out` of the checkpoints in `sources`, by direction "G" and maybe "F". `style`: id and manifest.FACTS."""
    style = style | {"thumbnail": f"{style['id']}.webp"}
    made = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for direction, source in sources.items():
            net = recognised(source, picture_norms)
            made[direction] = convert(net, folder, f"{style['id']}-{direction}", pictures, weights)
            if direction == "G":
                with torch.no_grad():
                    painted = net(fitting(pictures[0], net))[0]
                (folder / style["thumbnail"]).write_bytes(style_pack.thumbnail(painted))
        # The tier of the largest: a distilled one may stand beside it.
        entries = {direction: {"L": one.entry} for direction, one in made.items()}
        style_pack.write(out, folder, style | entries, card(style, sources, made, len(pictures)))
    return made
