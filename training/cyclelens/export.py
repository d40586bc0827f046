"""A checkpoint's averaged generators → int8 ONNX in the app's folder, with parity, manifest and model card."""

from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnx import ModelProto, TensorProto, numpy_helper
from torch import Tensor

from . import card, curve, manifest, style_pack
from .data import pictures, scaled
from .generator import Generator, prepared
from .judge import Judge
from .onnx_writer import write_discriminator, write_generator
from .quantize import quantize
from .sheet import HEADINGS, rows, spread, tile
from .stability import psnr
from .state import State

# Decibels of each form of the weights against PyTorch in fp32, the least that may ship.
LEAST = {"fp32": 100.0, "int8": 50.0, "fp16": 55.0}


def run(model: ModelProto, x: Tensor) -> Tensor:
    """The model's first output for x [1, 3, h, w], on one CPU thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return torch.from_numpy(session.run(None, {session.get_inputs()[0].name: x.numpy()})[0])


def half_weights(model: ModelProto) -> ModelProto:
    """A copy with every weight rounded to fp16, as the app may expand them; computed in fp32."""
    result = ModelProto()
    result.CopyFrom(model)
    for tensor in result.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            rounded = numpy_helper.to_array(tensor).astype(np.float16).astype(np.float32)
            tensor.CopyFrom(numpy_helper.from_array(rounded, tensor.name))
    return result


def parity(net: Generator, samples: list[Tensor]) -> tuple[ModelProto, dict[str, float]]:
    """(int8 model, the mean decibels over `samples` of each form of weights). Raises if one falls below LEAST."""
    exact = write_generator(net)
    forms = {"fp32": exact, "int8": quantize(exact), "fp16": half_weights(exact)}
    padded = [prepared(x, net.margin, net.ground) for x in samples]
    with torch.no_grad():
        wanted = [net.core(x) for x in padded]
    found = {
        name: round(sum(psnr(run(model, x), y) for x, y in zip(padded, wanted, strict=True)) / len(padded), 1)
        for name, model in forms.items()
    }
    low = [f"{name} {found[name]} dB < {LEAST[name]} dB" for name in LEAST if found[name] < LEAST[name]]
    if low:
        raise ValueError("not the same picture as in PyTorch: " + ", ".join(low))
    return forms["int8"], found


def samples(folder: Path, count: int = 6, short: int = 256) -> list[Tensor]:
    return [scaled(path, short) for path in spread(pictures(folder), count)]


def export(
    state: State, folders: dict[str, Path], models: Path, scene: Path, figures: dict | None = None, game: dict | None = None
) -> dict:
    """Writes the generators of `state`, their manifest entries, the card, its sample and its curve.

    `folders`: by direction, "G" and "F", the pictures on which parity is measured; a direction that is not there is left as it is.
    `scene`: the picture shown painted on the card. `game`: its curve. Returns the manifest entries by direction.
    """
    recipe, entries, found = state.recipe, {}, {}
    style = {key: getattr(recipe.style, key) for key in ("id", *manifest.FACTS)}
    for direction, folder in folders.items():
        net = state.ema[direction].eval()
        model, found[direction] = parity(net, samples(folder))
        entries[direction] = manifest.write_generator(
            models, style, direction, net.tier, model, multiple=net.multiple, margin=net.margin, ground=net.ground
        )
    columns = 2 if recipe.distil.one_way else 3
    page = card.write(models, recipe, card.card(recipe, state.step, entries, found, figures, HEADINGS[:columns]))
    curve.write(models, recipe.style.id, game)
    shown = scaled(scene, 384)
    line = rows(state.ema["G"], state.ema["F"], [shown], [shown])[0]
    tile([line[:columns]], HEADINGS[:columns], 384).save(page.with_suffix(".webp"), quality=88, method=6)
    picture = models / recipe.style.thumbnail
    if not picture.exists():
        picture.write_bytes(style_pack.thumbnail(line[1][0]))
    return entries


def export_pack(models: Path, style: str, out: Path) -> int:
    """A style pack of all tiers of `style` that were exported into `models`, with their cards; returns its bytes."""
    known = manifest.existing(models, style)[1]
    cards = [path.read_text().partition(card.SAMPLE)[0] for path in sorted((models / "cards").glob(f"{style}-[SML].md"))]
    return style_pack.write(out, models, known, "\n".join(cards))


def export_ablation(state: State, x: Path, models: Path, kind: str) -> dict:
    """G of a training that lacked a loss, beside the style's generators. `kind`: noCycle or noCritic."""
    net = state.ema["G"].eval()
    model, _ = parity(net, samples(x))
    return manifest.write_ablation(models, state.recipe.style.id, kind, model, multiple=net.multiple, margin=net.margin)


def export_critic(judge: Judge, style: str, models: Path, sample: Tensor) -> dict:
    """D_Y in int8 beside the style's generators. `sample`: a picture [1, 3, h, w] on which it must agree with PyTorch."""
    exact = write_discriminator(judge.critic)
    model = quantize(exact)
    with torch.no_grad():
        wanted = judge.critic(sample)[0]
    if (worst := float((run(model, sample) - wanted).abs().max())) > 0.1:
        raise ValueError(f"not the same scores as in PyTorch: {worst:.3f} apart")
    return manifest.write_critic(models, style, model, real=judge.real, made=judge.made)
