"""The app's list of styles, public/models/manifest.json, and the content-named files beside it."""

import hashlib
import json
from pathlib import Path

from onnx import ModelProto

from .generator import Ground
from .graph import gmacs, parameters

ORDER = ("gibson-ink", "vangogh", "dore-engraving", "watercolour", "rackham", "toybook")
FACTS = ("title", "titles", "artist", "domainX", "domainY", "thumbnail", "licence", "attribution")


def entry(
    folder: Path,
    name: str,
    model: ModelProto,
    *,
    multiple: int,
    margin: int,
    ground: Ground = (),
    cost: float | None = None,
    side: int | None = None,
) -> dict:
    """Writes `model` as `<name>.<hash>.onnx`; returns what the manifest says of it.

    `multiple`: height and width, margins included, must be multiples of it. `margin`: mirrored pixels to draw
    around the picture before the network and to crop after it. `ground`: waves that lie under it. `cost`: GMAC at 256×256, counted if not given.
    `side`: of the square that the network brings every picture into.
    """
    data = model.SerializeToString(deterministic=True)
    digest = hashlib.sha256(data).hexdigest()
    file = f"{name}.{digest[:8]}.onnx"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(data)
    return {
        "file": file,
        "bytes": len(data),
        "sha256": digest,
        "input": model.graph.input[0].name,
        "output": model.graph.output[0].name,
        "layout": "NCHW",
        "range": [-1, 1],
        "precision": "f32",
        "multiple": multiple,
        "margin": margin,
        **({"ground": [list(wave) for wave in ground]} if ground else {}),
        **({"fixed": {"width": side, "height": side, "fit": "letterbox"}} if side else {}),
        "gmacs": round(gmacs(model) if cost is None else cost, 3),
        "parameters": parameters(model),
    }


def replace(folder: Path, entries: dict, key: str, new: dict) -> None:
    """Sets `entries[key]`, and removes the file that no entry names any more."""
    if key in entries and entries[key]["file"] != new["file"]:
        (folder / entries[key]["file"]).unlink(missing_ok=True)
    entries[key] = new


def write_generator(
    folder: Path, style: dict, direction: str, tier: str, model: ModelProto, *, multiple: int, margin: int, ground: Ground = ()
) -> dict:
    """Writes one generator as `<style>-<G|F>-<tier>.<hash>.onnx` and upserts its manifest entry.

    `style` holds `id` and FACTS. The file that this replaces is removed. Returns the generator's entry.
    """
    new = entry(folder, f"{style['id']}-{direction}-{tier}", model, multiple=multiple, margin=margin, ground=ground)
    manifest = read(folder)
    styles = {s["id"]: s for s in manifest["styles"]}
    known = styles.setdefault(style["id"], {"id": style["id"]})
    known.update({key: style[key] for key in FACTS if key in style})
    tiers = known.setdefault(direction, {})
    replace(folder, tiers, tier, new)
    known[direction] = {key: tiers[key] for key in "SML" if key in tiers}
    rank = {name: i for i, name in enumerate(ORDER)}
    manifest["styles"] = sorted(styles.values(), key=lambda s: (rank.get(s["id"], len(rank)), s["id"]))
    write(folder, manifest)
    return new


def existing(folder: Path, style: str) -> tuple[dict, dict]:
    """(the manifest, its entry of a style that has been exported before)"""
    manifest = read(folder)
    for known in manifest["styles"]:
        if known["id"] == style:
            return manifest, known
    raise ValueError(f"{folder}/manifest.json has no {style}: export its generators first")


def write_ablation(folder: Path, style: str, kind: str, model: ModelProto, *, multiple: int, margin: int) -> dict:
    """Adds a generator trained without one loss to a style. `kind`: noCycle or noCritic; the app wants both."""
    manifest, known = existing(folder, style)
    new = entry(folder, f"{style}-{kind}", model, multiple=multiple, margin=margin)
    replace(folder, known.setdefault("ablations", {}), kind, new)
    write(folder, manifest)
    return new


def write_critic(folder: Path, style: str, model: ModelProto, *, real: float, made: float) -> dict:
    """Adds D_Y to a style, with its mean scores for real and for made pictures."""
    manifest, known = existing(folder, style)
    new = entry(folder, f"{style}-D_Y", model, multiple=16, margin=0) | {"real": real, "made": made}
    replace(folder, known, "D_Y", new)
    write(folder, manifest)
    return new


def read(folder: Path) -> dict:
    path = folder / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {"version": 1, "styles": []}


def write(folder: Path, manifest: dict) -> None:
    ordered = [
        {key: style[key] for key in ("id", *FACTS, "G", "F", "D_Y", "ablations") if key in style} for style in manifest["styles"]
    ]
    text = json.dumps({"version": 1, "styles": ordered}, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n")
