"""Centres whose groups may share modules: what choosing anew with whom is worth, and what it costs others."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

from scheduler.domain.search import Limits
from scheduler.exchange.input import read_instance
from scheduler.settings import load_settings
from scheduler.solve import Search
from scheduler.solve.neighbourhoods import selection
from tests.bench import unshared
from tests.bench.stored import Figures
from tests.centres import write_centre

TITLE = "Joint modules"
COHORTS = 6
SEEDS = range(100, 103)
SECONDS = 8.0
"""Deterministic ones: the same work, whatever else the machine does."""

TODAY = date(2026, 8, 1)
"""Before the first start of any of them."""


@dataclass(frozen=True)
class Pair:
    """A centre, searched with the neighbourhood “with whom” and without: costs, None without a plan."""

    seed: int
    with_whom: int | None
    without: int | None
    bound: int


def measure(folder: Path, quick: bool) -> Figures:
    """Search each centre twice, one search after another."""
    pairs = []
    for seed in SEEDS[:1] if quick else SEEDS:
        centre = write_centre(folder / str(seed), COHORTS, "normal", seed, "may")
        pairs.append(_pair(centre, seed, 5.0 if quick else SECONDS))
        print(_row(pairs[-1]), flush=True)
    unshared_figures = unshared.measure(folder, TODAY, quick)
    return {"seconds": SECONDS, "centres": [asdict(x) for x in pairs], "unshared": unshared_figures}


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    pairs = [Pair(**x) for x in figures["centres"]]
    return [
        f"Generated centres (`python -m tests.centres {COHORTS} normal --joint may --seed SEED`), "
        f"{figures['seconds']:g} deterministic seconds each, one worker, so that any run does the same: cost "
        "with the neighbourhood in which groups choose anew with whom they follow a module, and without it.",
        "",
        "| seed | with | without | bound |",
        "|---:|---:|---:|---:|",
        *map(_row, pairs),
        "",
        _told(pairs),
        "",
        *unshared.table(figures["unshared"]),
    ]


def _told(pairs: Sequence[Pair]) -> str:
    both = [(x.with_whom, x.without) for x in pairs if x.with_whom is not None and x.without is not None]
    if not both:
        return "No centre has a plan both ways."
    better = sum(one < other for one, other in both)
    gain = fmean((other - one) / other if other else 0.0 for one, other in both)
    return f"Better with it: **{better}** of {len(both)}; the cost is lower by **{gain:.1%}** on average."


def _pair(centre: Path, seed: int, seconds: float) -> Pair:
    instance, _warnings = read_instance(centre, None, TODAY)
    settings = load_settings()
    found = []
    limits = Limits(seconds=seconds, workers=1, deterministic=True)
    shapes = selection.SHAPES
    for some in (shapes, tuple(x for x in shapes if not x.choosing)):
        # Neighbourhoods are drawn in this process, whoever searches them.
        with patch.object(selection, "SHAPES", some):
            found.append(Search(instance, settings, limits).run())
    cost = [x.objective if x.lessons else None for x in found]
    return Pair(seed, cost[0], cost[1], max(x.bound for x in found))


def _row(pair: Pair) -> str:
    cells = (pair.seed, *("—" if x is None else x for x in (pair.with_whom, pair.without)), pair.bound)
    return f"| {' | '.join(map(str, cells))} |"
