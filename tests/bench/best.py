"""Best known costs of generated centres, kept with the day and the way they were found.

Every run is held against them. ``make bench`` keeps what its sections find; of a plan found otherwise,

    python -m tests.bench.best few 2 105 outputs/plan.json --how "solve --time-limit 600"

does, once the checker has found no fault in it.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from scheduler.check import check, cost_of, costs
from scheduler.exchange.input import read_instance
from scheduler.exchange.output.plan_json import load
from scheduler.settings import load_settings
from tests.bench.stored import FOLDER, whole
from tests.centres import write_centre
from tests.centres.few import write_few

FILE = "best.json"


@dataclass(frozen=True)
class Best:
    """The least cost that a centre is known to have.

    Attributes
    ----------
    tables
        Digest of its tables and of the weights: with others, costs are not comparable.
    """

    cost: int
    date: str
    how: str
    tables: str


@dataclass(frozen=True)
class Costed:
    """What a run found of a centre; see :class:`Best`."""

    name: str
    cost: int
    how: str
    tables: str


def named(family: str, cohorts: int, seed: int) -> str:
    """Return the name of a generated centre."""
    return f"{family} {cohorts} {seed}"


def digest(centre: Path) -> str:
    """Return what tells the tables of a centre, and the weights, from others."""
    said = hashlib.sha256(repr(sorted(load_settings(None).weights.items())).encode())
    for path in sorted(centre.iterdir()):
        said.update(path.name.encode() + path.read_bytes())
    return said.hexdigest()[:16]


def read(folder: Path = FOLDER) -> dict[str, Best]:
    """Return what is known, by the name of the centre."""
    path = folder / FILE
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: Best(**each) for name, each in stored.items()}


def keep(found: Iterable[Costed], folder: Path = FOLDER) -> list[str]:
    """Keep what costs less than what is known, or is of other tables; return the names of these centres."""
    known, better = read(folder), []
    for x in found:
        before = known.get(x.name)
        if before is None or before.tables != x.tables or x.cost < before.cost:
            known[x.name] = Best(x.cost, str(date.today()), x.how, x.tables)
            better.append(x.name)
    if better:
        stored = {name: asdict(known[name]) for name in sorted(known)}
        whole(folder / FILE, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")
    return better


def distance(name: str, cost: int | None, tables: str, known: Mapping[str, Best]) -> str:
    """Return the best known cost of a centre with these tables, and how far from it another is, in words."""
    best = known.get(name)
    if best is None or cost is None or best.tables != tables:
        return "—"
    return f"{best.cost}, {(cost - best.cost) / best.cost:+.1%}" if best.cost else f"{best.cost}"


def main() -> None:
    """Keep the cost of one plan."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("family", choices=("loose", "normal", "tight", "few"))
    parser.add_argument("cohorts", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--how", required=True)
    given = parser.parse_args()
    found = judged(given.family, given.cohorts, given.seed, given.plan, given.how)
    print(f"{found.name}: {found.cost}, {'kept' if keep([found]) else 'no less than what is known'}")


def judged(family: str, cohorts: int, seed: int, plan: Path, how: str) -> Costed:
    """Return what a plan of a generated centre costs.

    Raises
    ------
    ValueError
        The checker finds a fault in it.
    """
    with tempfile.TemporaryDirectory() as made:
        centre = write(family, Path(made) / "centre", cohorts, seed)
        instance, _warnings = read_instance(centre, None, date(2026, 8, 1))
        lessons = load(plan.read_bytes(), str(plan)).lessons
        if faults := check(instance, lessons):
            raise ValueError(f"{plan} is no plan of {named(family, cohorts, seed)}: {faults[0]}")
        cost = cost_of(costs(instance, lessons, load_settings(None)))
        return Costed(named(family, cohorts, seed), cost, how, digest(centre))


def write(family: str, folder: Path, cohorts: int, seed: int) -> Path:
    """Write the tables of a generated centre of some family, and return `folder`."""
    if family == "few":
        return write_few(folder, cohorts, seed)
    return write_centre(folder, cohorts, family, seed)


if __name__ == "__main__":
    main()
