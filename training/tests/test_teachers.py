"""Students of generators from elsewhere: read as checkpoints or as ONNX, and learnt from."""

import json

import numpy as np
import onnx
import pytest
import torch
from checkpoints import drawn, saved
from conftest import fit, tiny
from onnx import helper, numpy_helper
from torch import nn
from toy import disks, turned

from cyclelens import painted
from cyclelens.__main__ import main
from cyclelens.data import Domain
from cyclelens.foreign import Plan
from cyclelens.foreign_writer import cost, write_foreign
from cyclelens.graph import measured_gmacs
from cyclelens.stability import psnr, ssim
from cyclelens.teacher import load_teacher

CPU = torch.device("cpu"), torch.contiguous_format
PLAN = Plan("resnet", 6, 4, "instance", True)


def onnx_file(path, last: list, layout: str = "NCHW", scale: float = 1.0):
    """x → x through a 1×1 convolution by `scale`, then `last` operators, channels first or last."""
    turns = ([("Transpose", {"perm": [0, 3, 1, 2]})], [("Transpose", {"perm": [0, 2, 3, 1]})]) if layout == "NHWC" else ([], [])
    nodes, name = [], "x"
    steps = [*turns[0], ("Conv", {}), *((kind, {}) for kind in last), *turns[1]]
    for i, (kind, attributes) in enumerate(steps):
        made = "y" if i == len(steps) - 1 else f"t{i}"
        nodes.append(helper.make_node(kind, [name, "w"] if kind == "Conv" else [name], [made], **attributes))
        name = made
    shape = [1, "h", "w", 3] if layout == "NHWC" else [1, 3, "h", "w"]
    ends = [helper.make_tensor_value_info(end, 1, shape) for end in "xy"]
    weight = numpy_helper.from_array((scale * np.eye(3, dtype=np.float32))[:, :, None, None], "w")
    graph = helper.make_graph(nodes, "g", ends[:1], ends[1:], [weight])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    return path


def test_ssim_is_one_for_the_same_and_falls_with_noise_and_shift():
    x = torch.nn.functional.interpolate(torch.rand(1, 3, 8, 8) * 2 - 1, (64, 64), mode="bicubic")
    assert ssim(x, x) == pytest.approx(1)
    assert 0.9 < ssim(x, 0.95 * x) < 0.9999
    assert ssim(x, x + 0.3 * torch.randn(x.shape)) < 0.8
    assert ssim(x, -x) < 0


def test_a_checkpoint_teaches_what_it_draws(tmp_path):
    net = drawn(PLAN)
    teacher = load_teacher(saved(net, tmp_path / "g.pth", parallel=True), *CPU)
    x = torch.rand(1, 3, 62, 65) * 2 - 1
    assert teacher(x).shape == x.shape
    assert torch.equal(teacher(x[..., :60, :64]), net(x[..., :60, :64]))
    assert teacher.pair is None and teacher.gmacs == cost(net)


@pytest.mark.parametrize("layout", ["NCHW", "NHWC"])
@pytest.mark.parametrize(("last", "values"), [(["Tanh"], None), (["Sigmoid"], None), (["Identity"], "0,255")])
def test_onnx_teaches_in_its_own_range_and_layout(tmp_path, layout, last, values):
    teacher = load_teacher(onnx_file(tmp_path / "t.onnx", last, layout), *CPU, values)
    x = torch.rand(2, 3, 32, 64) * 2 - 1
    wanted = {"Tanh": torch.tanh(x), "Sigmoid": torch.sigmoid((x + 1) / 2) * 2 - 1, "Identity": x}[last[0]]
    assert psnr(teacher(x), wanted) > 90
    assert teacher.gmacs == pytest.approx(9 * 256 * 256 / 1e9)


def test_onnx_that_does_not_tell_its_range_asks(tmp_path):
    with pytest.raises(ValueError, match="--teacher-range"):
        load_teacher(onnx_file(tmp_path / "t.onnx", ["Identity"]), *CPU)


def test_work_is_counted_by_running_as_by_shapes():
    net = drawn(PLAN)
    assert measured_gmacs(write_foreign(net), np.zeros((1, 3, 256, 256), np.float32)) == pytest.approx(cost(net))


def test_lessons_are_crops_of_whole_paintings(domains, tmp_path):
    teacher = load_teacher(saved(drawn(PLAN), tmp_path / "g.pth"), *CPU)
    recipe = tiny(distil={"crop": 16, "pictures": 3}, data={"x_scale": [40, 40]})
    pictures = painted.painted(Domain(domains[0], 16, (40, 40), {}, (1, 0)), teacher, recipe, CPU[0])
    assert len(pictures) == 3
    assert all(torch.allclose(y.float(), teacher(x[None].float())[0], atol=0.02) for x, y in pictures)
    first, again = (list(painted.crops(pictures, recipe, range(4)))[2] for _ in range(2))
    assert first[0].shape == first[1].shape == (2, 3, 16, 16) and torch.equal(first[1], again[1])


class Mirror(nn.Module):
    """A teacher that is known: each picture with its hue turned by 180°."""

    def forward(self, x):
        return turned(x)


def test_a_student_of_a_checkpoint_comes_out_as_a_pack(domains, tmp_path, capsys):
    """From a .pth and a folder of photographs alone, by the commands of the README."""
    teacher = saved(drawn(PLAN), tmp_path / "latest_net_G_A.pth")
    recipe = tmp_path / "any.toml"
    recipe.write_text("""
[style]
id = "any"
title = "Any"
artist = ""
domainX = "disks"
domainY = "noise"
attribution = "made up"
[data]
x_scale = [32, 32]
[distil]
crop = 32
pictures = 6
steps = 8
""")
    run, pack = tmp_path / "run", tmp_path / "any.cyclelens"
    words = ["--x", str(domains[0]), "--run", str(run), "--set", "network.tier=S", "--accelerator", "cpu"]
    main(["distil", str(recipe), "--teacher", str(teacher), *words])
    report = json.loads((run / "report.json").read_text())
    assert report["teacher"]["gmacs"] == 0.209 and report["student"]["gmacs"] == 0.245 and 0 < report["ssim"] < 1
    assert not report["held_out"]  # a folder without test/
    assert "before  ResNet-6, 4 channels" in capsys.readouterr().out
    assert list(run.glob("sheet-*.png"))
    main(["export", str(run / "checkpoint.pt"), "--x", str(domains[0]), "--models", str(tmp_path / "models"), "--pack", str(pack)])
    assert pack.exists()
    with pytest.raises(SystemExit, match="domain Y"):
        main(["export", str(run / "checkpoint.pt"), "--x", str(domains[0]), "--models", str(tmp_path / "m"), "--only", "F"])


def test_a_student_learns_from_a_foreign_teacher(domains, tmp_path):
    plan = {"crop": 32, "batch": 4, "pictures": 24, "noise": 0.0, "steps": 120, "lr": 3e-3}
    teacher = load_teacher(saved(drawn(PLAN), tmp_path / "g.pth"), *CPU)
    teacher.paint = Mirror()
    recipe = tiny(distil=plan, network={"margin": 8})
    state = fit(recipe, (domains[0], None), tmp_path / "run", teacher=teacher)
    x = disks(8, 5)
    with torch.no_grad():
        assert psnr(state.ema["G"](x), turned(x)) > psnr(x, turned(x)) + 8
    assert state.recipe.distil.one_way


def test_training_without_y_is_refused(domains, tmp_path):
    with pytest.raises(ValueError, match="domain Y"):
        fit(tiny(), (domains[0], None), tmp_path)
