"""Thirty ways of making the demo impossible: what is said of each, and how long that takes.

Run: ``python -m tests.explain.ways [NAME…] [--time-limit 60]``. Every cause has to name the rules at odds,
and every way out, written into the tables and read again, has to make the plan found with it possible.
Prints a table for docs/reliability.md; exits with 1 if anything is wrong.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.check import check
from scheduler.commands.explain import as_data
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Outcome
from scheduler.exchange.input import read_instance
from scheduler.explain import explain
from scheduler.settings import load_settings
from scheduler.shipped import shipped
from scheduler.solve import obstacles
from scheduler.text import speaking
from tests.explain.tables import edited, read_back, tables_of

TODAY = date(2026, 12, 1)
Cell = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What is written into the demo, and the rules that are at odds then."""

    cells: list[Cell]
    codes: tuple[str, ...]


def cell(table: str, row: str | int, **values: Any) -> list[Cell]:
    """Return cells of one row that are written otherwise."""
    return [{"table": table, "row": row, "column": name, "value": x} for name, x in values.items()]


def row(table: str, **values: Any) -> list[Cell]:
    """Return a row more."""
    return [{"table": table, "row": None, "column": None, "value": values}]


def closed(first: str, last: str, **where: str) -> list[Cell]:
    """Return a closure more."""
    return row("closures", label="Travaux", first=first, last=last, **where)


def away(trainer: str, first: str = "2027-01-01", last: str = "2028-03-31") -> list[Cell]:
    """Return an absence more."""
    return row("absences", trainer=trainer, first=first, last=last, reason="congé")


def pin(day: str, cohort: str, kind: str = "fix", **what: str) -> list[Cell]:
    """Return a pin more."""
    return row("pins", kind=kind, day=day, cohort=cohort, **what)


CASES: dict[str, Case] = {
    "a site closed for three months": Case(
        closed("2027-03-01", "2027-05-31", site="POITIERS"), ("SE-03", "CA-02")
    ),
    "the centre closed in summer": Case(closed("2027-07-05", "2027-09-10"), ("SE-03", "CA-02")),
    "the centre closed over a start window": Case(
        closed("2027-01-25", "2027-02-19", site="NANTES"), ("CA-04", "CA-02")
    ),
    "a start window in the summer closure": Case(
        cell("cohorts", "CQP266-NANTES", start_from="2027-08-09", start_to="2027-08-20"), ("CA-04", "CA-02")
    ),
    "a start window in school holidays": Case(
        cell("sites", "POITIERS", school_holidays="fermé")
        + cell("cohorts", "FAE-POITIERS", start_from="2027-02-15", start_to="2027-02-26"),
        ("CA-04", "CA-03"),
    ),
    "a gap of one week": Case(cell("cohorts", "CQP266-POITIERS", max_gap_weeks=1), ("SE-03", "CA-05")),
    "months too few for the sessions": Case(
        cell("cohorts", "CQP371-NANTES", min_months=4, max_months=5), ("SE-02", "CA-05")
    ),
    "months too many for the gaps": Case(
        cell("cohorts", "FAE-POITIERS", min_months=8, max_gap_weeks=3), ("SE-03", "CA-05")
    ),
    "a learner to be certified soon": Case(cell("learners", "A03", hire_date="2025-03-01"), ("LE-01",)),
    "a learner who had to start before": Case(cell("learners", "A01", hire_date="2024-06-01"), ("LE-01",)),
    "nobody has a skill": Case(
        cell("trainers", "F05", skills="dossier-patient, logiciel")
        + cell("trainers", "F07", skills="logiciel, stocks, dossier-patient"),
        ("TR-02",),
    ),
    "those with the skill go elsewhere": Case(
        cell("trainers", "F06", sites="NANTES") + cell("trainers", "F09", sites="NANTES"), ("TR-02", "TR-05")
    ),
    "one trainer for two parallel groups": Case(
        cell("trainers", "F03", skills="hygiene, vigilances"), ("JO-01",)
    ),
    "trainers away all year": Case(away("F05") + away("F07"), ("TR-03",)),
    "a trainer away all year, the other with few days": Case(
        away("F05") + cell("trainers", "F07", max_days=10), ("TR-04",)
    ),
    "limits of days too low": Case(
        cell("trainers", "F05", max_days=8) + cell("trainers", "F07", max_days=8), ("TR-04",)
    ),
    "nobody has the days of a whole module": Case(
        cell("trainers", "F05", max_days=1) + cell("trainers", "F07", max_days=1), ("TR-06",)
    ),
    "trainers and a cohort on different weekdays": Case(
        cell("cohorts", "CQP266-POITIERS", weekdays="lun, mar")
        + cell("trainers", "F10", availability="jeu, ven")
        + cell("trainers", "F02", sites="NANTES"),
        ("TR-03",),
    ),
    "no room of the kind": Case(cell("rooms", "N-PRAT", kind="informatique"), ("RO-02",)),
    "no room large enough": Case(cell("rooms", "P-INFO", capacity=8), ("RO-03",)),
    "a room shut all year": Case(closed("2027-01-01", "2028-03-31", room="P-PRAT"), ("RO-04",)),
    "a room shut most of the year": Case(closed("2027-02-01", "2028-03-31", room="N-PRAT"), ("RO-04",)),
    "fixed on a day that is closed": Case(pin("2027-08-12", "CQP266-NANTES"), ("PI-01", "CA-02")),
    "fixed and forbidden": Case(pin("2027-03-11", "FAE-POITIERS", kind="interdire"), ("PI-01", "PI-02")),
    "a trainer fixed at two sites": Case(
        pin("2027-04-08", "CQP266-NANTES", trainer="F02", module="SOINS")
        + pin("2027-04-08", "CQP266-POITIERS", trainer="F02", module="SOINS"),
        ("PI-01", "TR-01"),
    ),
    "fixed with a trainer without the skill": Case(
        pin("2027-05-13", "FAE-POITIERS", trainer="F10"), ("PI-01", "TR-02")
    ),
    "fixed before what it comes after": Case(
        pin("2027-03-15", "CQP266-POITIERS", module="TELEMED")
        + pin("2027-06-14", "CQP266-POITIERS", module="LOGICIEL"),
        ("PI-01", "CU-02"),
    ),
    "a joint module in groups too small": Case(
        cell("joint_modules", "AFGSU-NANTES", group_min=13, group_max=15, strict="oui"), ("CU-07",)
    ),
    "a joint module without a weekday in common": Case(
        cell("cohorts", "CQP371-NANTES", weekdays="lun, mar")
        + cell("cohorts", "CQP266-NANTES", weekdays="jeu, ven"),
        ("JO-01",),
    ),
    "a closure and months too few at once": Case(
        closed("2027-03-01", "2027-05-31", site="POITIERS")
        + cell("cohorts", "CQP371-NANTES", min_months=4, max_months=5),
        ("CA-02", "CA-05"),
    ),
}


