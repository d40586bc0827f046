"""Style packs (`.cyclelens`): the one file that the app opens. docs/style-packs.md has the format."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

from PIL import Image
from torch import Tensor

from .data import to_image

NETWORKS = ("G", "F", "ablations")
# The app shows no larger description, title, licence …
LONGEST = 300


def networks(style: dict) -> list[dict]:
    """The entries of all networks of a style, as the manifest has it."""
    found = [entry for part in NETWORKS for entry in style.get(part, {}).values()]
    return found + ([style["D_Y"]] if "D_Y" in style else [])


def facts(data: bytes) -> dict:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write(path: Path, folder: Path, style: dict, card: str) -> int:
    """Packs a style whose thumbnail and networks lie in `folder`; returns the pack's bytes. `card`: Markdown."""
    style = {key: value[:LONGEST] if isinstance(value, str) else value for key, value in style.items() if value != ""}
    files = {name: (folder / name).read_bytes() for name in (style["thumbnail"], *(entry["file"] for entry in networks(style)))}
    files["card.md"] = card.encode()
    description = {
        "format": "cyclelens-style",
        "version": 1,
        "style": style,
        "thumbnail": facts(files[style["thumbnail"]]),
        "card": {"file": "card.md", **facts(files["card.md"])},
    }
    files = {"style.json": (json.dumps(description, indent=2, ensure_ascii=False) + "\n").encode(), **files}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as pack:
        for name, data in files.items():
            # Zip knows no time before 1980; the same files always give the same bytes.
            pack.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return path.stat().st_size


def thumbnail(picture: Tensor, side: int = 192) -> bytes:
    """The middle of a picture [3, h, w] in [-1, 1] as WebP."""
    image = to_image(picture)
    cut = min(image.size)
    left, top = (image.width - cut) // 2, (image.height - cut) // 2
    result = io.BytesIO()
    image.crop((left, top, left + cut, top + cut)).resize((side, side), Image.Resampling.LANCZOS).save(result, "WEBP", quality=82)
    return result.getvalue()
