"""Many cohorts, tight: how soon there is a complete plan, and how good it is as time goes on."""

import json
import math
import statistics
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.exchange.input import read_instance
from scheduler.settings import load_settings
from tests.bench.best import Best, Costed, digest, distance, named, read
from tests.bench.rivals import process
from tests.bench.rivals.judge import trajectory
from tests.bench.stored import ROOT, Figures, met
from tests.centres import write_centre

TITLE = "Many cohorts"


class Goal(NamedTuple):
    """What one size should keep: None where nothing is asked.

    Attributes
    ----------
    gap
        Share of the best cost that may stay unproved at the end.
    peak
        MB of all processes together.
    """

    first: float | None = None
    gap: float | None = None
    peak: float | None = None


SIZES = {12: 60.0, 24: 60.0, 48: 300.0, 96: 150.0}
"""Seconds that each number of cohorts gets."""
QUICK = {5: 15.0, 8: 25.0}
GOALS = {12: Goal(5, 0.25), 48: Goal(40, 0.35, 1024), 96: Goal(60, None, 2048)}
EXPONENT = 1.15
"""Largest exponent of the time to the first plan as the cohorts grow."""
MARKS = (10.0, 60.0)


@dataclass(frozen=True)
class Size:
    """What one centre gave.

    Attributes
    ----------
    first
        Seconds from the start of the process to the first complete plan.
    at
        Best cost (None before the first plan) and bound by mark in seconds, and by ``end``.
    violations
        Of the last plan, by code; None without a plan.
    peak
        Largest resident memory of all its processes together, in MB.
    note
        What went wrong.
    tables
        See :class:`tests.bench.best.Best`.
    """

    cohorts: int
    trainers: int
    limit: float
    seconds: float
    first: float | None
    at: Mapping[str, tuple[int | None, int]]
    violations: Mapping[str, int] | None
    peak: float
    status: str
    note: str = ""
    goal: Goal = field(default_factory=Goal)
    tables: str = ""


def measure(folder: Path, quick: bool) -> Figures:
    """Solve a centre of each size, one after another."""
    made, known = [], read()
    for cohorts, seconds in (QUICK if quick else SIZES).items():
        made.append(_size(folder / str(cohorts), cohorts, seconds))
        print(_row(made[-1], known), flush=True)
    return {
        "sizes": [asdict(each) for each in made],
        "exponent": exponent((x.cohorts, x.first) for x in made),
    }


def costs(figures: Figures) -> Iterable[Costed]:
    """Yield what may be the best known costs."""
    for size in _sizes(figures):
        cost, _bound = size.at["end"]
        if cost is not None and not size.violations and size.tables:
            yield Costed(_named(size), cost, f"a search of {size.limit:g} s", size.tables)


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    sizes, known = _sizes(figures), read()
    found = figures["exponent"]
    said = "unknown: some size has no plan" if found is None else f"**{found:.2f}**, {_met(found, EXPONENT)}"
    return [
        "Generated centres (`python -m tests.centres COHORTS tight`), one process each with two workers. The "
        "clock starts with the process: start-up and reading count. Violations are those of the last "
        "plan by the checker; memory is that of all processes together, shared pages counted in each.",
        "",
        "| cohorts | trainers | first plan (s) | goal | cost / bound / gap at 10 s | at 60 s | at the end "
        "| goal | best known, distance | peak (MB) | goal | violations | status |",
        "|---:|---:|---:|---|---|---|---|---|---|---:|---|---:|---|",
        *(_row(each, known) for each in sizes),
        "",
        "Exponent of the time to the first plan, by least squares of its logarithm on that of the cohorts: "
        f"{said} (goal: at most {EXPONENT:g}).",
    ]


def _sizes(figures: Figures) -> list[Size]:
    return [Size(**{**each, "goal": Goal(*each["goal"])}) for each in figures["sizes"]]


def _named(size: Size) -> str:
    return named("tight", size.cohorts, 0)


def exponent(points: Iterable[tuple[int, float | None]]) -> float | None:
    """Return the power of the cohorts that the seconds grow with; None without seconds for each.

    Least squares of the logarithms.
    """
    known = list(points)
    if len(known) < 2 or any(seconds is None for _cohorts, seconds in known):
        return None
    logs = [(math.log(cohorts), math.log(seconds)) for cohorts, seconds in known if seconds]
    return statistics.linear_regression(*zip(*logs, strict=True)).slope


def standing(log: Iterable[Mapping[str, Any]], seconds: float) -> tuple[int | None, int]:
    """Return the best cost and the best bound that a log had by then."""
    past = [line for line in log if line["seconds"] <= seconds]
    costs = [line["best"] for line in past if line["best"] is not None]
    return min(costs, default=None), max((line["bound"] for line in past), default=0)


def _size(folder: Path, cohorts: int, seconds: float) -> Size:
    centre, out = write_centre(folder / "centre", cohorts, "tight"), folder / "out"
    out.mkdir()
    command = [sys.executable, "-m", "tests.bench.rivals.ours", str(centre), str(out)]
    ran = process.run([*command, "--seconds", f"{seconds:g}"], folder / "said.txt", seconds, ROOT)
    instance, _warnings = read_instance(centre)
    judged = trajectory("scheduler", out, instance, load_settings(None), asdict(ran))
    path = out / "log.jsonl"
    log = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )
    marks = {f"{mark:g}": standing(log, mark) for mark in MARKS if mark < seconds}
    return Size(
        len(instance.cohorts),
        len(instance.trainers),
        seconds,
        ran.seconds,
        next((line["seconds"] for line in log if line["best"] is not None), None),
        marks | {"end": standing(log, math.inf)},
        judged.plans[-1].violations if judged.plans else None,
        ran.peak,
        judged.status,
        judged.note,
        GOALS.get(cohorts, Goal()),
        digest(centre),
    )


def _row(size: Size, known: Mapping[str, Best]) -> str:
    first = "none" if size.first is None else f"**{size.first:.1f}**"
    broken = "no plan" if size.violations is None else str(sum(size.violations.values()))
    cost, bound = size.at["end"]
    cells = [
        str(size.cohorts),
        str(size.trainers),
        first,
        _goal(size.first, size.goal.first, "{:g} s"),
        *(_standing(size.at.get(f"{mark:g}")) for mark in MARKS),
        f"{_standing(size.at['end'])}, {size.seconds:.0f} s",
        _goal(None if cost is None else gap(cost, bound), size.goal.gap, "{:.0%}"),
        distance(_named(size), cost, size.tables, known),
        f"{size.peak:.0f}",
        _goal(size.peak, size.goal.peak, "{:g} MB"),
        broken,
        f"{size.status}{'; ' if size.note else ''}{size.note}",
    ]
    return f"| {' | '.join(cells)} |"


def gap(cost: int, bound: int) -> float:
    """Return the share of a cost that is not proved necessary."""
    return 0.0 if cost <= bound else (cost - bound) / cost


def _standing(found: tuple[int | None, int] | None) -> str:
    if found is None:
        return "—"
    cost, bound = found
    return f"none / {bound}" if cost is None else f"{cost} / {bound} / {gap(cost, bound):.1%}"


def _goal(value: float | None, goal: float | None, form: str) -> str:
    """Return a goal as people read it, and whether it is met."""
    return "—" if goal is None else f"≤ {form.format(goal)}: {_met(value, goal)}"


def _met(value: float | None, goal: float) -> str:
    return met(value is not None and value <= goal)
