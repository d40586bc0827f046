"""The losses of a training as the app shows them beside the style: some points of its log.csv."""

import csv
import json
from pathlib import Path

from . import state as states

LOSSES = ("G", "F", "D_X", "D_Y", "cycle_x", "cycle_y")
POINTS = 40


def rounded(values: list[float]) -> float:
    return float(f"{sum(values) / len(values):.3g}")


def curve(log: Path, steps: int) -> dict | None:
    """Steps, seconds and the means of each loss over `POINTS` even parts of a game of `steps` steps.

    None where there is no log, where it has a gap or tells only a part, or where it is no game: who distils plays none.
    """
    if not log.exists():
        return None
    with open(log) as file:
        lines = list(csv.DictReader(file))
    at = [int(line["step"]) for line in lines]
    if not at or at != list(range(at[0], steps + 1, at[0])):
        return None
    losses = {name: [float(line[name]) for line in lines] for name in LOSSES if all(line[name] for line in lines)}
    if not losses.keys() & {"cycle_x", "D_Y"}:
        return None
    count = min(POINTS, len(at))
    ends = [i * len(at) // count for i in range(count + 1)]
    points = {name: [rounded(values[a:b]) for a, b in zip(ends, ends[1:])] for name, values in losses.items()}
    return {"steps": steps, "seconds": round(float(lines[-1]["seconds"])), "losses": points}


def game(checkpoint: Path) -> dict | None:
    """The curve of a checkpoint's own log, or else of the game that its teacher played."""
    handed = checkpoint.with_name("game.json")
    log = checkpoint.with_name("log.csv")
    own = curve(log, states.read(checkpoint)["step"]) if log.exists() else None
    return own or (json.loads(handed.read_text()) if handed.exists() else None)


def hand_on(teacher: Path, run: Path) -> None:
    """Leaves the teacher's curve in the run of who learns from it."""
    if found := game(teacher):
        run.mkdir(parents=True, exist_ok=True)
        (run / "game.json").write_text(json.dumps(found))


def write(models: Path, style: str, found: dict | None) -> None:
    """Writes cards/<style>.json; what stands there stays where nothing was found."""
    if found:
        path = models / "cards" / f"{style}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, separators=(",", ":")) + "\n")
