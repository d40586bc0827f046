"""python -m cyclelens COMMAND"""

import argparse
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="cyclelens", description="Trains, measures and exports CycleGAN generators.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    train = commands.add_parser("train", help="a style from two folders of pictures")
    train.add_argument("recipe", type=Path)
    train.add_argument("--x", type=Path, required=True, help="folder of domain X (photographs)")
    train.add_argument("--y", type=Path, required=True, help="folder of domain Y (the style)")
    train.add_argument("--run", type=Path, required=True, help="folder for checkpoint, log and sheets; continued if it has a checkpoint")
    train.add_argument("--start", type=Path, help="checkpoint to begin from when the run has none")
    train.add_argument("--set", action="append", default=[], metavar="section.key=value", help="overrides the recipe")
    train.add_argument("--sheet-every", type=int, default=500, metavar="STEPS")
    add_machine(train)
    train.set_defaults(run_command=run_train)

    options = parser.parse_args(arguments)
    options.run_command(options)


def add_machine(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("machine")
    group.add_argument("--accelerator", default="auto", choices=("auto", "cpu", "cuda"))
    group.add_argument("--devices", type=int, default=1)
    group.add_argument("--nodes", type=int, default=1)
    group.add_argument("--precision", default="32-true", help="bf16-mixed on a GPU")
    group.add_argument("--threads", type=int, default=1, help="CPU threads of this process")
    group.add_argument("--workers", type=int, default=0, help="processes that load pictures")
    group.add_argument("--compile", action="store_true", help="torch.compile the networks")


def run_train(options: argparse.Namespace) -> None:
    import torch
    from lightning.fabric import Fabric

    from .recipe import load
    from .train import train

    torch.set_num_threads(options.threads)
    many = options.devices * options.nodes > 1
    fabric = Fabric(
        accelerator=options.accelerator, devices=options.devices, num_nodes=options.nodes,
        strategy="ddp" if many else "auto", precision=options.precision,
    )
    train(
        fabric, load(options.recipe, options.set), options.x, options.y, options.run, start=options.start,
        workers=options.workers, compiled=options.compile, sheet_every=options.sheet_every,
    )


if __name__ == "__main__":
    main()