def main() -> int:
    """Run the cases asked for, or all, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    demo, settings = read_instance(shipped("data/demo"))[0], load_settings()
    print("| Case | Counting s | All s | Ways out |\n|---|---:|---:|---:|")
    wrong = 0
    for name, case in CASES.items():
        if asked.names and not any(part in name for part in asked.names):
            continue
        with speaking("fr"), tempfile.TemporaryDirectory() as folder:
            cells = edited(tables_of(demo), case.cells)
            instance = read_back(cells, demo, Path(folder) / "impossible")
            start = time.monotonic()
            counted = obstacles(instance)
            counting = time.monotonic() - start
            found = explain(instance, settings, seconds=asked.time_limit, today=TODAY)
            seconds = time.monotonic() - start
            outcome = Outcome(Status.IMPOSSIBLE, (), 0, 0, 0.0, counted)
            faults = list(
                _faults(case, as_data(instance, outcome, found), instance, found.ways, Path(folder))
            )
        print(f"| {name} | {counting:.1f} | {seconds:.0f} | {len(found.ways)} |", *faults, flush=True)
        if asked.show:
            for way in found.ways:
                print("    ", "; ".join(x.said for x in way.concessions), way.cost, way.changed, flush=True)
        wrong += bool(faults)
    return 1 if wrong else 0


def _faults(case: Case, data: dict[str, Any], instance: Instance, ways: Any, folder: Path) -> list[str]:
    codes = {code for x in [*data["obstacles"], *data["cause"]] for code in x["codes"]}
    faults = [f"not named: {code}" for code in case.codes if code not in codes]
    tables = tables_of(instance)
    for number, (way, written) in enumerate(zip(ways, data["ways"], strict=True)):
        read = read_back(edited(tables, written["concessions"]), instance, folder / str(number))
        faults += [f"way {number}: {x.code} {x.message}" for x in check(read, way.lessons)]
    return faults


if __name__ == "__main__":
    sys.exit(main())
