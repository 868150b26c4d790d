"""Twelve cohorts of many seeds: what a minute gives, and what five give."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from tests.bench.best import Costed, read
from tests.bench.solved import HEADER, Solved, found, row, solve, stored_centres
from tests.bench.stored import Figures, met
from tests.centres import write_centre

TITLE = "Twelve cohorts"
COHORTS = 12


class Runs(NamedTuple):
    """Seeds of a family and the seconds of each; what is asked of the first, and of the mean gap of all.

    Attributes
    ----------
    cost, gap
        At most, of seed 0; None where nothing is asked.
    mean
        At most, of the gaps of all seeds.
    """

    family: str
    seeds: int
    seconds: float
    cost: int | None = None
    gap: float | None = None
    mean: float | None = None


RUNS = (
    Runs("tight", 10, 60.0, 345, 0.25, 0.30),
    Runs("normal", 5, 60.0, gap=0.06),
    Runs("tight", 1, 300.0, 325, 0.18),
    Runs("normal", 1, 300.0, gap=0.03),
)
QUICK = (Runs("normal", 1, 6.0),)
QUICK_COHORTS = 5


def measure(folder: Path, quick: bool) -> Figures:
    """Solve every centre, one after another."""
    made, known = [], read()
    cohorts = QUICK_COHORTS if quick else COHORTS
    for runs in QUICK if quick else RUNS:
        for seed in range(runs.seeds):
            here = folder / f"{runs.family}-{seed}-{runs.seconds:g}"
            centre = write_centre(here / "centre", cohorts, runs.family, seed)
            made.append(solve(centre, here / "out", runs.family, cohorts, seed, runs.seconds))
            print(row(made[-1], known), flush=True)
    return {"centres": [asdict(each) for each in made]}


def costs(figures: Figures) -> Iterable[Costed]:
    """Yield what may be the best known costs."""
    return found(figures, "scheduler solve --time-limit LIMIT")


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    centres, known = stored_centres(figures), read()
    return [
        "Generated centres (`python -m tests.centres 12 FAMILY --seed SEED`), one process each, `scheduler "
        "solve --time-limit LIMIT`.",
        "",
        *_told(centres),
        "",
        *HEADER,
        *(row(each, known) for each in centres),
    ]


def _told(centres: Sequence[Solved]) -> Iterator[str]:
    """Yield what each family came to in each time."""
    for runs in RUNS:
        some = [x for x in centres if (x.family, x.limit) == (runs.family, runs.seconds)]
        if not some:
            continue
        first, mean = some[0], statistics.fmean(x.gap for x in some)
        said = [f"seed {first.seed}: cost {first.cost}{_goal(first.cost, runs.cost)}"]
        said.append(f"gap {first.gap:.1%}{_goal(first.gap, runs.gap, '.0%')}")
        if len(some) > 1:
            said.append(f"mean gap of {len(some)} seeds **{mean:.1%}**{_goal(mean, runs.mean, '.0%')}")
        yield f"* {runs.family}, {runs.seconds:g} s: {', '.join(said)}."


def _goal(value: float | None, goal: float | None, form: str = "g") -> str:
    """Return what is asked, and whether it is met; nothing where nothing is."""
    if goal is None:
        return ""
    return f" (goal: at most {goal:{form}}, {met(value is not None and value <= goal)})"
