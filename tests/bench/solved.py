"""Generated centres solved each by a process of its own, and what their plans say of themselves."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.best import Best, Costed, digest, distance, named
from tests.bench.many import gap
from tests.bench.rivals import process
from tests.bench.stored import ROOT, Figures

IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Solved:
    """What one centre gave.

    Attributes
    ----------
    limit
        Seconds of the search.
    status
        As the plan says; ``none`` without one, or :data:`IMPOSSIBLE` if that is proved.
    cost
        None without a plan.
    seconds
        Of the whole process; None where several centres were one process.
    stretches, left, alone
        Of limited changes: stretches of the year to prove, those not proved, cohorts proved alone. All 0
        where nothing of the kind was looked at.
    tables
        See :class:`tests.bench.best.Best`.
    """

    family: str
    cohorts: int
    seed: int
    limit: float
    status: str
    cost: int | None
    bound: int
    seconds: float | None = None
    stretches: int = 0
    left: int = 0
    alone: int = 0
    tables: str = ""
    trainers: int = 0

    @property
    def name(self) -> str:
        """How best known costs call it."""
        return named(self.family, self.cohorts, self.seed)

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

    @property
    def limited(self) -> str:
        """How far limited changes are proved to gain nothing, in words."""
        if self.proved:
            return "all proved"
        if not self.stretches:
            return "not looked at"
        return f"{self.stretches - self.left} of {self.stretches} stretches, {self.alone} cohorts alone"


def stored_centres(figures: Figures) -> list[Solved]:
    """Return the centres of a section's figures."""
    return [Solved(**each) for each in figures["centres"]]


def found(figures: Figures, how: str) -> Iterable[Costed]:
    """Yield what may be the best known costs, found by `how`, the limit in place of LIMIT."""
    for x in stored_centres(figures):
        if x.cost is not None:
            yield Costed(x.name, x.cost, how.replace("LIMIT", f"{x.limit:g}"), x.tables)


HEADER = (
    "| family | cohorts | seed | trainers | limit (s) | status | cost | bound | gap | best known, distance "
    "| limited changes | seconds |",
    "|---|---:|---:|---:|---:|---|---:|---:|---:|---|---|---:|",
)


def row(x: Solved, known: Mapping[str, Best]) -> str:
    """Return the line of a table."""
    cells = (
        *(x.family, x.cohorts, x.seed, x.trainers, f"{x.limit:g}", x.status),
        *("—" if x.cost is None else x.cost, x.bound, f"{x.gap:.1%}"),
        *(
            distance(x.name, x.cost, x.tables, known),
            x.limited,
            "—" if x.seconds is None else f"{x.seconds:.1f}",
        ),
    )
    return f"| {' | '.join(map(str, cells))} |"


def solve(centre: Path, out: Path, family: str, cohorts: int, seed: int, limit: float) -> Solved:
    """Solve a centre as ``scheduler solve`` does, and return what became of it."""
    command = [sys.executable, "-m", "scheduler", "solve", str(centre), "-o", str(out)]
    said = out.with_suffix(".txt")
    ran = process.run([*command, "--time-limit", f"{limit:g}"], said, 2 * limit + 60, ROOT)
    lines = said.read_text(encoding="utf-8").splitlines()
    blank = Solved(family, cohorts, seed, limit, "none", None, 0, ran.seconds)
    if any(x.startswith("Impossible : ") for x in lines):
        blank = replace(blank, status=IMPOSSIBLE)
    return planned(blank, centre, out)


def planned(blank: Solved, centre: Path, out: Path) -> Solved:
    """Return what the plan in `out` says of itself; `blank` with its tables if there is none."""
    path = out / "plan.json"
    trainers = len((centre / "formateurs.csv").read_text(encoding="utf-8").splitlines()) - 1
    blank = replace(blank, tables=digest(centre), trainers=trainers)
    if not path.exists():
        return blank
    plan = json.loads(path.read_text(encoding="utf-8"))
    local = plan["local"] or {"stretches": 0, "left": (), "cohorts": ()}
    return replace(
        blank,
        status=plan["status"],
        cost=sum(plan["costs"].values()),
        bound=plan["bound"],
        stretches=local["stretches"],
        left=len(local["left"]),
        alone=len(local["cohorts"]),
    )
