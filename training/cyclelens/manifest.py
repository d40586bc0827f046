"""The app's list of styles, public/models/manifest.json, and the content-named files beside it."""

import hashlib
import json
from pathlib import Path

from onnx import ModelProto

from .graph import gmacs, parameters

ORDER = ("gibson-ink", "vangogh", "dore-engraving", "watercolour", "rackham", "toybook")
FACTS = ("title", "titles", "artist", "domainX", "domainY", "thumbnail", "licence", "attribution")


def write_generator(
    folder: Path, style: dict, direction: str, tier: str, model: ModelProto, *, multiple: int, margin: int
) -> dict:
    """Writes one generator as `<style>-<G|F>-<tier>.<hash>.onnx` and upserts its manifest entry.

    `style` holds `id` and FACTS. `multiple`: height and width, margins included, must be multiples of
    it. `margin`: mirrored pixels to draw around the picture before the network and to crop after it.
    The file that this replaces is removed. Returns the generator's entry.
    """
    data = model.SerializeToString(deterministic=True)
    digest = hashlib.sha256(data).hexdigest()
    name = f"{style['id']}-{direction}-{tier}.{digest[:8]}.onnx"
    entry = {
        "file": name,
        "bytes": len(data),
        "sha256": digest,
        "input": model.graph.input[0].name,
        "output": model.graph.output[0].name,
        "layout": "NCHW",
        "range": [-1, 1],
        "precision": "f32",
        "multiple": multiple,
        "margin": margin,
        "gmacs": round(gmacs(model), 3),
        "parameters": parameters(model),
    }
    folder.mkdir(parents=True, exist_ok=True)
    manifest = read(folder)
    styles = {s["id"]: s for s in manifest["styles"]}
    known = styles.setdefault(style["id"], {"id": style["id"]})
    known.update({key: style[key] for key in FACTS if key in style})
    tiers = known.setdefault(direction, {})
    if tier in tiers and tiers[tier]["file"] != name:
        (folder / tiers[tier]["file"]).unlink(missing_ok=True)
    tiers[tier] = entry
    known[direction] = {key: tiers[key] for key in "SML" if key in tiers}
    rank = {name: i for i, name in enumerate(ORDER)}
    manifest["styles"] = sorted(styles.values(), key=lambda s: (rank.get(s["id"], len(rank)), s["id"]))
    (folder / name).write_bytes(data)
    write(folder, manifest)
    return entry


def read(folder: Path) -> dict:
    path = folder / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {"version": 1, "styles": []}


def write(folder: Path, manifest: dict) -> None:
    ordered = [
        {key: style[key] for key in ("id", *FACTS, "G", "F") if key in style} for style in manifest["styles"]
    ]
    text = json.dumps({"version": 1, "styles": ordered}, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n")
