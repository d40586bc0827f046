import json
import subprocess
import zipfile
from pathlib import Path

import onnxruntime
import pytest
import torch
from checkpoints import drawn, saved

from cyclelens import convert
from cyclelens.__main__ import SCENE, main
from cyclelens.data import scaled
from cyclelens.foreign import Plan
from cyclelens.recognise import recognised
from cyclelens.stability import psnr

APP = Path(__file__).parents[2]

PLANS = [
    Plan("resnet", 9, 4, "instance", True),
    Plan("resnet", 6, 4, "instance", True, dropout=True),
    Plan("resnet", 6, 4, "batch", False, dropout=True),
    Plan("resnet", 9, 4, "batch", False),
    Plan("resnet", 6, 4, "none", False),
    Plan("unet", 7, 4, "batch", False),
    Plan("unet", 8, 4, "instance", True),
]


def accepted(*paths: Path) -> str:
    """What the app's own code says of a pack, or makes of a folder; it must let it in."""
    if not (APP / "node_modules").exists():
        pytest.skip("the app's reader needs npm ci")
    words = ["npx", "tsx", "scripts/pack.ts", *map(str, paths)]
    done = subprocess.run(words, cwd=APP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_checkpoint_tells_what_it_is_of(plan, tmp_path):
    net = drawn(plan)
    path = saved(net, tmp_path / "latest_net_G_A.pth", parallel=plan.depth == 6, old_norms=plan.norm == "instance")
    found = recognised(path)
    assert found.plan == plan
    x = torch.rand(1, 3, *[max(64, plan.multiple)] * 2) * 2 - 1
    assert torch.equal(found(x), net(x))


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_converted_generator_draws_the_same(plan, tmp_path):
    made = convert.convert(drawn(plan), tmp_path, "g", [scaled(SCENE, 64 if plan.kind == "resnet" else 256)])
    assert made.parity["fp32"] > 100 and made.parity["int8"] > convert.LEAST_INT8
    assert made.entry.get("fixed", {}).get("width") == plan.side


def test_a_generator_of_one_size_takes_other_shapes_mirrored(tmp_path):
    net = drawn(Plan("unet", 7, 4, "batch", False))
    made = convert.convert(net, tmp_path, "g", [scaled(SCENE, 128)], weights="f32")
    x = scaled(SCENE, 128)[..., :100, :128]
    square = torch.nn.functional.pad(x, (0, 0, 14, 14), mode="reflect")
    session = onnxruntime.InferenceSession(tmp_path / made.entry["file"])
    assert psnr(torch.from_numpy(session.run(None, {"x": x.numpy()})[0]), net(square)[..., 14:114, :].detach()) > 100


def test_statistics_of_the_picture_as_pix2pix_tests(tmp_path):
    net = drawn(Plan("resnet", 6, 4, "batch", False))
    found = recognised(saved(net, tmp_path / "g.pth"), picture_norms=True)
    x = torch.rand(1, 3, 64, 64) * 2 - 1
    assert found.plan.norm == "affine instance"
    assert torch.allclose(found(x), net.train()(x), atol=1e-4)


def test_both_directions_become_a_pack_that_the_app_lets_in(tmp_path):
    there = saved(drawn(PLANS[0]), tmp_path / "latest_net_G_A.pth", parallel=True, old_norms=True)
    back = saved(drawn(PLANS[5]), tmp_path / "latest_net_G_B.pth")
    pack = tmp_path / "mine.cyclelens"
    main(["convert", str(there), "--back", str(back), "--title", "Mine, by 我", "--licence", "CC0", "--out", str(pack)])
    with zipfile.ZipFile(pack) as files:
        description = json.loads(files.read("style.json"))
        card = files.read("card.md").decode()
    style = description["style"]
    assert style["id"] == "mine-by" and style["licence"] == "CC0"
    assert "ResNet-9, 4 channels, instance norm" in card and "U-Net-128" in card
    assert style["F"]["L"]["fixed"] == {"width": 128, "height": 128, "fit": "letterbox"}
    assert "4 files" in accepted(pack)


def test_what_is_no_such_checkpoint_is_refused_in_one_line(tmp_path):
    net = drawn(PLANS[1])
    weights = net.state_dict()
    broken = {name: value for name, value in weights.items() if "conv_block.1.bias" not in name}
    grey = {name: value[:, :1] if name == "model.1.weight" else value for name, value in weights.items()}
    for content in (broken, grey, {}, [1, 2], net):
        path = tmp_path / "bad.pth"
        torch.save(content, path)
        with pytest.raises(SystemExit, match="cyclelens: "):
            main(["convert", str(path), "--title", "Bad", "--out", str(tmp_path / "bad.cyclelens")])
    (tmp_path / "text.pth").write_text("not a checkpoint")
    with pytest.raises(ValueError, match="no plain weights"):
        recognised(tmp_path / "text.pth")
    assert not (tmp_path / "bad.cyclelens").exists()


def test_weights_that_rounding_would_spoil_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(convert, "LEAST_INT8", 90.0)
    with pytest.raises(ValueError, match="--weights f32"):
        convert.convert(drawn(PLANS[1]), tmp_path, "g", [scaled(SCENE, 64)])
