"""python -m cyclelens COMMAND: train, distil, evaluate, export, convert, critic, sheet."""

import argparse
import json
import re
import sys
from pathlib import Path

# What the app itself shows before there is a camera.
SCENE = Path(__file__).parents[2] / "public" / "art" / "scene-landscape.webp"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="cyclelens", description="Trains, measures and exports CycleGAN generators.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    train = command(commands, "train", run_train, "a style from two folders of pictures", recipe=True)
    add_loop(train)

    distil = command(commands, "distil", run_train, "a calmer, smaller or larger pair of generators from a trained one", recipe=True, folders="x")
    distil.add_argument(
        "--teacher", type=Path, required=True,
        help="to learn from: a checkpoint of a pair of ours, of pytorch-CycleGAN-and-pix2pix (.pth), or any generator as .onnx",
    )
    distil.add_argument("--teacher-range", choices=("-1,1", "0,1", "0,255"), help="black and white of an .onnx that does not tell")
    add_loop(distil)

    evaluate = command(commands, "evaluate", run_evaluate, "figures on held-out pictures", recipe=True)
    add_source(evaluate)
    evaluate.add_argument("--json", type=Path, help="also write the figures here")

    export = command(commands, "export", run_export, "int8 ONNX, manifest entry and model card into the app, or into a style pack", folders="x")
    export.add_argument("checkpoint", type=Path)
    export.add_argument("--recipe", type=Path, help="take names and texts from this recipe, as edited since the training")
    export.add_argument("--models", type=Path, required=True, help="the app's public/models")
    export.add_argument("--scene", type=Path, help="picture for the card's sample; the app's own if not given")
    export.add_argument("--figures", type=Path, help="what evaluate --json wrote, for the card")
    export.add_argument("--pack", type=Path, help="also write a style pack of all tiers exported so far: my.cyclelens")
    export.add_argument("--only", choices=("G", "F"), help="one direction; the other stays what it is")
    export.add_argument("--ablation", choices=("noCycle", "noCritic"), help="only G, as what the style becomes without that loss")
    export.add_argument("--small", type=Path, help="also write a half-precision checkpoint that training can go on from")

    convert = command(commands, "convert", run_convert, "a style pack of checkpoints of pytorch-CycleGAN-and-pix2pix", folders="")
    convert.add_argument("checkpoint", type=Path, help="generator X → Y: latest_net_G_A.pth, latest_net_G.pth")
    convert.add_argument("--back", type=Path, help="generator Y → X: latest_net_G_B.pth")
    convert.add_argument("--out", type=Path, required=True, help="the pack to write: my.cyclelens")
    convert.add_argument("--title", required=True, help="what the app calls the style")
    convert.add_argument("--x", type=Path, help="folder of photographs to measure and to paint the thumbnail on; the app's scene if not given")
    convert.add_argument("--domain-x", default="photographs")
    convert.add_argument("--domain-y", help="the title if not given")
    convert.add_argument("--licence", default="not stated")
    convert.add_argument("--attribution", default="converted from a checkpoint")
    convert.add_argument("--weights", choices=("int8", "f32"), default="int8")
    convert.add_argument("--picture-norms", action="store_true", help="BatchNorm by each picture's statistics, as pix2pix tests")

    critic = command(commands, "critic", run_critic, "a small D_Y for the app, trained against a generator of public/models", recipe=True)
    critic.add_argument("--models", type=Path, required=True, help="the app's public/models")
    critic.add_argument("--tier", choices=("S", "M", "L"), default="M", help="the generator to judge")
    critic.add_argument("--steps", type=int, default=500)

    sheet = command(commands, "sheet", run_sheet, "a sample sheet as PNG", recipe=True)
    add_source(sheet)
    sheet.add_argument("--out", type=Path, required=True)
    sheet.add_argument("--side", type=int, default=256, help="short side of every picture in px")
    sheet.add_argument("--rows", type=int, default=6)

    options = parser.parse_args(arguments)
    try:
        options.act(options)
    except (ValueError, FileNotFoundError) as error:
        sys.exit(f"cyclelens: {error}")


def command(commands, name: str, act, help: str, recipe: bool = False, folders: str = "xy") -> argparse.ArgumentParser:
    """`folders`: the domains whose pictures the command cannot do without."""
    parser = commands.add_parser(name, help=help)
    parser.set_defaults(act=act)
    if recipe:
        parser.add_argument("recipe", type=Path, help="TOML file")
    if "x" in folders:
        parser.add_argument("--x", type=Path, required=True, help="folder of domain X (photographs), or one holding train/ and test/")
    if folders:
        parser.add_argument(
            "--y", type=Path, required="y" in folders, help="folder of domain Y (the style), or one holding train/ and test/"
        )
    parser.add_argument("--threads", type=int, default=1, help="CPU threads of this process")
    return parser


def add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", type=Path, required=True, help="a checkpoint, or the app's public/models")
    parser.add_argument("--tier", choices=("S", "M", "L"), default="M", help="which generators of public/models")


