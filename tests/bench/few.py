"""Small centres with few trainers: how many are proved optimal, and how far the others are from it."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.best import Costed, read
from tests.bench.solved import HEADER, Solved, found, row, solve, stored_centres
from tests.bench.stored import Figures, met
from tests.centres.few import SIZES, write_few

TITLE = "Few trainers"
SEEDS = range(100, 112)
"""None of the first five was looked at while the search was made; those from 105 on were."""
SECONDS = 60.0
PROVED, GAP, MEDIAN = 36, 0.08, 6.0
"""Centres to prove at least, largest mean gap of the others, and median seconds of a single cohort."""


def measure(folder: Path, quick: bool) -> Figures:
    """Solve every centre, one after another."""
    made, known, limit = [], read(), 10.0 if quick else SECONDS
    for seed in SEEDS[:1] if quick else SEEDS:
        for cohorts in SIZES:
            here = folder / f"{cohorts}-{seed}"
            centre = write_few(here / "centre", cohorts, seed)
            made.append(solve(centre, here / "out", "few", cohorts, seed, limit))
            print(row(made[-1], known), flush=True)
    return {"seconds": limit, "centres": [asdict(each) for each in made]}


def costs(figures: Figures) -> Iterable[Costed]:
    """Yield what may be the best known costs."""
    return found(figures, f"scheduler solve --time-limit {figures['seconds']:g}")


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    centres, known = stored_centres(figures), read()
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
        *HEADER,
        *(row(each, known) for each in centres),
    ]


def _told(centres: Sequence[Solved]) -> str:
    proved, others = sum(x.proved for x in centres), [x.gap for x in centres if not x.proved]
    mean = statistics.fmean(others) if others else 0.0
    return (
        f"Proved: **{proved}** of {len(centres)} (goal: at least {PROVED}, {met(proved >= PROVED)}); "
        f"mean gap of the others **{mean:.1%}** (goal: at most {GAP:.0%}, {met(mean <= GAP)}). "
        f"Of a single cohort all are to be proved, in {MEDIAN:g} s (median)."
    )


def _missing(centres: Sequence[Solved]) -> list[str]:
    """Return which of the centres were measured, if not all."""
    count, every, seeds = len(centres), len(SEEDS) * len(SIZES), sorted({x.seed for x in centres})
    return [f"These are {count} of {every}: seeds {seeds[0]} to {seeds[-1]}."] if count < every else []


def _size(cohorts: int, centres: Sequence[Solved]) -> str:
    others = [x.gap for x in centres if not x.proved]
    mean = f"{statistics.fmean(others):.1%}" if others else "—"
    median = f"{statistics.median(x.seconds or 0.0 for x in centres):.1f}" if centres else "—"
    proved = sum(x.proved for x in centres)
    return f"| {cohorts} | {len(centres)} | **{proved}** | {mean} | {median} | {max(others, default=0):.1%} |"
