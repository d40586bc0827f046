from dataclasses import replace

import pytest
import torch
from conftest import fit, tiny
from toy import disks
from torch.nn import functional

from cyclelens import state as states
from cyclelens.data import Domain
from cyclelens.distil import lessons, student_state
from cyclelens.generator import Generator, calibrate
from cyclelens.recipe import Distil
from cyclelens.spinning import finished, spun
from cyclelens.stability import shift_error
from cyclelens.state import State
from cyclelens.washes import dried, laid
from cyclelens.widen import widen

FIELDS = {"crop": 32, "batch": 2, "crops": 4}


def drawing(tier: str, margin: int = 8) -> Generator:
    """A net whose weights and statistics are far from their start, so that it draws something."""
    torch.manual_seed(4)
    net = Generator(tier, margin)
    for parameter in net.parameters():
        torch.nn.init.normal_(parameter, 0, 0.3)
    calibrate(net, [torch.rand(2, 3, 64, 64) * 2 - 1])
    return net.eval()


@pytest.mark.parametrize("margin", [0, 8])
def test_a_spun_net_moves_with_the_picture(margin):
    net, x = drawing("S", margin), torch.rand(1, 3, 64, 64) * 2 - 1
    with torch.no_grad():
        assert shift_error(net, x) > 5
        # Away from the mirrored border: what lies beyond it differs after a move.
        apart = spun(net, x.roll(1, 3), 4) - spun(net, x, 4).roll(1, 3)
    reach = 28
    inside = apart[..., reach:-reach, reach:-reach]
    assert inside.abs().mean() * 127.5 < 0.2 * shift_error(torch.no_grad()(net), x)
    assert torch.equal(spun(net, x, 1), net(x))


def test_finishing_keeps_plain_ground_and_range():
    x = torch.rand(1, 3, 16, 16) * 2 - 1
    assert torch.allclose(finished(x, Distil()), x, atol=1e-6)
    assert torch.allclose(finished(torch.full((1, 3, 8, 8), 0.3), Distil(sharpen=1.0)), torch.tensor(0.3))
    assert finished(x, Distil(sharpen=0.5)).std() > x.std()
    assert finished(x, Distil(sharpen=3.0, contrast=2.0)).abs().max() <= 1
    grey = finished(x, Distil(colour=0.0))
    assert torch.allclose(grey[:, 0], grey[:, 2])
    steep = finished(torch.tensor([-0.2, 0.0, 0.2, 1.0]).view(4, 1, 1, 1).expand(4, 3, 8, 8), Distil(contrast=3.0, lift=0.2))
    assert steep[1, 0, 0, 0] > 0.4 and abs(steep[0, 0, 0, 0]) < 1e-6 and torch.allclose(steep[3], torch.tensor(1.0))


def test_a_wash_is_even_up_to_a_clear_border_and_moves_with_the_picture():
    x = torch.full((1, 3, 32, 32), -0.5)
    x[..., 16:] = 0.5
    noisy = x + 0.1 * torch.randn(x.shape, generator=torch.Generator().manual_seed(1))
    wash = laid(noisy, 4)
    assert torch.allclose(laid(x, 4), x, atol=0.02)
    assert (wash - x).abs().mean() < 0.4 * (noisy - x).abs().mean()
    apart = laid(noisy.roll(1, 3), 4) - wash.roll(1, 3)
    assert apart[..., 8:-8].abs().max() < 1e-5


def test_pigment_dries_darker_where_tones_meet_and_paper_stays_white():
    x = torch.full((1, 3, 16, 16), 1.0)
    x[..., 8:] = -0.2
    dry = dried(x, density=0.7, edge=4.0)
    assert torch.allclose(dry[..., :6], x[..., :6])
    assert (dry[..., 11:] > x[..., 11:]).all() and (dry[..., 8] < dry[..., 12]).all()
    assert torch.allclose(dried(x, 1.0, 0.0), x, atol=1e-5)


def test_a_finished_picture_takes_colour_of_what_was_seen():
    grey, red = torch.zeros(1, 3, 8, 8), torch.tensor([0.8, 0.0, 0.0]).view(1, 3, 1, 1).expand(1, 3, 8, 8)
    joined = finished(grey, Distil(own_colour=0.5), red)
    assert torch.allclose(joined[:, 0] - joined[:, 1], torch.tensor(0.4))


