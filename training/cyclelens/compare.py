"""Before and after: what a teacher and its student cost, and how alike they paint pictures that neither learnt from."""

import json
import time
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from .data import scaled
from .generator import Generator
from .graph import gmacs, parameters
from .onnx_writer import write_generator
from .quantize import quantize
from .sheet import spread, tile
from .stability import psnr, ssim
from .teacher import Teacher


def shown(file: Path, short: int) -> Tensor:
    """A picture with a short side of `short` px, or as large as it is: [1, 3, h, w]."""
    with Image.open(file) as image:
        return scaled(file, min(short, *image.size))


@torch.no_grad()
def compare(teacher: Teacher, student: Generator, files: list[Path], most: int = 16) -> dict:
    """Figures over at most `most` pictures with a short side of at most 256 px; times are the least of a frame, in this process."""
    likeness, times = [], {"teacher": [], "student": []}
    device = next(student.parameters()).device
    for file in spread(files, most):
        x = shown(file, 256).to(device)
        made = {}
        for name, net in (("teacher", teacher), ("student", student)):
            start = time.perf_counter()
            made[name] = net(x).cpu()
            times[name].append((time.perf_counter() - start) * 1e3)
        pair = made["student"].clamp(-1, 1), made["teacher"]
        likeness.append((psnr(*pair), ssim(*pair)))
    model = write_generator(student)
    decibels, ssims = zip(*likeness, strict=True)
    return {
        "pictures": len(likeness),
        "psnr": round(sum(decibels) / len(decibels), 2),
        "psnr_least": round(min(decibels), 2),
        "ssim": round(sum(ssims) / len(ssims), 4),
        "ssim_least": round(min(ssims), 4),
        "teacher": {
            "name": teacher.name, "gmacs": round(teacher.gmacs, 3), "parameters": teacher.parameters, "ms": round(min(times["teacher"]), 1),
        },
        "student": {
            "name": f"tier {student.tier}", "gmacs": round(gmacs(model), 3), "parameters": parameters(model),
            "ms": round(min(times["student"]), 1), "bytes": quantize(model).ByteSize(),
        },
    }


def text(found: dict) -> str:
    before, after = found["teacher"], found["student"]
    kind = "held-out" if found["held_out"] else "also seen in training"
    return "\n".join([
        f"before  {before['name']}: {before['gmacs']} GMAC at 256×256, {before['parameters']:,} parameters, {before['ms']} ms",
        f"after   {after['name']}: {after['gmacs']} GMAC, {after['parameters']:,} parameters, {after['ms']} ms, {after['bytes']:,} bytes",
        f"        1/{before['gmacs'] / after['gmacs']:.0f} of the work; on {found['pictures']} pictures ({kind}) {found['psnr']} dB "
        f"(least {found['psnr_least']}) and SSIM {found['ssim']} (least {found['ssim_least']}) to the teacher",
    ])


def report(teacher: Teacher, student: Generator, files: list[Path], run: Path, held_out: bool) -> None:
    """Prints the figures and keeps them as report.json. `held_out`: whether the student never saw `files`."""
    found = compare(teacher, student, files) | {"held_out": held_out}
    (run / "report.json").write_text(json.dumps(found, indent=2) + "\n")
    print(text(found))


@torch.no_grad()
def sheet(teacher: Teacher, student: Generator, files: list[Path], path: Path, side: int = 224, device="cpu") -> None:
    """Rows of a picture, what the teacher makes of it, and what the student does."""
    xs = [shown(file, side).to(device) for file in spread(files, 6)]
    tile([[x, teacher(x), student(x)] for x in xs], ("x", "teacher", "student"), side).save(path)
