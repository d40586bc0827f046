"""A pair of generators that learns what a trained one draws: smaller, larger, or calmer than its teacher.

The teacher's pictures make the task paired (GAN Compression, arXiv 2003.08936), and the teacher's own
discriminator is the perceptual transform, so that no network from elsewhere is needed (DCD, arXiv
2212.14169). There is no adversarial game; it is quick and cannot collapse.

With `phases` above 1 the teacher of G is spun (spinning.py): a picture that follows motion of a pixel, and that the student,
who also sees sensor noise which the teacher never saw, learns to draw in a single pass. With `wash` it lays washes, too (washes.py).
"""

from collections.abc import Iterator
from dataclasses import replace

import torch
from lightning.fabric import Fabric
from torch import Tensor
from torch.nn import functional

from . import losses
from .data import Domain
from .recipe import Recipe
from .spinning import finished, spun
from .state import State
from .step import update
from .teacher import Teacher
from .washes import laid
from .widen import widen

Lesson = tuple[Tensor, Tensor]


def planned(recipe: Recipe, teacher: Teacher) -> Recipe:
    """`recipe` with what [distil] says where [train], [loss] and [data] speak of the game.

    A teacher from elsewhere has no critics, no way back and no grid of ours to be spun over.
    """
    plan = replace(recipe.distil, teacher=teacher.name, one_way=not teacher.pair)
    if plan.one_way:
        plan = replace(plan, directions="G", phases=1, features=0.0)
    return replace(
        recipe,
        distil=plan,
        data=replace(recipe.data, crop=plan.crop),
        loss=replace(recipe.loss, shift=plan.shift, noise=plan.shift_noise),
        train=replace(recipe.train, steps=plan.steps, batch=plan.batch, lr=plan.lr, ema=plan.ema, decay=0.5, freeze=0.85),
    )


def student_state(teacher: State | None, recipe: Recipe, begin: State | None = None) -> State:
    """A pair of `recipe`'s tier beside the teacher's discriminators, which begins with the weights of `begin`, or else the teacher's.

    A pair of a larger tier begins with nets that draw the same (widen.py), of a smaller one afresh. What began with
    weights keeps their BatchNorm statistics, frozen. Without a teacher of ours there is neither the one nor the other.
    """
    if teacher:
        same = replace(recipe.network, critic=teacher.recipe.network.critic, critic_norms=teacher.recipe.network.critic_norms)
        recipe = replace(recipe, network=same)
    student = State(recipe)
    if teacher:
        for name in ("D_X", "D_Y"):
            student.nets[name].load_state_dict(teacher.nets[name].state_dict())
    if begin := begin or teacher:
        student.frozen = all(widen(begin.ema[name], student.nets[name]) for name in "GF")
        for name in "GF":
            student.ema[name].load_state_dict(student.nets[name].state_dict())
    return student


def lessons(domain: Domain, teacher: State, recipe: Recipe, direction: str, turns: Iterator[int]) -> Iterator[Lesson]:
    """(crops, what the teacher makes of them), [n, 3, crop, crop] each, for every number in `turns`.

    With `recipe.distil.crops` the first so many are kept in half precision and come again, mirrored every other time;
    not where G learns on a ground, on which its teacher draws too: the same one both times.
    """
    plan, batch = recipe.distil, recipe.train.batch
    net = teacher.ema[direction]
    if direction == "G":
        net.ground = recipe.network.ground
    rounds = plan.crops // batch
    kept: dict[int, Lesson] = {}
    phases = plan.phases if direction == "G" else 1
    device = next(net.parameters()).device
    for turn in turns:
        number = turn % rounds if rounds else turn
        if number in kept:
            lesson = tuple(t.float() for t in kept[number])
        else:
            source = domain.batch(number, batch).to(device)
            seen = laid(source, plan.wash) if plan.wash and direction == "G" else source
            wanted = spun(net, seen, phases)
            if direction == "G":
                wanted = finished(wanted, plan, seen)
            lesson = (source, wanted)
            if rounds:
                kept[number] = (source.half(), wanted.half())
        mirror = rounds and not net.ground and turn // rounds % 2
        yield tuple(t.flip(3) for t in lesson) if mirror else lesson


def likeness(critic, made: Tensor, wanted: Tensor, features: float) -> Tensor:
    """L1 of the pictures, and `features` times that of what the teacher's critic sees in them."""
    total = functional.l1_loss(made, wanted)
    if not features:
        return total
    with torch.no_grad():
        goal = critic.features(wanted)
    pairs = list(zip(critic.features(made), goal, strict=True))
    return total + features * sum(functional.l1_loss(a, b) / (b.abs().mean() + 1e-3) for a, b in pairs) / len(pairs)


def distil_step(fabric: Fabric, state: State, given: dict[str, Lesson]) -> dict[str, Tensor]:
    """`given`: a lesson by the name of the generator it is for. Returns the detached losses by name."""
    weights, plan = state.recipe.loss, state.recipe.distil
    random = torch.Generator().manual_seed((state.recipe.train.seed * 1_000_003 + state.step) * 4096 + fabric.global_rank)
    state.set_rate()
    state.nets["D_X"].requires_grad_(False), state.nets["D_Y"].requires_grad_(False)
    terms, total = {}, 0
    with fabric.autocast():
        for name, (source, wanted) in given.items():
            critic = state.nets["D_Y" if name == "G" else "D_X"]
            # From none to `noise`, so that a clean picture stays one of those it knows.
            strength = plan.noise * torch.rand(len(source), 1, 1, 1, generator=random)
            grain = torch.randn(source.shape, generator=random) * strength
            made = state.nets[name](source + grain.to(source) if name == "G" else source)
            terms[name] = likeness(critic, made, wanted, plan.features)
            total = total + terms[name]
            if weights.shift and name == "G":
                moved, by = losses.shift_pair(source, weights.noise, random)
                terms["shift"] = losses.shift_consistency(made, state.nets[name](moved, by), by)
                total = total + weights.shift * terms["shift"]
    update(fabric, state.optimizers["generators"], total)
    state.step += 1
    state.average()
    return {name: value.detach() for name, value in terms.items()}
