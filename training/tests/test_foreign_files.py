"""What torch.onnx writes of generators from elsewhere is what the app's intake reads."""

import json
import zipfile

import onnxruntime
import pytest
import torch
from foreign_files import export, files
from test_convert import accepted

from cyclelens import style_pack
from cyclelens.__main__ import SCENE
from cyclelens.data import scaled
from cyclelens.stability import psnr


def run(data: bytes, spec: dict, x: torch.Tensor) -> torch.Tensor:
    session = onnxruntime.InferenceSession(data)
    return torch.from_numpy(session.run([spec["output"]], {spec["input"]: x.numpy()})[0])


@pytest.mark.parametrize("opset", [11, 17])
def test_what_torch_exports_paints_the_same_in_the_apps_form(opset, tmp_path):
    """Four files in a pack made by the app's own code, which inspects them and brings them into its form."""
    made = list(files())
    names = dict(zip((("G", "S"), ("G", "M"), ("G", "L"), ("F", "M")), made, strict=True))
    for file in made:
        export(file, tmp_path / f"{file.name}.onnx", opset)
    (tmp_path / "t.webp").write_bytes(style_pack.thumbnail(scaled(SCENE, 64)[0]))
    tiers = {way: {tier: {"file": f"{file.name}.onnx"} for (at, tier), file in names.items() if at == way} for way in "GF"}
    words = {key: "test" for key in ("id", "title", "domainX", "domainY", "licence", "attribution")}
    (tmp_path / "style.json").write_text(json.dumps({"style": words | {"thumbnail": "t.webp"} | tiers}))
    pack = tmp_path / "t.cyclelens"
    accepted(tmp_path, pack)
    with zipfile.ZipFile(pack) as content:
        style = json.loads(content.read("style.json"))["style"]
        for (way, tier), file in names.items():
            spec = style[way][tier]
            assert spec.get("fixed", {}).get("width") == file.side, file.name
            assert spec["multiple"] == (1 if file.side else 4), file.name
            x = scaled(SCENE, file.side or 64)[..., : file.side or 64, : file.side or 96]
            assert psnr(run(content.read(spec["file"]), spec, x), file.draw(x)) > 90, file.name
