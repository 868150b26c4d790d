"""What joint modules cost where there are none: the model, and processor time in files that are theirs."""

import cProfile
import pstats
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.exchange.input import read_instance
from scheduler.model import build, families
from scheduler.settings import load_settings
from scheduler.solve import Search, obstacles
from tests.bench.stored import Figures
from tests.centres import write_centre

COHORTS = (1, 2)
SEED = 100
SECONDS = 2.0
"""Deterministic seconds of the searches that are profiled."""

OWN = (
    "domain/joint",
    "domain/cluster",
    "model/joint",
    "model/sharing",
    "model/shared",
    "model/meeting",
    "check/joint",
    "check/seats",
    "solve/sharing",
    "solve/counting/joint",
    "solve/counting/common",
)
"""Files of the program that are there for joint modules alone."""


@dataclass(frozen=True)
class Unshared:
    """A centre without joint modules.

    Attributes
    ----------
    variables, constraints
        Of its whole model.
    same
        Whether that model is the same if the family of joint modules is left out.
    spent, joint
        Processor seconds of counting, building the model and searching, and those of them in files that
        are there for joint modules alone.
    """

    cohorts: int
    variables: int
    constraints: int
    same: bool
    spent: float
    joint: float


def measure(folder: Path, today: date, quick: bool) -> list[Figures]:
    """Build the model of each centre with the family and without, then profile a search."""
    found = []
    for cohorts in COHORTS[:1] if quick else COHORTS:
        centre = write_centre(folder / f"unshared-{cohorts}", cohorts, "normal", SEED)
        found.append(_measured(read_instance(centre, None, today)[0], cohorts))
        print(_row(found[-1]), flush=True)
    return [asdict(x) for x in found]


def _measured(instance: Instance, cohorts: int) -> Unshared:
    settings = load_settings()
    whole = build(instance, settings).model.proto
    others = tuple(family for family in families.OF_ALL if family is not families.joint.add)
    with patch.object(import_module("scheduler.model.build"), "OF_ALL", others):
        less = build(instance, settings).model.proto
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    obstacles(instance)
    build(instance, settings)
    Search(instance, settings, Limits(seconds=SECONDS, workers=1, deterministic=True)).run()
    profile.disable()
    spent = joint = 0.0
    for (file, _line, _name), (_calls, _all, own, _below, _callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent += own
        joint += own if file.removesuffix(".py").endswith(OWN) else 0.0
    sizes = len(whole.variables), len(whole.constraints)
    return Unshared(cohorts, *sizes, str(whole) == str(less), spent, joint)


def table(figures: Sequence[Figures]) -> list[str]:
    """Return the lines of the page."""
    found = [Unshared(**x) for x in figures]
    return [
        f"Where there is no joint module (`python -m tests.centres COHORTS normal --seed {SEED}`): the whole "
        "model, with the family JO and without it; and processor time of counting, building and "
        f"{SECONDS:g} deterministic seconds of search, by a profile, in files that are there for joint "
        "modules alone. Conditions on joint lessons in code that all lessons share are not in it.",
        "",
        "| cohorts | variables | constraints | the same without JO | processor (s) | joint (s) | share |",
        "|---:|---:|---:|---|---:|---:|---:|",
        *map(_row, found),
        "",
        f"Largest share: **{max(x.joint / x.spent for x in found):.2%}** (goal: at most 5 %).",
    ]


def _row(x: Unshared) -> str:
    same = "yes" if x.same else "no"
    cells = (x.cohorts, x.variables, x.constraints, same, f"{x.spent:.1f}", f"{x.joint:.3f}")
    return f"| {' | '.join(map(str, cells))} | {x.joint / x.spent:.2%} |"
