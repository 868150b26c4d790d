"""Write a plan into a folder: the workbook, the complete plan, the table of half-days."""

from pathlib import Path

from scheduler.domain.plan import Plan
from scheduler.exchange.output.whole import write_whole

CALENDAR = "calendar.xlsx"
PLAN = "plan.json"
HALF_DAYS = "half_days.csv"


def write_plan(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write ``calendar.xlsx``, ``plan.json`` and ``half_days.csv`` into `folder`.

    The workbook speaks the language now spoken; the other two speak to programs.

    Returns
    -------
    The three paths, in that order.

    Raises
    ------
    InputError
        If the folder cannot be written to. Whatever happens, the three files are written
        together or the folder stays as it was.
    """
    # Imported here: openpyxl and pandas cost 0.8 s that a light command must not pay.
    from scheduler.exchange.output.half_days import csv_bytes, frame
    from scheduler.exchange.output.plan_json import dump
    from scheduler.exchange.output.workbook import render

    table = frame(plan)
    contents = {
        CALENDAR: render(plan, table),
        PLAN: dump(plan).encode("ascii") + b"\n",
        HALF_DAYS: csv_bytes(table),
    }
    return write_whole(folder, contents)
