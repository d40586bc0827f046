import pytest
import torch
from PIL import Image

from cyclelens.data import Domain, EmptyFolder, pictures, scaled, to_image, to_tensor
from cyclelens.recipe import load


def domain(folder, **options):
    return Domain(folder, **({"crop": 16, "scale": (16, 24), "weights": {}, "seed": (1, 0)} | options))


def test_a_crop_depends_on_its_index_alone(domains):
    first, second = domain(domains[0]), domain(domains[0])
    later = second[7]
    assert torch.equal(first[7], later)
    assert not torch.equal(first[7], first[8])
    assert first.batch(3, 4).shape == (4, 3, 16, 16)
    assert torch.equal(first.batch(3, 4)[1], first[13])


def test_unreadable_pictures_are_named_and_skipped(domains, tmp_path, capsys):
    for path in list(domains[0].iterdir())[:3]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "broken.png").write_bytes(b"not a picture")
    cut = next(domains[0].iterdir()).read_bytes()
    (tmp_path / "cut.png").write_bytes(cut[: len(cut) // 2])
    assert len(pictures(tmp_path)) == 3
    assert "broken.png" in (said := capsys.readouterr().out) and "cut.png" in said


def test_empty_and_missing_folders_say_so(tmp_path):
    with pytest.raises(EmptyFolder, match="holds 0 readable"):
        domain(tmp_path)
    with pytest.raises(EmptyFolder, match="not a folder"):
        domain(tmp_path / "nowhere")


def test_weights_choose_by_the_longest_prefix(domains, tmp_path):
    for i, path in enumerate(sorted(domains[0].iterdir())[:4]):
        (tmp_path / f"{'face_a' if i == 0 else 'face_b' if i == 1 else 'shop'}{i}.png").write_bytes(path.read_bytes())
    only = domain(tmp_path, weights={"face_": 1.0, "face_b": 0.0, "shop": 0.0})
    wanted = domain(tmp_path, weights={"face_a": 1.0, "face_b": 0.0, "shop": 0.0})
    assert all(torch.equal(only[i], wanted[i]) for i in range(6))
    with pytest.raises(EmptyFolder, match="weights"):
        domain(tmp_path, weights={"face_": 0.0, "shop": 0.0})


def test_pictures_survive_the_way_there_and_back():
    image = Image.effect_noise((20, 12), 80).convert("RGB")
    assert to_image(to_tensor(image)).tobytes() == image.tobytes()


def test_whole_pictures_are_scaled_to_multiples(domains):
    assert scaled(sorted(domains[0].iterdir())[0], 50).shape == (1, 3, 48, 48)


def test_recipes_reject_what_they_do_not_know(tmp_path):
    path = tmp_path / "r.toml"
    style = '[style]\nid="a"\ntitle="a"\nartist="a"\ndomainX="a"\ndomainY="a"\nattribution="a"\n'
    path.write_text(style + "[loss]\ncycel = 3\n")
    with pytest.raises(ValueError, match="cycel"):
        load(path)
    path.write_text(style)
    recipe = load(path, ["train.steps=7", "network.tier=S", "data.x_scale=[130, 140]"])
    assert (recipe.train.steps, recipe.network.tier, recipe.data.x_scale) == (7, "S", (130, 140))
