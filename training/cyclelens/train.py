"""The training loop, on Lightning Fabric: a CPU, a GPU, several GPUs or machines by the same command."""

import csv
import signal
import sys
import time
from pathlib import Path

import torch
from lightning.fabric import Fabric
from torch.utils.data import DataLoader
from tqdm import tqdm

from . import state as states
from .data import Domain, parts, pictures
from .distil import distil_step, lessons, load_teacher, planned, student_state
from .generator import calibrate
from .recipe import Recipe
from .sheet import curves, sheet
from .state import State
from .step import train_step

COLUMNS = ("step", "seconds", "rate", "G", "F", "D_X", "D_Y", "cycle_x", "cycle_y", "identity", "shift")


class Interrupted:
    """True once SIGTERM or SIGINT came: the loop then ends after its step, with a checkpoint."""

    def __init__(self):
        self.seen = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._note)

    def _note(self, *_):
        self.seen = True

    def __bool__(self):
        return self.seen


def agreed(fabric: Fabric, stop: Interrupted) -> bool:
    """All processes stop after the same step, whichever of them the signal reached."""
    if fabric.world_size == 1:
        return bool(stop)
    return bool(fabric.all_reduce(torch.tensor(float(bool(stop)), device=fabric.device), reduce_op="sum") > 0)


class Log:
    """log.csv: every `every` steps the mean of each loss since the last line."""

    def __init__(self, path: Path, step: int, every: int = 20):
        self.path, self.every, self.sums, self.started = path, every, {}, time.monotonic()
        kept = []
        if path.exists():
            with open(path) as file:
                kept = [line for line in csv.DictReader(file) if int(line["step"]) <= step]
        self.before = float(kept[-1]["seconds"]) if kept else 0.0
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(kept)

    def add(self, step: int, rate: float, losses: dict) -> str | None:
        for name, value in losses.items():
            self.sums.setdefault(name, []).append(value)
        if step % self.every:
            return None
        means = {name: f"{torch.stack(values).mean().item():.5f}" for name, values in self.sums.items()}
        self.sums = {}
        seconds = self.before + time.monotonic() - self.started
        with open(self.path, "a", newline="") as file:
            csv.DictWriter(file, COLUMNS).writerow({"step": step, "seconds": f"{seconds:.1f}", "rate": f"{rate:.3g}", **means})
        return " ".join(f"{name} {value[:5]}" for name, value in means.items())


def freeze(state: State, domains: dict[str, Domain]) -> None:
    """The networks take their averaged weights and fixed statistics: from here on, what is trained is what is exported."""
    for name in "GF":
        state.nets[name].load_state_dict(state.ema[name].state_dict())
        calibrate(state.nets[name], statistics_batches(state, domains["X" if name == "G" else "Y"], 100))
        state.ema[name].load_state_dict(state.nets[name].state_dict())
    state.frozen = True
    state.modes()


def statistics_batches(state: State, domain: Domain, count: int):
    device = next(state.nets.parameters()).device
    return (domain.batch(10_000_000 + i, state.recipe.train.batch).to(device) for i in range(count))


def refresh(state: State, domains: dict[str, Domain]) -> None:
    """Before they are looked at, averaged weights need statistics of their own."""
    if not state.frozen:
        for name in "GF":
            calibrate(state.ema[name], statistics_batches(state, domains["X" if name == "G" else "Y"], 12))
        state.modes()


def turns(state: State, fabric: Fabric) -> range:
    """The numbers of this process's batches from the current step on; every process gets its own part of each step."""
    world = fabric.world_size
    return range(state.step * world + fabric.global_rank, state.recipe.train.steps * world, world)


def loader(domain: Domain, state: State, fabric: Fabric, workers: int):
    batch = state.recipe.train.batch
    sampler = [range(turn * batch, (turn + 1) * batch) for turn in turns(state, fabric)]
    return DataLoader(domain, batch_sampler=sampler, num_workers=workers, pin_memory=fabric.device.type == "cuda")


def train(
    fabric: Fabric, recipe: Recipe, x: Path, y: Path, run: Path, *, start: Path | None = None,
    teacher: Path | None = None, workers: int = 0, compiled: bool = False, save_every: int = 500, sheet_every: int = 500,
) -> State:
    """Trains until `recipe.train.steps` or a signal, in the folder `run`, continuing its checkpoint if there is one.

    `start`: a checkpoint whose weights to begin with when the run has none. `teacher`: a checkpoint to distil instead of
    playing the adversarial game. The run holds checkpoint.pt, log.csv, curves.png, sheet-<step>.png.
    """
    fabric.launch()
    run.mkdir(parents=True, exist_ok=True)
    layout = torch.channels_last if fabric.device.type == "cuda" else torch.contiguous_format
    own = run / "checkpoint.pt"
    master = load_teacher(teacher, fabric.device, layout) if teacher else None
    recipe = planned(recipe, master) if master else recipe
    if own.exists():
        state = states.restore(states.read(own), fabric.device, layout, recipe)
    elif start and not master:
        state = states.restarted(states.read(start), fabric.device, layout, recipe)
    else:
        begin = load_teacher(start, fabric.device, layout) if start else None
        state = (student_state(master, recipe, begin) if master else State(recipe)).to(fabric.device, layout)
        state.modes()
    data, seed = recipe.data, recipe.train.seed
    domains = {
        "X": Domain(parts(x)[0], data.crop, data.x_scale, data.x_weights, (seed, 0)),
        "Y": Domain(parts(y)[0], data.crop, data.y_scale, data.y_weights, (seed, 1)),
    }
    shown = [pictures(parts(folder)[1]) for folder in (x, y)]
    if compiled:
        for net in state.nets.values():
            net.compile()
    stop, log = Interrupted(), Log(run / "log.csv", state.step)
    bar = tqdm(total=recipe.train.steps, initial=state.step, disable=fabric.global_rank > 0, file=sys.stderr, mininterval=5)

    def keep(with_sheet: bool) -> None:
        refresh(state, domains)
        if fabric.global_rank == 0:
            states.save(state, own)
            if with_sheet:
                sheet(state.ema["G"], state.ema["F"], *shown, run / f"sheet-{state.step:06d}.png", device=fabric.device)
                curves(run / "log.csv", run / "curves.png")

    if master:
        names = recipe.distil.directions
        sources = [lessons(domains["X" if name == "G" else "Y"], master, recipe, name, turns(state, fabric)) for name in names]
    else:
        sources = [loader(domains[name], state, fabric, workers) for name in "XY"]
    for given in zip(*sources, strict=True):
        if not state.frozen and state.step >= recipe.train.freeze * recipe.train.steps:
            freeze(state, domains)
        if master:
            losses = distil_step(fabric, state, dict(zip(names, given, strict=True)))
        else:
            losses = train_step(fabric, state, *(t.to(fabric.device, memory_format=layout, non_blocking=True) for t in given))
        bar.update()
        line = log.add(state.step, state.optimizers["generators"].param_groups[0]["lr"], losses)
        if line:
            bar.set_postfix_str(line, refresh=False)
        if agreed(fabric, stop):
            break
        if state.step % save_every == 0 or state.step % sheet_every == 0:
            keep(state.step % sheet_every == 0)
    keep(with_sheet=True)
    bar.close()
    return state
