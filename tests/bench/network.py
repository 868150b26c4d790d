"""A network of centres of four cohorts, a minute each: how many are proved optimal."""

import statistics
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.bench.batch import CENTRES, COHORTS
from tests.bench.best import Costed, read
from tests.bench.rivals import process
from tests.bench.solved import HEADER, Solved, found, planned, row, stored_centres
from tests.bench.stored import ROOT, Figures, met
from tests.centres import write_network

TITLE = "A network of centres, a minute each"
SECONDS = 60.0
PROVED, GAP = 10, 0.05
"""Centres to prove at least, and largest mean gap of all."""
OPTIONS = ("--jobs", "1")


def measure(folder: Path, quick: bool) -> Figures:
    """Solve the network, one centre after another."""
    centres, cohorts, seconds = (2, 1, 4.0) if quick else (CENTRES, COHORTS, SECONDS)
    network, out = folder / "network", folder / "out"
    written = write_network(network, centres, cohorts, "normal")
    command = [sys.executable, "-m", "scheduler", "batch", str(network), "-o", str(out), *OPTIONS, "--quiet"]
    limit = ["--time-limit", f"{seconds:g}"]
    process.run([*command, *limit], folder / "said.txt", centres * (seconds + 30), ROOT)
    made = [
        planned(Solved("normal", cohorts, number, seconds, "none", None, 0), centre, out / centre.name)
        for number, centre in enumerate(written, 1)
    ]
    return {"seconds": seconds, "centres": [asdict(each) for each in made]}


def costs(figures: Figures) -> Iterable[Costed]:
    """Yield what may be the best known costs."""
    return found(figures, "scheduler batch --time-limit LIMIT")


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    centres, known = stored_centres(figures), read()
    proved, mean = sum(x.proved for x in centres), statistics.fmean(x.gap for x in centres)
    return [
        f"{len(centres)} generated centres (`python -m tests.centres {centres[0].cohorts} normal --network "
        f"{len(centres)}`), `scheduler batch NETWORK -o OUT {' '.join(OPTIONS)} --time-limit "
        f"{figures['seconds']:g}`.",
        "",
        f"Proved: **{proved}** of {len(centres)} (goal: at least {PROVED}, {met(proved >= PROVED)}); mean "
        f"gap of all **{mean:.1%}** (goal: at most {GAP:.0%}, {met(mean <= GAP)}).",
        "",
        *HEADER,
        *(row(each, known) for each in centres),
    ]
