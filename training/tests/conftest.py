"""One CPU thread, and a small training that every test of the loop shares."""

import shutil
from pathlib import Path

import pytest
import torch
from lightning.fabric import Fabric
from toy import toy_recipe, write_domains

from cyclelens.teacher import Teacher, load_teacher
from cyclelens.train import train


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def domains(tmp_path_factory) -> tuple[Path, Path]:
    return write_domains(tmp_path_factory.mktemp("domains"), count=24)


def tiny(**sections):
    """Six steps of two pictures."""
    values = {"train": {"steps": 6, "batch": 2, "freeze": 0.7, "pool": 4}, "loss": {"shift": 0.3, "identity": 1.0}}
    for name, section in sections.items():
        values[name] = values.get(name, {}) | section
    return toy_recipe(**values)


def fit(recipe, domains, run, teacher: Path | Teacher | None = None, **options):
    if isinstance(teacher, Path):
        teacher = load_teacher(teacher, torch.device("cpu"), torch.contiguous_format)
    return train(Fabric(accelerator="cpu", devices=1), recipe, *domains, run, teacher=teacher, sheet_every=10**6, **options)


@pytest.fixture(scope="session")
def trained(domains, tmp_path_factory) -> Path:
    """The run folder of a finished tiny training."""
    run = tmp_path_factory.mktemp("trained") / "run"
    fit(tiny(), domains, run)
    return run


@pytest.fixture
def run_copy(trained, tmp_path) -> Path:
    return Path(shutil.copytree(trained, tmp_path / "copy"))
