"""Write a plan into a folder: the workbook, the complete plan, the table of half-days."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.domain.plan import Plan
from scheduler.errors import InputError, Miswritten
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.sets import CALENDAR, EXCEL, HALF_DAYS, PLAN
from scheduler.exchange.whole import write_whole
from scheduler.text import _

if TYPE_CHECKING:
    from scheduler.exchange.output.workbook.edited import EditReport

__all__ = ["CALENDAR", "EXCEL", "HALF_DAYS", "PLAN", "write_plan"]


def write_plan(
    plan: Plan,
    folder: Path,
    excel: bool = False,
    report: ChangeReport | None = None,
    edits: "EditReport | None" = None,
    beside: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Write ``calendar.xlsx``, ``plan.json`` and ``half_days.csv`` into `folder`.

    All bear the number of the plan. They are read back before they take their places, and must
    give the same lessons. The workbook speaks the language now spoken; the other two speak to
    programs.

    Parameters
    ----------
    excel
        True to write ``half_days_excel.csv`` too: the table as a French Excel opens it.
    report
        What changed since the plan before: written too, as ``changes.csv``, ``changes.json`` and a sheet.
    edits
        What somebody edited in the calendar, and what became of it: a sheet, and what else he added.
    beside
        Other files, by name: they are written with the plan, or not at all.

    Returns
    -------
    The paths, in that order; last that of the calendar that lay there, if somebody had edited it.

    Raises
    ------
    InputError
        If the folder cannot be written to; the error says where the files were kept instead.
        Whatever happens, the files are written together or the folder stays as it was.
    Miswritten
        If what was written does not read back as the plan; the folder is as it was.
    """
    # Imported here: openpyxl and pandas cost 0.8 s that a light command must not pay.
    from scheduler.exchange.output.changes import CHANGES_CSV, CHANGES_JSON, rows, said
    from scheduler.exchange.output.changes import csv_bytes as changes_csv
    from scheduler.exchange.output.changes import json_bytes as changes_json
    from scheduler.exchange.output.half_days import csv_bytes, excel_bytes, frame
    from scheduler.exchange.output.plan_json import dump
    from scheduler.exchange.output.sets import edited_before, plan_number, sealed, workbook_seal
    from scheduler.exchange.output.workbook import render

    table = frame(plan)
    number = plan_number(plan)
    tables = {HALF_DAYS: csv_bytes(table)}
    if excel:
        tables[EXCEL] = excel_bytes(plan, table)
    if report is not None:
        changed = rows(report.changes, report.reasons)
        tables |= {CHANGES_CSV: changes_csv(changed), CHANGES_JSON: changes_json(changed, said(report))}
    files = sealed(tables)
    calendar = render(plan, table, number, files, report, edits, datetime.now().astimezone().date())
    sealed_files = files | {CALENDAR: workbook_seal(calendar)}
    # The workbook first: it is the one that another program may hold.
    contents = {
        CALENDAR: calendar,
        PLAN: dump(plan, number=number, files=sealed_files).encode("ascii") + b"\n",
        **tables,
        **(beside or {}),
        **edited_before(folder),
    }
    return write_whole(folder, contents, _verifying(plan, number), keep_as=str(number))


def _verifying(plan: Plan, number: int) -> Callable[[Mapping[str, Path]], None]:
    """Return what reads files back and raises unless they say what `plan` says."""
    from scheduler.exchange.output.half_days import in_order
    from scheduler.exchange.output.read import read_plan
    from scheduler.exchange.output.sets import number_in
    from scheduler.exchange.output.xlsx import faulty_part

    def verify(paths: Mapping[str, Path]) -> None:
        lessons = in_order(plan)
        for name in (CALENDAR, PLAN):
            try:
                found = read_plan(paths[name])
            except InputError as error:
                raise Miswritten(f"{name}: {error}") from error
            if in_order(found) != lessons or number_in(paths[name]) != number:
                raise Miswritten(_("{file} does not give back the lessons.").format(file=name))
        if part := faulty_part(paths[CALENDAR].read_bytes()):
            raise Miswritten(f"{CALENDAR}: {part}")
        rows = csv.DictReader(io.StringIO(paths[HALF_DAYS].read_text(encoding="utf-8"), newline=""))
        told = [(x["cohort"], int(x["group"]), x["date"], x["half_day"], x["module"]) for x in rows]
        if told != [(x.cohort, x.group, x.day.isoformat(), x.half.value, x.module) for x in lessons]:
            raise Miswritten(_("{file} does not give back the lessons.").format(file=HALF_DAYS))

    return verify