def add_loop(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoint, log and sheets; continued if it has a checkpoint")
    parser.add_argument("--start", type=Path, help="checkpoint whose weights to begin with when the run has none")
    parser.add_argument("--set", action="append", default=[], metavar="section.key=value", help="overrides the recipe")
    parser.add_argument("--sheet-every", type=int, default=500, metavar="STEPS")
    group = parser.add_argument_group("machine")
    group.add_argument("--accelerator", default="auto", choices=("auto", "cpu", "cuda"))
    group.add_argument("--devices", type=int, default=1)
    group.add_argument("--nodes", type=int, default=1)
    group.add_argument("--precision", default="32-true", help="bf16-mixed on a GPU")
    group.add_argument("--workers", type=int, default=0, help="processes that load pictures")
    group.add_argument("--compile", action="store_true", help="torch.compile the networks")


def run_train(options: argparse.Namespace) -> None:
    import torch
    from lightning.fabric import Fabric

    from .curve import hand_on
    from .recipe import load
    from .teacher import load_teacher
    from .train import layout_on, train

    torch.set_num_threads(options.threads)
    many = options.devices * options.nodes > 1
    fabric = Fabric(
        accelerator=options.accelerator, devices=options.devices, num_nodes=options.nodes,
        strategy="ddp" if many else "auto", precision=options.precision,
    )
    fabric.launch()
    teacher = None
    if "teacher" in options:
        teacher = load_teacher(options.teacher, fabric.device, layout_on(fabric.device), options.teacher_range)
        hand_on(options.teacher, options.run)
    train(
        fabric, load(options.recipe, options.set), options.x, options.y, options.run, start=options.start, teacher=teacher,
        workers=options.workers, compiled=options.compile, sheet_every=options.sheet_every,
    )


def loaded(options: argparse.Namespace):
    """(recipe, pair of generators, test folder of X, test folder of Y)"""
    import torch

    from . import pair, recipe
    from .data import parts

    torch.set_num_threads(options.threads)
    chosen = recipe.load(options.recipe)
    return chosen, pair.load(options.source, chosen.style.id, options.tier), parts(options.x)[1], parts(options.y)[1]


def run_evaluate(options: argparse.Namespace) -> None:
    from .evaluate import evaluate, text

    recipe, pair, x, y = loaded(options)
    result = evaluate(pair, x, y, recipe.data)
    print(text(result))
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")


def run_sheet(options: argparse.Namespace) -> None:
    from .data import pictures
    from .sheet import sheet

    _, pair, x, y = loaded(options)
    sheet(pair.G, pair.F, pictures(x), pictures(y), options.out, options.side, options.rows)


def run_export(options: argparse.Namespace) -> None:
    import torch

    from . import recipe, state
    from .curve import game
    from .data import parts
    from .export import export, export_ablation, export_pack

    torch.set_num_threads(options.threads)
    trained = state.restore(state.read(options.checkpoint), torch.device("cpu"), torch.contiguous_format)
    if options.recipe:
        trained.recipe.style = recipe.load(options.recipe).style
    figures = json.loads(options.figures.read_text()) if options.figures else None
    directions = options.only or ("G" if trained.recipe.distil.one_way else "GF")
    if not options.y and "F" in directions:
        raise ValueError("the folder of domain Y is missing")
    if options.ablation:
        entries = {"G": export_ablation(trained, parts(options.x)[1], options.models, options.ablation)}
    else:
        folders = {name: parts(folder)[1] for name, folder in (("G", options.x), ("F", options.y)) if name in directions}
        entries = export(trained, folders, options.models, options.scene or SCENE, figures, game(options.checkpoint))
    for entry in entries.values():
        print(f"{entry['file']}: {entry['bytes']} bytes, {entry['gmacs']} GMAC")
    if options.small:
        state.save_small(trained, options.small)
    if options.pack:
        print(f"{options.pack}: {export_pack(options.models, trained.recipe.style.id, options.pack):,} bytes")


def run_convert(options: argparse.Namespace) -> None:
    import torch

    from .convert import convert_pack
    from .data import parts, pictures, scaled
    from .sheet import spread

    torch.set_num_threads(options.threads)
    files = spread(pictures(parts(options.x)[1]), 4) if options.x else [SCENE]
    sources = {"G": options.checkpoint} | ({"F": options.back} if options.back else {})
    style = {
        "id": re.sub(r"[^a-z0-9]+", "-", options.title.lower()).strip("-")[:40] or "own",
        "title": options.title, "domainX": options.domain_x, "domainY": options.domain_y or options.title,
        "licence": options.licence, "attribution": options.attribution,
    }
    made = convert_pack(
        style, sources, options.out, [scaled(file, 256) for file in files], weights=options.weights, picture_norms=options.picture_norms
    )
    for direction, one in made.items():
        print(f"{direction}: {one}")
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def run_critic(options: argparse.Namespace) -> None:
    import torch

    from . import pair, recipe
    from .data import parts, pictures, scaled
    from .export import export_critic
    from .judge import train_critic, weighed

    torch.set_num_threads(options.threads)
    chosen = recipe.load(options.recipe)
    G = pair.from_models(options.models, chosen.style.id, options.tier).G
    (x, x_test), (y, y_test) = parts(options.x), parts(options.y)
    critic = train_critic(G, x, y, chosen.data, steps=options.steps)
    judge = weighed(critic, G, x_test, y_test, chosen.data)
    entry = export_critic(judge, chosen.style.id, options.models, scaled(pictures(y_test)[0], 256, 16))
    print(f"{entry['file']}: {entry['bytes']} bytes, {entry['gmacs']} GMAC, real {entry['real']}, made {entry['made']}")


if __name__ == "__main__":
    main()
