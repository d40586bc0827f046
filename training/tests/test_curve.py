import pytest

from cyclelens.curve import POINTS, curve, write
from cyclelens.train import COLUMNS


@pytest.fixture
def log(tmp_path):
    """Writes a log of the steps given, whose losses are their numbers of thousands of steps."""

    def make(steps, names=COLUMNS[3:]):
        lines = [",".join(COLUMNS)]
        for step in steps:
            losses = [str(step / 1000) if name in names else "" for name in COLUMNS[3:]]
            lines.append(",".join([str(step), str(step / 10), "0.0004", *losses]))
        path = tmp_path / "log.csv"
        path.write_text("\n".join(lines) + "\n")
        return path

    return make


def test_points_are_the_means_of_even_parts_and_take_little_room(log, tmp_path):
    found = curve(log(range(20, 8001, 20)), 8010)
    assert found["steps"] == 8010 and found["seconds"] == 800
    assert set(found["losses"]) == {"G", "F", "D_X", "D_Y", "cycle_x", "cycle_y"}
    points = found["losses"]["D_Y"]
    assert len(points) == POINTS
    assert points[0] == pytest.approx(sum(range(20, 201, 20)) / 10 / 1000) and points[-1] == pytest.approx(7.91, abs=0.005)
    write(tmp_path, "style", found)
    assert (tmp_path / "cards" / "style.json").stat().st_size <= 3000


def test_what_is_not_whole_has_no_curve(log, tmp_path):
    assert curve(tmp_path / "none.csv", 100) is None
    assert curve(log([]), 100) is None
    assert curve(log(range(20, 81, 20)), 100) is None
    assert curve(log([20, 40, 80, 100]), 100) is None
    assert curve(log(range(2000, 4001, 20)), 4000) is None


def test_a_loss_that_was_not_played_for_is_missing_and_distilling_is_no_game(log, tmp_path):
    found = curve(log(range(20, 101, 20), names=("cycle_x", "cycle_y", "identity")), 100)
    assert set(found["losses"]) == {"cycle_x", "cycle_y"}
    write(tmp_path, "style", found)
    before = (tmp_path / "cards" / "style.json").read_text()
    write(tmp_path, "style", curve(log(range(20, 101, 20), names=("G", "F", "shift")), 100))
    assert (tmp_path / "cards" / "style.json").read_text() == before
