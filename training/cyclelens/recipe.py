"""A recipe: everything that decides how a style is trained, as one small TOML file."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path


@dataclass
class Style:
    """What the app shows, and what the model card says.

    `titles`: the title by language tag. `data`: origin and licence. `weak`: known failures.
    """

    id: str
    title: str
    artist: str
    domainX: str
    domainY: str
    attribution: str
    licence: str = "MIT"
    titles: dict[str, str] = field(default_factory=dict)
    data: str = "Two folders of the user's own."
    weak: str = "Not looked at yet."

    @property
    def thumbnail(self) -> str:
        return f"{self.id}.webp"


@dataclass
class Data:
    """How a domain is shown. Scales are short sides in pixels after resizing; a crop is cut from that.

    A stroke that is 3 px wide in a file of 272 px is 5 px wide at a scale of 450. Weights multiply the
    chance of files whose names start with the key (the longest key that fits counts); 1 otherwise.
    """

    crop: int = 128
    x_scale: tuple[int, int] = (160, 288)
    y_scale: tuple[int, int] = (272, 340)
    x_weights: dict[str, float] = field(default_factory=dict)
    y_weights: dict[str, float] = field(default_factory=dict)


@dataclass
class Network:
    """`tier`: S, M or L of models.TIERS. `margin`: mirrored pixels around the picture, cropped afterwards.

    `ground`: waves that lie under what G sees, see generator.Ground.
    """

    tier: str = "M"
    margin: int = 8
    ground: tuple[tuple[float, float, float], ...] = ()
    critic: int = 48
    critic_norms: tuple[str, ...] = ("none", "none")


@dataclass
class Loss:
    """Weights of the terms. See losses.py for each and its source; the ablations in tests set some to 0."""

    adversarial: float = 1.0
    cycle: float = 10.0
    cycle_pool: int = 1
    identity: float = 1.0
    shift: float = 0.3
    noise: float = 0.03


@dataclass
class Training:
    """How long and how fast.

    `critic_rate`: the critics' rate over the generators' (Heusel et al., arXiv 1706.08500). `decay` and
    `freeze` are fractions of `steps`: when the rate starts to fall, and when BatchNorm freezes.
    """

    steps: int = 6000
    batch: int = 4
    lr: float = 4e-4
    critic_rate: float = 1.5
    decay: float = 0.5
    freeze: float = 0.85
    ema: float = 0.998
    pool: int = 50
    augment: str = ""
    seed: int = 1


@dataclass
class Distil:
    """How `distil` learns from a teacher; see distil.py. It takes the place of what [train] and [loss] say for the game.

    `directions`: which generators learn; the other stays as it began. `phases`: G's teacher is averaged over phases × phases
    shifts of its grid, 1 = as it draws. `wash`: radius of the washes that it sees in place of the picture, in pixels, 0 = none.
    `sharpen`, `contrast`, `lift`, `colour`, `own_colour`, `density`, `edge`: see spinning.finished. `noise`: the most sensor
    noise that the student sees and the teacher does not. `shift`: weight of shift consistency, with noise of `shift_noise`. `features`:
    weight of what the teacher's critics see. `crops`: so many crops a domain are drawn by the teacher once and come again,
    0 = always new ones. `pictures`: so many photographs a teacher from elsewhere paints, whole. `teacher`, and `one_way` where there
    is no way back, neither of the teacher nor of the student: set by the training itself, for the model card.
    """

    teacher: str = ""
    one_way: bool = False
    directions: str = "GF"
    phases: int = 1
    wash: int = 0
    sharpen: float = 0.0
    contrast: float = 0.0
    lift: float = 0.0
    colour: float = 1.0
    own_colour: float = 0.0
    density: float = 1.0
    edge: float = 0.0
    noise: float = 0.03
    shift: float = 0.0
    shift_noise: float = 0.02
    features: float = 0.0
    crops: int = 480
    pictures: int = 120
    crop: int = 128
    steps: int = 1000
    batch: int = 4
    lr: float = 1e-3
    ema: float = 0.99


@dataclass
class Recipe:
    style: Style
    data: Data
    network: Network
    loss: Loss
    train: Training
    distil: Distil = field(default_factory=Distil)

    def as_dict(self) -> dict:
        return asdict(self)


SECTIONS = {"style": Style, "data": Data, "network": Network, "loss": Loss, "train": Training, "distil": Distil}


def from_dict(values: dict) -> Recipe:
    """Checks names and types: a misspelt key is an error, not a silent default."""
    unknown = set(values) - set(SECTIONS)
    if unknown:
        raise ValueError(f"unknown section {', '.join(sorted(unknown))}; known: {', '.join(SECTIONS)}")
    parts = {}
    for name, section in SECTIONS.items():
        given = values.get(name, {})
        known = {f.name for f in fields(section)}
        if set(given) - known:
            raise ValueError(f"[{name}] has no {', '.join(sorted(set(given) - known))}; known: {', '.join(sorted(known))}")
        parts[name] = section(**{key: tuple(v) if isinstance(v, list) else v for key, v in given.items()})
    return Recipe(**parts)


def load(path: Path, overrides: list[str] = ()) -> Recipe:
    """Reads a recipe; `overrides` are `section.key=value` with a TOML value, as from the command line."""
    values = tomllib.loads(Path(path).read_text())
    for override in overrides:
        name, _, value = override.partition("=")
        section, _, key = name.partition(".")
        try:
            read = tomllib.loads(f"v = {value}")["v"]
        except tomllib.TOMLDecodeError:
            read = value
        values.setdefault(section, {})[key] = read
    return from_dict(values)
