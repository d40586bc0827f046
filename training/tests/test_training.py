import csv
import os
import signal

import pytest
import torch
from conftest import fit, tiny

from cyclelens import state as states
from cyclelens import train as training


def losses(run):
    return states.read(run / "checkpoint.pt")


def same(a: dict, b: dict) -> bool:
    return all(torch.equal(a[part][name], b[part][name]) for part in ("nets", "ema") for name in a[part])


def test_a_run_leaves_checkpoint_log_curves_and_sheet(trained):
    assert {path.name for path in trained.iterdir()} == {"checkpoint.pt", "log.csv", "curves.png", "sheet-000006.png"}


def test_the_same_seed_gives_the_same_weights(trained, domains, tmp_path):
    fit(tiny(), domains, tmp_path)
    assert same(losses(trained), losses(tmp_path))


@pytest.mark.parametrize("stop_after", [2, 5])
def test_stopped_by_sigterm_and_resumed_equals_never_stopped(trained, domains, tmp_path, monkeypatch, stop_after):
    """Also across the freezing of BatchNorm, which happens at step 5 of 6."""
    step, count = training.train_step, 0

    def interrupted(*arguments):
        nonlocal count
        count += 1
        if count == stop_after:
            os.kill(os.getpid(), signal.SIGTERM)
        return step(*arguments)

    monkeypatch.setattr(training, "train_step", interrupted)
    assert fit(tiny(), domains, tmp_path).step == stop_after
    assert fit(tiny(), domains, tmp_path).step == 6
    assert same(losses(trained), losses(tmp_path))


def test_the_log_continues_where_the_checkpoint_is(tmp_path):
    log = training.Log(tmp_path / "log.csv", 0, every=1)
    for step in (1, 2, 3):
        log.add(step, 0.1, {"G": torch.tensor(float(step))})
    training.Log(tmp_path / "log.csv", 2, every=1).add(3, 0.1, {"G": torch.tensor(30.0)})
    with open(tmp_path / "log.csv") as file:
        assert [float(line["G"]) for line in csv.DictReader(file)] == [1, 2, 30]


def test_training_goes_on_from_a_small_checkpoint(trained, domains, tmp_path):
    state = states.restore(losses(trained), torch.device("cpu"), torch.contiguous_format)
    small = tmp_path / "small.pt"
    states.save_small(state, small)
    assert small.stat().st_size < 0.1 * (trained / "checkpoint.pt").stat().st_size
    longer = fit(tiny(train={"steps": 8}), domains, tmp_path / "run", start=small)
    assert longer.step == 8 and longer.frozen


def test_a_student_learns_from_a_teacher(trained, domains, tmp_path):
    recipe = tiny(distil={"steps": 12, "batch": 2, "crop": 32, "crops": 8, "features": 1.0})
    fit(recipe, domains, tmp_path, teacher=trained / "checkpoint.pt")
    student, teacher = losses(tmp_path), losses(trained)
    assert student["step"] == 12
    assert torch.equal(student["nets"]["D_Y.scales.0.layers.0.weight"], teacher["nets"]["D_Y.scales.0.layers.0.weight"])


def test_fewer_pictures_than_needed_stop_the_run(domains, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="0 readable pictures"):
        fit(tiny(), (domains[0], tmp_path / "empty"), tmp_path / "run")
