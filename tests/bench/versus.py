"""What people would use instead, on the same instance: each program alone, one after another."""

import os
from dataclasses import asdict
from pathlib import Path

from tests.bench.rivals.environment import RIVALS
from tests.bench.rivals.judge import Judged, Trajectory
from tests.bench.rivals.run import Comparison, compare
from tests.bench.stored import Figures
from tests.centres import write_centre

TITLE = "Against what people would use instead"
COHORTS, SECONDS = 12, 300.0
QUICK_COHORTS, QUICK_SECONDS = 1, 8.0
SHORTER = "RIVAL_SECONDS"
"""Variable of the environment: seconds for each program in place of :data:`SECONDS`."""
SOONER = 10.0
"""How many times sooner than a rival our program should have the rival's final quality."""


def measure(folder: Path, quick: bool) -> Figures:
    """Compare on one centre; :data:`SHORTER` in the environment shortens the run, as the page then says."""
    asked = float(os.environ.get(SHORTER, SECONDS))
    cohorts, seconds = (QUICK_COHORTS, QUICK_SECONDS) if quick else (COHORTS, asked)
    centre = write_centre(folder / f"tight-{cohorts}", cohorts, "tight")
    return asdict(compare(centre, folder / "runs", seconds))


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    found = comparison(figures)
    return [
        f"The generated tight centre of {found.cohorts} cohorts, {found.seconds:g} s for each program, "
        "alone on the machine, start-up included. What the programs are, and how to read the table: "
        "[rivals](rivals.md).",
        "",
        *found.header(),
        *found.rows(),
        "",
        *found.notes(),
        "",
        f"At least {SOONER:g} times sooner to the rival's final quality, or a quality that it never reaches:",
        "",
        *(f"* {rival.program}: {verdict(found, rival)}." for rival in found.rivals),
        *(f"* {RIVALS[name].title}: not run, {reason}." for name, reason in found.skipped.items()),
        "",
        "Left out for rivals, as they cannot say it:",
        "",
        *(_left_out(rival) for rival in found.rivals),
    ]


def comparison(figures: Figures) -> Comparison:
    """Return a comparison as it was before it was stored."""
    known = dict(figures)
    known["ours"] = _trajectory(known["ours"])
    known["rivals"] = tuple(_trajectory(each) for each in known["rivals"])
    return Comparison(**known)


def verdict(found: Comparison, rival: Trajectory) -> str:
    """Return whether our program keeps its promise against one rival, with the figures."""
    ours = found.ours.final
    if ours is None:
        return "missed: our program has no plan"
    if rival.final is None:
        return f"met: it has no complete plan, ours is there after {found.ours.first:.1f} s"
    reached, ratio = found.reached(rival), found.ratio(rival)
    if reached is None or ratio is None:
        return "missed: our program never has its final quality"
    sooner = (
        f"its final quality after {rival.final.seconds:.1f} s, ours after {reached:.1f} s, {ratio:.1f} times"
    )
    if ratio >= SOONER:
        return f"met: {sooner}"
    if ours.quality < rival.final.quality:
        return f"met: it never has our final quality ({ours}; it ends at {rival.final}); {sooner}"
    return f"missed: {sooner}"


def _trajectory(known: Figures) -> Trajectory:
    return Trajectory(**{**known, "plans": tuple(Judged(**plan) for plan in known["plans"])})


def _left_out(rival: Trajectory) -> str:
    reasons = "; ".join(f"`{name}`: {why}" for name, why in rival.left_out.items())
    return f"* {rival.program}: {reasons or 'nothing'}."
