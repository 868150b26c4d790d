"""Small centres with few trainers: how many are proved optimal, and how far the others are from it."""

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.many import gap
from tests.bench.rivals import process
from tests.bench.stored import ROOT, Figures
from tests.centres.few import SIZES, write_few

TITLE = "Few trainers"
SEEDS = range(100, 112)
"""None of them was looked at while the search was made."""
SECONDS = 60.0
IMPOSSIBLE = "impossible"
PROVED, GAP, MEDIAN = 36, 0.08, 6.0
"""Centres to prove at least, largest mean gap of the others, and median seconds of a single cohort."""


@dataclass(frozen=True)
class Centre:
    """What one centre gave.

    Attributes
    ----------
    cost
        Of the best plan; None without one, as where it is proved that there is none.
    seconds
        Of the whole process.
    """

    cohorts: int
    seed: int
    trainers: int
    status: str
    cost: int | None
    bound: int
    seconds: float

    @property
    def proved(self) -> bool:
        """True if its plan is optimal, or it is proved that it has none."""
        return self.status in ("optimal", IMPOSSIBLE)

    @property
    def gap(self) -> float:
        """Share of the cost that is not proved; all of it without a plan."""
        if self.cost is None:
            return 0.0 if self.proved else 1.0
        return gap(self.cost, self.bound)


def measure(folder: Path, quick: bool) -> Figures:
    """Solve every centre, one after another."""
    made = []
    for seed in SEEDS[:1] if quick else SEEDS:
        for cohorts in SIZES:
            made.append(_centre(folder / f"{cohorts}-{seed}", cohorts, seed, 10.0 if quick else SECONDS))
            print(_row(made[-1]), flush=True)
    return {"seconds": SECONDS, "centres": [asdict(each) for each in made]}


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    centres = [Centre(**each) for each in figures["centres"]]
    return [
        "Generated centres (`python -m tests.centres COHORTS few --seed SEED`), one process each, "
        f"`scheduler solve --time-limit {figures['seconds']:g}`.",
        "",
        "| cohorts | centres | proved | mean gap of the others | median seconds | largest gap |",
        "|---:|---:|---:|---:|---:|---:|",
        *(_size(cohorts, [x for x in centres if x.cohorts == cohorts]) for cohorts in SIZES),
        "",
        _told(centres),
        *_missing(centres),
        "",
        "| cohorts | seed | trainers | status | cost | bound | gap | seconds |",
        "|---:|---:|---:|---|---:|---:|---:|---:|",
        *map(_row, centres),
    ]


def _told(centres: Sequence[Centre]) -> str:
    proved, others = sum(x.proved for x in centres), [x.gap for x in centres if not x.proved]
    mean = statistics.fmean(others) if others else 0.0
    return (
        f"Proved: **{proved}** of {len(centres)} (goal: at least {PROVED}, {_met(proved >= PROVED)}); "
        f"mean gap of the others **{mean:.1%}** (goal: at most {GAP:.0%}, {_met(mean <= GAP)}). "
        f"Of a single cohort all are to be proved, in {MEDIAN:g} s (median)."
    )


def _missing(centres: Sequence[Centre]) -> list[str]:
    """Return which of the centres were measured, if not all."""
    count, every, seeds = len(centres), len(SEEDS) * len(SIZES), sorted({x.seed for x in centres})
    return [f"These are {count} of {every}: seeds {seeds[0]} to {seeds[-1]}."] if count < every else []


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"


def _size(cohorts: int, centres: Sequence[Centre]) -> str:
    others = [x.gap for x in centres if not x.proved]
    mean = f"{statistics.fmean(others):.1%}" if others else "—"
    median = f"{statistics.median(x.seconds for x in centres):.1f}" if centres else "—"
    proved = sum(x.proved for x in centres)
    return f"| {cohorts} | {len(centres)} | **{proved}** | {mean} | {median} | {max(others, default=0):.1%} |"


def _centre(folder: Path, cohorts: int, seed: int, seconds: float) -> Centre:
    centre, out = write_few(folder / "centre", cohorts, seed), folder / "out"
    command = [sys.executable, "-m", "scheduler", "solve", str(centre), "-o", str(out)]
    ran = process.run([*command, "--time-limit", f"{seconds:g}"], folder / "said.txt", 2 * seconds + 60, ROOT)
    path = out / "plan.json"
    trainers = len((centre / "formateurs.csv").read_text(encoding="utf-8").splitlines()) - 1
    if not path.exists():
        said = (folder / "said.txt").read_text(encoding="utf-8")
        status = IMPOSSIBLE if any(x.startswith("Impossible : ") for x in said.splitlines()) else "none"
        return Centre(cohorts, seed, trainers, status, None, 0, ran.seconds)
    plan = json.loads(path.read_text(encoding="utf-8"))
    cost = sum(plan["costs"].values())
    return Centre(cohorts, seed, trainers, plan["status"], cost, plan["bound"], ran.seconds)


def _row(centre: Centre) -> str:
    cells = (
        *(centre.cohorts, centre.seed, centre.trainers, centre.status),
        *("—" if centre.cost is None else centre.cost, centre.bound),
        *(f"{centre.gap:.1%}", f"{centre.seconds:.1f}"),
    )
    return f"| {' | '.join(map(str, cells))} |"
