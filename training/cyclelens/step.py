"""One step of CycleGAN: first both generators, then both discriminators."""

import torch
from lightning.fabric import Fabric
from torch import Tensor

from . import losses
from .augment import augment
from .generator import statistics_untouched
from .state import State


def share(fabric: Fabric, parameters: list[Tensor]) -> None:
    """Averages gradients over all processes. With one process there is nothing to do."""
    if fabric.world_size > 1:
        flat = torch.cat([p.grad.flatten() for p in parameters])
        flat = fabric.all_reduce(flat, reduce_op="mean")
        for p, part in zip(parameters, flat.split([p.numel() for p in parameters]), strict=True):
            p.grad.copy_(part.view_as(p))


def update(fabric: Fabric, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad(set_to_none=True)
    fabric.backward(loss)
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    share(fabric, [p for p in parameters if p.grad is not None])
    optimizer.step()


def train_step(fabric: Fabric, state: State, x: Tensor, y: Tensor) -> dict[str, Tensor]:
    """x, y: [n, 3, h, w] of the two domains, unpaired. Returns the detached losses by name."""
    weights, augmentation = state.recipe.loss, state.recipe.train.augment
    G, F, D_X, D_Y = (state.nets[name] for name in ("G", "F", "D_X", "D_Y"))
    # Everything random in a step comes from its number, so a resumed training repeats it exactly.
    random = torch.Generator().manual_seed((state.recipe.train.seed * 1_000_003 + state.step) * 4096 + fabric.global_rank)
    state.set_rate()

    D_X.requires_grad_(False), D_Y.requires_grad_(False)
    with fabric.autocast():
        fake_y, fake_x = G(x), F(y)
        with statistics_untouched(G), statistics_untouched(F):
            terms = {}
            if weights.adversarial:
                terms["G"] = losses.adversarial(D_Y(augment(fake_y, augmentation, random)), 1)
                terms["F"] = losses.adversarial(D_X(augment(fake_x, augmentation, random)), 1)
            if weights.cycle:
                terms["cycle_x"] = losses.cycle(x, F(fake_y), weights.cycle_pool)
                terms["cycle_y"] = losses.cycle(y, G(fake_x), weights.cycle_pool)
            # Taken in turns, each counted double: a third less work for the same mean gradient (lazy
            # regularisation, Karras et al., arXiv 1912.04958).
            if weights.identity and state.step % 2 == 0:
                terms["identity"] = (y - G(y)).abs().mean() + (x - F(x)).abs().mean()
            if weights.shift and state.step % 2 == 1:
                shifted, by = losses.shift_pair(x, weights.noise, random)
                terms["shift"] = losses.shift_consistency(fake_y, G(shifted, by), by)
        total = (
            weights.adversarial * (terms.get("G", 0) + terms.get("F", 0))
            + weights.cycle * (terms.get("cycle_x", 0) + terms.get("cycle_y", 0))
            + 2 * weights.identity * terms.get("identity", 0)
            # Growing over the run: asked for at once, calm pictures keep strokes from ever appearing.
            + 2 * weights.shift * min(1.0, state.step / state.recipe.train.steps) * terms.get("shift", 0)
        )
    update(fabric, state.optimizers["generators"], total)

    if weights.adversarial:
        terms |= judge(fabric, state, {"X": (x, fake_x), "Y": (y, fake_y)}, random)
    state.step += 1
    state.average()
    return {name: value.detach() for name, value in terms.items()}


def judge(fabric: Fabric, state: State, seen: dict[str, tuple[Tensor, Tensor]], random: torch.Generator) -> dict[str, Tensor]:
    """The critics' half of a step. `seen`: (real, made) pictures by domain; made ones pass through the pools."""
    augmentation, terms = state.recipe.train.augment, {}
    critics = {domain: state.nets[f"D_{domain}"].requires_grad_(True) for domain in seen}
    # Y first: the pools draw from the step's one source of chance.
    old = {domain: state.pools[domain].swap(seen[domain][1], random) for domain in "YX"}
    with fabric.autocast():
        for domain, critic in critics.items():
            judged_real = losses.adversarial(critic(augment(seen[domain][0], augmentation, random)), 1)
            judged_made = losses.adversarial(critic(augment(old[domain], augmentation, random)), 0)
            terms[f"D_{domain}"] = (judged_real + judged_made) / 2
    update(fabric, state.optimizers["discriminators"], terms["D_X"] + terms["D_Y"])
    return terms
