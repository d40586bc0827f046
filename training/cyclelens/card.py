"""The model card of a shipped style: what it was made from, how good it is, and where it fails."""

from pathlib import Path

from .evaluate import BARS, missed
from .recipe import Recipe

# Where what needs a picture beside it begins.
SAMPLE = "## Sample"

NAMES = {
    "r_kid": "R-KID X → Y, normalised",
    "swd": "patch SWD X → Y, normalised",
    "r_kid_F": "R-KID Y → X, normalised",
    "swd_F": "patch SWD Y → X, normalised",
    "gradient_ssim": "gradient-SSIM of x and G(x)",
    "cycle_psnr_x": "cycle PSNR of F(G(x)), dB",
    "cycle_psnr_y": "cycle PSNR of G(F(y)), dB",
    "shift_error": "error under a 1 px shift, of 255",
    "shift_with_ground": "the same where the ground moves too",
    "noise_gain": "gain of sensor noise",
    "far_field": "far-field coupling, of 255",
    "warp_error": "warp error on smooth motion, [0, 1]",
}


def table(figures: dict) -> list[str]:
    lines = ["| figure | value | bar |", "|---|---|---|"]
    for key, name in NAMES.items():
        if key not in figures:  # that of a ground, where there is none
            continue
        value = figures[key]
        if isinstance(value, dict):
            value = f"{value['value']} ({value['low']} to {value['high']})"
        bar = " ".join(map(str, BARS[key])) if key in BARS else ""
        lines.append(f"| {name} | {value} | {bar} |")
    return lines


def flat(section: dict) -> str:
    return ", ".join(f"{key} {value}" for key, value in section.items())


def training(recipe: Recipe, steps: int) -> str:
    """How the weights came about: by the game of CycleGAN, or from those of a pair that had played it."""
    data, plan = recipe.data, recipe.distil
    crops = (
        f"crops of {data.crop} px from short sides of {data.x_scale[0]}–{data.x_scale[1]} px (X) "
        f"and {data.y_scale[0]}–{data.y_scale[1]} px (Y)"
    )
    made = f"`training/recipes/{recipe.style.id}.toml`, {steps} steps of {recipe.train.batch} pictures a domain"
    on_ground = f", on a ground of {len(recipe.network.ground)} waves" if recipe.network.ground else ""
    if not plan.teacher:
        return f"{made}{on_ground}. Nothing is paired,\nnothing pre-trained. Losses: {flat(recipe.as_dict()['loss'])}. Data: {crops}."
    if plan.one_way:
        return (
            f"{made}, distilled from a generator from elsewhere\n({plan.teacher}), which painted {plan.pictures} photographs. "
            f"Data: crops of {plan.crop} px from short sides of {data.x_scale[0]}–{data.x_scale[1]} px."
        )
    chosen = {key: value for key, value in recipe.as_dict()["distil"].items() if key not in ("teacher", "one_way", "pictures", "steps", "batch", "crop")}
    return (
        f"{made}, distilled from a pair that played CycleGAN's game\n({plan.teacher}){on_ground}. "
        f"Nothing is paired, nothing pre-trained. {flat(chosen)}. Data: {crops}."
    )


def card(recipe: Recipe, steps: int, entries: dict, parity: dict, figures: dict | None, sample: tuple[str, ...]) -> str:
    """Markdown. `entries` and `parity` are by direction, "G" and "F"; `figures` come from `evaluate`; `sample`: what its picture shows."""
    style, net = recipe.style, recipe.network
    back = "" if recipe.distil.one_way else "; F goes back"
    lines = [
        f"# {style.title}, tier {net.tier}",
        "",
        f"{style.artist}. G turns {style.domainX} into {style.domainY}{back}. Licence of the weights: {style.licence}.",
        "",
        "## Data",
        "",
        style.data,
        "",
        "## Training",
        "",
        training(recipe, steps),
        "",
        "## Files",
        "",
        "| file | bytes | GMAC at 256×256 | parameters | fp32, int8, fp16 against PyTorch, dB |",
        "|---|---|---|---|---|",
    ]
    for direction, entry in entries.items():
        decibels = ", ".join(str(parity[direction][form]) for form in ("fp32", "int8", "fp16"))
        lines.append(f"| {entry['file']} | {entry['bytes']} | {entry['gmacs']} | {entry['parameters']} | {decibels} |")
    if figures:
        lines += ["", "## Figures on held-out pictures", "", *table(figures), ""]
        lines.append("Misses: " + ("; ".join(missed(figures)) or "none") + ".")
    lines += ["", "## Known failures", "", style.weak, "", SAMPLE, ""]
    shown = ", ".join(sample)
    lines += [f"{shown} on a rendered scene:", "", f"![{shown}: {style.title}]({style.id}-{net.tier}.webp)", ""]
    return "\n".join(lines)


def write(folder: Path, recipe: Recipe, text: str) -> Path:
    path = folder / "cards" / f"{recipe.style.id}-{recipe.network.tier}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
