"""What a training is made of, and its checkpoints: everything needed to continue to the same losses."""

import copy
import os
import pickle
from pathlib import Path

import torch
from torch import nn

from . import recipe as recipes
from .critic import Discriminator
from .generator import Generator, freeze_norms
from .pool import ImagePool
from .recipe import Recipe

FORMAT = 1


class State:
    """The four networks, the averaged generators, the optimizers and the pools of one training."""

    def __init__(self, recipe: Recipe):
        torch.manual_seed(recipe.train.seed)
        self.recipe, self.step, self.frozen = recipe, 0, False
        net = recipe.network
        self.nets = nn.ModuleDict({
            "G": Generator(net.tier, net.margin, net.ground),
            "F": Generator(net.tier, net.margin),
            "D_X": Discriminator(net.critic, net.critic_norms),
            "D_Y": Discriminator(net.critic, net.critic_norms),
        })
        # The moving average of the weights (Yazıcı et al., arXiv 1806.04498) is what is shown and exported.
        self.ema = nn.ModuleDict({name: copy.deepcopy(self.nets[name]) for name in "GF"})
        self.ema.requires_grad_(False)
        self.pools = {"X": ImagePool(recipe.train.pool), "Y": ImagePool(recipe.train.pool)}

    def to(self, device: torch.device, memory_format: torch.memory_format) -> "State":
        for part in (self.nets, self.ema):
            part.to(device=device, memory_format=memory_format)
        self.optimizers = {
            "generators": self._adam("G", "F"),
            "discriminators": self._adam("D_X", "D_Y"),
        }
        return self

    def _adam(self, *names: str) -> torch.optim.Adam:
        parameters = [p for name in names for p in self.nets[name].parameters()]
        return torch.optim.Adam(parameters, self.recipe.train.lr, betas=(0.5, 0.999))

    @property
    def G(self) -> Generator:
        return self.nets["G"]

    @property
    def F(self) -> Generator:
        return self.nets["F"]

    @torch.no_grad()
    def average(self) -> None:
        """EMA over steps, with a short memory at first."""
        keep = min(self.recipe.train.ema, (1 + self.step) / (10 + self.step))
        for name in "GF":
            pairs = zip(self.ema[name].parameters(), self.nets[name].parameters(), strict=True)
            for slow, fast in pairs:
                slow.lerp_(fast, 1 - keep)

    def modes(self) -> None:
        """Networks train; once frozen, their BatchNorms no longer do."""
        self.nets.train()
        self.ema.eval()
        if self.frozen:
            for name in "GF":
                freeze_norms(self.nets[name])

    def set_rate(self) -> None:
        """Constant, then linear to zero, as in the paper; and a quarter of that from where BatchNorm freezes.

        Nothing renormalises a step that is too wide then: at the full rate a frozen toy died in 20 steps of the game.
        """
        train = self.recipe.train
        progress = self.step / train.steps
        rate = train.lr * min(1.0, max(0.0, (1 - progress) / (1 - train.decay))) * (0.25 if progress >= train.freeze else 1)
        for name, optimizer in self.optimizers.items():
            for group in optimizer.param_groups:
                group["lr"] = rate * (train.critic_rate if name == "discriminators" else 1)


def save(state: State, path: Path) -> None:
    """Writes the whole checkpoint; a crash while writing leaves the former one."""
    content = {
        "format": FORMAT,
        "recipe": state.recipe.as_dict(),
        "step": state.step,
        "frozen": state.frozen,
        "nets": state.nets.state_dict(),
        "ema": state.ema.state_dict(),
        "optimizers": {name: o.state_dict() for name, o in state.optimizers.items()},
        "pools": {name: pool.images for name, pool in state.pools.items()},
    }
    write(content, path)


def save_small(state: State, path: Path) -> None:
    """The averaged generators alone, in half precision: 0.4 MB at tier M, for a repository.

    Enough to measure, to export and to `--start` from; the critics are learnt anew in a few hundred steps.
    """
    half = {name: t.half() if t.is_floating_point() else t for name, t in state.ema.state_dict().items()}
    content = {"format": FORMAT, "recipe": state.recipe.as_dict(), "step": state.step, "frozen": state.frozen}
    write(content | {"ema": half}, path)


def write(content: dict, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(content, part)
    os.replace(part, path)


def is_ours(path: Path) -> bool:
    """Whether the file `path` is a checkpoint of this trainer, and not weights from elsewhere."""
    try:
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError):
        return False
    return isinstance(content, dict) and "format" in content


def read(path: Path) -> dict:
    content = torch.load(path, map_location="cpu", weights_only=True)
    if content.get("format") != FORMAT:
        raise ValueError(f"{path} is not a checkpoint of this version")
    return content


def restore(content: dict, device: torch.device, layout: torch.memory_format, recipe: Recipe | None = None) -> State:
    """A State from a checkpoint's content; `recipe` overrides what it was trained by (same network)."""
    state = State(recipe or recipes.from_dict(content["recipe"]))
    state.ema.load_state_dict(content["ema"])
    # A small checkpoint has the averaged generators alone.
    state.nets.load_state_dict(content.get("nets", content["ema"]), strict="nets" in content)
    state.step, state.frozen = content["step"], content["frozen"]
    state.to(device, layout)
    for name, values in content.get("optimizers", {}).items():
        state.optimizers[name].load_state_dict(values)
    for name, images in content.get("pools", {}).items():
        # A changed crop empties the pools: they cannot mix sizes.
        fitting = [image for image in images if image.shape[-1] == state.recipe.data.crop]
        state.pools[name].images = [image.to(device) for image in fitting]
    state.modes()
    return state


def restarted(content: dict, device: torch.device, layout: torch.memory_format, recipe: Recipe) -> State:
    """A State at step 0 with a checkpoint's weights, be it of this style or of a kindred one."""
    weights = {name: content[name] for name in ("format", "nets", "ema") if name in content}
    return restore(weights | {"step": 0, "frozen": False}, device, layout, recipe)
