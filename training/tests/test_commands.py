import csv
import json

import pytest
from PIL import Image

from cyclelens import export
from cyclelens.__main__ import main

RECIPE = """
[style]
id = "toy"
title = "Toy"
artist = "nobody"
domainX = "disks"
domainY = "other disks"
attribution = "made up"
[data]
crop = 32
x_scale = [32, 32]
y_scale = [32, 32]
"""


@pytest.fixture
def recipe(tmp_path):
    path = tmp_path / "toy.toml"
    path.write_text(RECIPE)
    return str(path)


def test_train_then_export_into_an_app(recipe, domains, tmp_path, monkeypatch):
    monkeypatch.setitem(export.LEAST, "int8", 30.0)  # three steps leave weights of very uneven size
    folders = ["--x", str(domains[0]), "--y", str(domains[1])]
    run, models = tmp_path / "run", tmp_path / "models"
    main(["train", recipe, *folders, "--run", str(run), "--set", "train.steps=45", "--set", "network.tier=S", "--accelerator", "cpu"])
    scene = ["--scene", str(next(domains[0].iterdir()))]
    main(["export", str(run / "checkpoint.pt"), *folders, *scene, "--models", str(models), "--small", str(tmp_path / "small.pt")])
    manifest = json.loads((models / "manifest.json").read_text())
    entry = manifest["styles"][0]["G"]["S"]
    assert (models / entry["file"]).stat().st_size == entry["bytes"] <= 70_000
    assert entry["margin"] == 8 and entry["multiple"] == 4
    assert Image.open(models / "toy.webp").size == (192, 192)
    assert entry["file"] in (models / "cards" / "toy-S.md").read_text()
    assert (tmp_path / "small.pt").exists()
    curve = json.loads((models / "cards" / "toy.json").read_text())
    with open(run / "log.csv") as file:
        logged = [float(line["cycle_x"]) for line in csv.DictReader(file)]
    calm = tmp_path / "calm" / "checkpoint.pt"
    fewest = [word for value in ("steps=1", "batch=1", "crop=32", "crops=2") for word in ("--set", f"distil.{value}")]
    words = ["--teacher", str(run / "checkpoint.pt"), "--run", str(calm.parent), "--accelerator", "cpu", *fewest]
    main(["distil", recipe, *folders, *words, "--set", "network.tier=S"])
    main(["export", str(calm), *folders, *scene, "--models", str(tmp_path / "calm-models")])
    assert json.loads((tmp_path / "calm-models" / "cards" / "toy.json").read_text()) == curve
    assert curve["steps"] == 45 and curve["losses"]["cycle_x"] == pytest.approx(logged, rel=0.01) and len(logged) == 2
    main(["sheet", recipe, *folders, "--from", str(models), "--tier", "S", "--out", str(tmp_path / "s.png"), "--side", "48", "--rows", "2"])
    assert Image.open(tmp_path / "s.png").size == (6 * 48, 2 * 48 + 16)
    again = (models / "manifest.json").read_text()
    main(["export", str(run / "checkpoint.pt"), *folders, *scene, "--models", str(models)])
    assert (models / "manifest.json").read_text() == again
    assert len(list(models.glob("*.onnx"))) == 2
    main(["critic", recipe, *folders, "--models", str(models), "--tier", "S", "--steps", "20"])
    for kind in ("noCycle", "noCritic"):
        main(["export", str(run / "checkpoint.pt"), *folders, "--models", str(models), "--ablation", kind])
    style = json.loads((models / "manifest.json").read_text())["styles"][0]
    assert style["D_Y"]["output"] == "score0" and style["D_Y"]["real"] > style["D_Y"]["made"]
    named = [style["D_Y"], *style["ablations"].values(), style["G"]["S"], style["F"]["S"]]
    assert {entry["file"] for entry in named} == {path.name for path in models.glob("*.onnx")}


def test_mistakes_are_said_in_one_line(recipe, domains, tmp_path):
    with pytest.raises(SystemExit, match="not a folder"):
        main(["train", recipe, "--x", str(domains[0]), "--y", str(tmp_path / "none"), "--run", str(tmp_path / "r"), "--accelerator", "cpu"])
    with pytest.raises(SystemExit, match="no toy of tier L"):
        main(["sheet", recipe, "--x", str(domains[0]), "--y", str(domains[1]), "--from", str(tmp_path), "--tier", "L", "--out", "s.png"])
