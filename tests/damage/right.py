"""Right inputs of every kind, to be damaged."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.exchange.input import write_demo
from scheduler.exchange.output import write_plan
from scheduler.settings.loader import DEFAULT
from scheduler.shipped import shipped
from tests.exchange_output.samples import plan


@dataclass(frozen=True)
class Right:
    """Right inputs: files by name, and the name that a command is given.

    Attributes
    ----------
    kind
        ``workbook``, ``tables``, ``curriculum``, ``settings``, ``plan`` or ``calendar``.
    """

    kind: str
    files: dict[str, bytes]
    given: str


@cache
def rights() -> tuple[Right, ...]:
    """Return one right input of each kind; the workbook twice, as most damage is done there."""
    demo = shipped("data/demo")
    tables = {path.name: path.read_bytes() for path in sorted(demo.glob("*.csv"))}
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder / "centre.xlsx")
        workbook = Right("workbook", {"centre.xlsx": (folder / "centre.xlsx").read_bytes()}, "centre.xlsx")
        write_plan(plan(1), folder)
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
        workbook,
    )
