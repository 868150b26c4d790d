"""Right inputs of every kind, to be damaged."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.commands.batch.order import order
from scheduler.domain.search import Limits
from scheduler.exchange.input import write_demo
from scheduler.exchange.output import write_plan
from scheduler.exchange.output.batch import RESULT, Result, State, write_result
from scheduler.exchange.papers.manifest import NAME, Manifest
from scheduler.settings.loader import DEFAULT
from scheduler.shipped import shipped
from scheduler.text import speaking
from tests.audit.conftest import sheet_of
from tests.audit.test_faults import year
from tests.exchange_output.samples import small_plan

LIMITS = Limits(seconds=1.0, workers=1)
"""Of the batch whose results are damaged."""


MISSED = (
    ("Apprenant", "Date", "Demi-journée"),
    ("FAE-LILLE-01", date(2027, 3, 1), "matin"),
    ("FAE-LILLE-02", date(2027, 4, 12), None),
)
PROMISED = (
    ("Apprenant", "Date", "Demi-journée", "Groupe"),
    ("FAE-LILLE-01", date(2027, 3, 1), "matin", "FAE-LILLE"),
    ("FAE-LILLE-02", date(2027, 4, 12), None, "FAE-LILLE"),
)
"""Of learners of :func:`small_plan`."""


@dataclass(frozen=True)
class Right:
    """Right inputs: files by name, and the name that a command is given.

    Attributes
    ----------
    kind
        ``workbook``, ``tables``, ``curriculum``, ``settings``, ``plan``, ``calendar`` or ``results``; of what
        comes after the first plan, ``edited``, ``planning``, ``absences``, ``promises`` and ``exported``.
    whole
        Files that stay as they are.
    """

    kind: str
    files: dict[str, bytes]
    given: str
    whole: dict[str, bytes] = field(default_factory=dict)


@cache
def rights() -> tuple[Right, ...]:
    """Return one right input of each kind; the workbook twice, as most damage is done there."""
    demo = shipped("data/demo")
    tables = {path.name: path.read_bytes() for path in sorted(demo.glob("*.csv"))}
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder / "centre.xlsx")
        workbook = Right("workbook", {"centre.xlsx": (folder / "centre.xlsx").read_bytes()}, "centre.xlsx")
        write_plan(small_plan(), folder)
        calendar = (folder / "calendar.xlsx").read_bytes()
        stored = (folder / "plan.json").read_bytes()
        planning = sheet_of(folder / "p.xlsx", year()).read_bytes()
        missed = sheet_of(folder / "m.xlsx", [list(row) for row in MISSED]).read_bytes()
        promised = sheet_of(folder / "s.xlsx", [list(row) for row in PROMISED]).read_bytes()
    listed = Manifest().with_kind("ics", 12, "2027-01-04", {"a.ics": b""})
    return (
        workbook,
        Right("tables", tables, "."),
        Right("calendar", {"calendar.xlsx": calendar}, "calendar.xlsx"),
        Right("plan", {"plan.json": stored}, "plan.json"),
        Right(
            "curriculum",
            {"curricula/cqp-266.yaml": (shipped("curricula") / "cqp-266.yaml").read_bytes()},
            "curricula",
        ),
        Right("settings", {"settings.yaml": DEFAULT.read_bytes()}, "settings.yaml"),
        _results(tables, calendar, stored),
        workbook,
        Right("edited", {"calendar.xlsx": calendar}, "calendar.xlsx", {"plan.json": stored}),
        Right("planning", {"p.xlsx": planning}, "p.xlsx"),
        Right("planning", {"p.csv": (demo.parent / "planning.csv").read_bytes()}, "p.csv"),
        Right("absences", {"m.xlsx": missed}, "m.xlsx"),
        Right("absences", {"m.csv": _csv(MISSED)}, "m.csv"),
        Right("promises", {"s.xlsx": promised, "t.csv": _csv(PROMISED)}, "."),
        Right("exported", {NAME: listed.to_bytes()}, "."),
    )


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def _results(tables: dict[str, bytes], calendar: bytes, stored: bytes) -> Right:
    """Return what a batch of one centre left behind: started again, it has nothing to solve."""
    with TemporaryDirectory() as name:
        centres = Path(name, "centres")
        (centres / "a").mkdir(parents=True)
        for table, data in tables.items():
            (centres / "a" / table).write_bytes(data)
        with speaking("fr"):
            (job,) = order((centres,), Path(name, "out"), LIMITS).jobs
        plan_found = Result("a", "", job.fingerprint, State.FEASIBLE, 90, 76, 0.15, 0, 12.5, 4, 3, "Tôt.")
        write_result(plan_found, job.folder)
        result = (job.folder / RESULT).read_bytes()
    whole = {f"centres/a/{table}": data for table, data in tables.items()}
    whole |= {"out/a/calendar.xlsx": calendar, "out/a/plan.json": stored, "out/a/half_days.csv": b"group"}
    return Right("results", {"out/a/result.json": result}, ".", whole)