def test_a_student_of_washes_sees_the_picture_itself(domains):
    recipe = tiny(distil=FIELDS | {"wash": 3})
    teacher = State(tiny(distil=FIELDS)).to(torch.device("cpu"), torch.contiguous_format)
    domain = Domain(domains[0], 32, (32, 32), {}, (1, 0))
    source, wanted = next(lessons(domain, teacher, recipe, "G", iter([0])))
    assert torch.equal(source, domain.batch(0, 2))
    assert torch.allclose(wanted, teacher.ema["G"](laid(source, 3)), atol=1e-5)


def test_a_teacher_draws_on_the_ground_of_its_student(domains):
    ground = ((0.1, 0.2, 0.1),)
    recipe = tiny(distil=FIELDS, network={"ground": ground})
    teacher = State(tiny(distil=FIELDS)).to(torch.device("cpu"), torch.contiguous_format)
    student = student_state(teacher, recipe)
    assert student.nets["G"].ground == ground and not student.nets["F"].ground
    domain = Domain(domains[0], 32, (32, 32), {}, (1, 0))
    first, _, again = list(lessons(domain, teacher, recipe, "G", range(3)))
    assert torch.allclose(teacher.ema["G"](first[0]), first[1], atol=1e-5) and teacher.ema["G"].ground == ground
    # Not mirrored: the ground would be, too.
    assert torch.allclose(again[0], first[0], atol=1e-3) and torch.allclose(again[1], first[1], atol=1e-3)


def test_a_larger_net_begins_with_the_same_pictures():
    old, x = drawing("S"), torch.rand(1, 3, 32, 32) * 2 - 1
    for tier in ("S", "M", "L"):
        new = Generator(tier).eval()
        assert widen(old, new)
        assert torch.allclose(new(x), old(x), atol=1e-4)
    assert not widen(drawing("M"), Generator("S"))


def test_lessons_come_again_mirrored(domains):
    recipe = tiny(distil=FIELDS)
    teacher = State(recipe).to(torch.device("cpu"), torch.contiguous_format)
    domain = Domain(domains[0], 32, (32, 32), {}, (1, 0))
    first, _, again = list(lessons(domain, teacher, recipe, "G", range(3)))
    assert torch.allclose(again[0], first[0].flip(3), atol=1e-3)
    assert torch.allclose(again[1], first[1].flip(3), atol=1e-3)
    fresh = replace(recipe, distil=replace(recipe.distil, crops=0))
    assert not torch.allclose(list(lessons(domain, teacher, fresh, "G", range(3)))[2][0], first[0].flip(3), atol=0.1)


def test_a_student_of_the_same_tier_begins_where_its_teacher_stands(trained):
    teacher = states.restore(states.read(trained / "checkpoint.pt"), torch.device("cpu"), torch.contiguous_format)
    student = student_state(teacher, teacher.recipe)
    x = disks(2, 5)
    assert student.frozen and torch.equal(student.ema["G"].eval()(x), teacher.ema["G"](x))


def test_a_student_comes_closer_to_a_spun_teacher(trained, domains, tmp_path):
    plan = {**FIELDS, "crops": 48, "batch": 4, "phases": 4, "noise": 0.0, "lr": 1e-3, "steps": 300, "directions": "G"}
    fit(tiny(distil=plan), domains, tmp_path, teacher=trained / "checkpoint.pt")
    student, teacher = (
        states.restore(states.read(run / "checkpoint.pt"), torch.device("cpu"), torch.contiguous_format)
        for run in (tmp_path, trained)
    )
    x = disks(8, 5)
    wanted = spun(teacher.ema["G"], x, 4)
    with torch.no_grad():
        before, after = (functional.l1_loss(s.ema["G"](x), wanted) for s in (teacher, student))
    assert after < 0.8 * before
    assert torch.equal(student.ema["F"](x), teacher.ema["F"](x))


def test_a_larger_student_begins_where_another_pair_stands(trained):
    begin = states.restore(states.read(trained / "checkpoint.pt"), torch.device("cpu"), torch.contiguous_format)
    x = disks(2, 5)
    recipe = tiny(network={"tier": "L"})
    student = student_state(State(tiny()), recipe, begin)
    assert student.frozen and torch.allclose(student.ema["G"].eval()(x), begin.ema["G"](x), atol=1e-4)
    assert not student_state(State(tiny(network={"tier": "M"})), tiny()).frozen
