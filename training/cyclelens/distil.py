"""A smaller pair of generators that learns what a trained, larger one draws.

The teacher's pictures make the task paired (GAN Compression, arXiv 2003.08936), and the teacher's own
discriminator is the perceptual transform, so that no network from elsewhere is needed (DCD, arXiv
2212.14169). There is no adversarial game; it is quick and cannot collapse.
"""

from dataclasses import replace
from pathlib import Path

import torch
from lightning.fabric import Fabric
from torch import Tensor
from torch.nn import functional

from . import losses
from . import state as states
from .recipe import Recipe
from .state import State
from .step import update


def student_state(teacher: State, recipe: Recipe) -> State:
    """A fresh pair of `recipe`'s tier beside the teacher's discriminators."""
    same = replace(recipe.network, critic=teacher.recipe.network.critic, critic_norms=teacher.recipe.network.critic_norms)
    student = State(replace(recipe, network=same))
    for name in ("D_X", "D_Y"):
        student.nets[name].load_state_dict(teacher.nets[name].state_dict())
    return student


def likeness(critic, made: Tensor, wanted: Tensor) -> Tensor:
    """L1 of the pictures at three scales, and of what the teacher's critic sees in them."""
    total = made.new_zeros(())
    for scale in (1, 2, 4):
        total = total + functional.l1_loss(functional.avg_pool2d(made, scale), functional.avg_pool2d(wanted, scale)) / 3
    with torch.no_grad():
        goal = critic.features(wanted)
    pairs = list(zip(critic.features(made), goal, strict=True))
    return total + sum(functional.l1_loss(a, b) / (b.abs().mean() + 1e-3) for a, b in pairs) / len(pairs)


def distil_step(fabric: Fabric, state: State, teacher: State, x: Tensor, y: Tensor) -> dict[str, Tensor]:
    """x, y: [n, 3, h, w]. Returns the detached losses by name."""
    weights = state.recipe.loss
    random = torch.Generator().manual_seed((state.recipe.train.seed * 1_000_003 + state.step) * 4096 + fabric.global_rank)
    state.set_rate()
    state.nets["D_X"].requires_grad_(False), state.nets["D_Y"].requires_grad_(False)
    terms, total = {}, 0
    with fabric.autocast():
        for name, critic, source in (("G", "D_Y", x), ("F", "D_X", y)):
            with torch.no_grad():
                wanted = teacher.ema[name](source)
            made = state.nets[name](source)
            terms[name] = likeness(state.nets[critic], made, wanted)
            total = total + terms[name]
            if weights.shift and name == "G":
                moved, by = losses.shift_pair(source, weights.noise, random)
                terms["shift"] = losses.shift_consistency(made, state.nets[name](moved), by)
                total = total + weights.shift * terms["shift"]
    update(fabric, state.optimizers["generators"], total)
    state.step += 1
    state.average()
    return {name: value.detach() for name, value in terms.items()}


def load_teacher(path: Path, device: torch.device, layout: torch.memory_format) -> State:
    teacher = states.restore(states.read(path), device, layout)
    teacher.nets.eval()
    return teacher
