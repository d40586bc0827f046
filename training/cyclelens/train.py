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

from . import compare, painted
from . import state as states
from .data import Domain, parts, pictures
from .distil import distil_step, lessons, planned, student_state
from .generator import calibrate
from .recipe import Recipe
from .sheet import curves, sheet
from .state import State
from .step import train_step
from .teacher import Teacher, load_pair

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


def shown_to(domains: dict[str, Domain]) -> list[tuple[str, Domain]]:
    """The generators with the domains of their pictures; without Y there is no F to speak of."""
    return [(name, domains[domain]) for name, domain in (("G", "X"), ("F", "Y")) if domain in domains]


def freeze(state: State, domains: dict[str, Domain]) -> None:
    """The networks take their averaged weights and fixed statistics: from here on, what is trained is what is exported."""
    for name, domain in shown_to(domains):
        state.nets[name].load_state_dict(state.ema[name].state_dict())
        calibrate(state.nets[name], statistics_batches(state, domain, 100))
        state.ema[name].load_state_dict(state.nets[name].state_dict())
    state.frozen = True
    state.modes()


def statistics_batches(state: State, domain: Domain, count: int):
    device = next(state.nets.parameters()).device
    return (domain.batch(10_000_000 + i, state.recipe.train.batch).to(device) for i in range(count))


def refresh(state: State, domains: dict[str, Domain]) -> None:
    """Before they are looked at, averaged weights need statistics of their own."""
    if not state.frozen:
        for name, domain in shown_to(domains):
            calibrate(state.ema[name], statistics_batches(state, domain, 12))
        state.modes()


def turns(state: State, fabric: Fabric) -> range:
    """The numbers of this process's batches from the current step on; every process gets its own part of each step."""
    world = fabric.world_size
    return range(state.step * world + fabric.global_rank, state.recipe.train.steps * world, world)


def loader(domain: Domain, state: State, fabric: Fabric, workers: int):
    batch = state.recipe.train.batch
    sampler = [range(turn * batch, (turn + 1) * batch) for turn in turns(state, fabric)]
    return DataLoader(domain, batch_sampler=sampler, num_workers=workers, pin_memory=fabric.device.type == "cuda")


def layout_on(device: torch.device) -> torch.memory_format:
    return torch.channels_last if device.type == "cuda" else torch.contiguous_format


def train(
    fabric: Fabric, recipe: Recipe, x: Path, y: Path | None, run: Path, *, start: Path | None = None,
    teacher: Teacher | None = None, workers: int = 0, compiled: bool = False, save_every: int = 500, sheet_every: int = 500,
) -> State:
    """Trains until `recipe.train.steps` or a signal, in the folder `run`, continuing its checkpoint if there is one.

    `start`: a checkpoint whose weights to begin with when the run has none. `teacher`: to be distilled instead of
    playing the adversarial game; one from elsewhere needs no `y`. The run holds checkpoint.pt, log.csv, curves.png,
    sheet-<step>.png and, of a student, report.json.
    """
    recipe = planned(recipe, teacher) if teacher else recipe
    if not y and not recipe.distil.one_way:
        raise ValueError("the folder of domain Y is missing")
    run.mkdir(parents=True, exist_ok=True)
    layout = layout_on(fabric.device)
    own = run / "checkpoint.pt"
    if own.exists():
        state = states.restore(states.read(own), fabric.device, layout, recipe)
    elif start and not teacher:
        state = states.restarted(states.read(start), fabric.device, layout, recipe)
    else:
        begin = load_pair(start, fabric.device, layout) if start else None
        state = (student_state(teacher.pair, recipe, begin) if teacher else State(recipe)).to(fabric.device, layout)
        state.modes()
    data, seed = recipe.data, recipe.train.seed
    domains = {"X": Domain(parts(x)[0], data.crop, data.x_scale, data.x_weights, (seed, 0))}
    if not recipe.distil.one_way:
        domains["Y"] = Domain(parts(y)[0], data.crop, data.y_scale, data.y_weights, (seed, 1))
    shown = [pictures(parts(folder)[1]) for folder in (x, y)[: len(domains)]]
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
                path = run / f"sheet-{state.step:06d}.png"
                if len(domains) == 1:
                    compare.sheet(teacher, state.ema["G"], shown[0], path, device=fabric.device)
                else:
                    sheet(state.ema["G"], state.ema["F"], *shown, path, device=fabric.device)
                curves(run / "log.csv", run / "curves.png")

    names = recipe.distil.directions
    if recipe.distil.one_way:
        sources = [painted.crops(painted.painted(domains["X"], teacher, recipe, fabric.device), recipe, turns(state, fabric))]
    elif teacher:
        sources = [lessons(domains["X" if name == "G" else "Y"], teacher.pair, recipe, name, turns(state, fabric)) for name in names]
    else:
        sources = [loader(domains[name], state, fabric, workers) for name in "XY"]
    for given in zip(*sources, strict=True):
        if not state.frozen and state.step >= recipe.train.freeze * recipe.train.steps:
            freeze(state, domains)
        if teacher:
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
    if teacher and not stop and fabric.global_rank == 0:
        compare.report(teacher, state.ema["G"], shown[0], run, held_out=parts(x)[0] != parts(x)[1])
    return state
