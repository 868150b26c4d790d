"""Right inputs of every kind, to be damaged."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.commands.batch.order import order
from scheduler.domain.search import Limits
from scheduler.exchange.input import write_demo
from scheduler.exchange.output import write_plan
from scheduler.exchange.output.batch import RESULT, Result, State, write_result
from scheduler.settings.loader import DEFAULT
from scheduler.shipped import shipped
from scheduler.text import speaking
from tests.exchange_output.samples import small_plan

LIMITS = Limits(seconds=1.0, workers=1)
"""Of the batch whose results are damaged."""


@dataclass(frozen=True)
class Right:
    """Right inputs: files by name, and the name that a command is given.

    Attributes
    ----------
    kind
        ``workbook``, ``tables``, ``curriculum``, ``settings``, ``plan``, ``calendar`` or ``results``.
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
    )


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
