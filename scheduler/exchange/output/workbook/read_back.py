"""Read a plan back from the workbook: the sessions as they stand, the rest from the hidden sheet."""

import io
from dataclasses import replace

from openpyxl import load_workbook

from scheduler.domain.plan import Plan
from scheduler.errors import InputError
from scheduler.exchange.input.columns import normal
from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.output.plan_json import load
from scheduler.exchange.output.workbook.carrier import carried
from scheduler.exchange.output.workbook.read_sessions import Row, read_sessions
from scheduler.exchange.output.workbook.titles import PLAN, SESSIONS
from scheduler.exchange.output.workbook.words import in_every_language
from scheduler.text import _


def read_workbook(content: bytes, name: str) -> Plan:
    """Return the plan in the bytes of a workbook; `name` is what messages call the file.

    Raises
    ------
    InputError
        With every problem found: no workbook, not ours, cells that say no lesson.
    """
    sheets = _sheets(content, name)
    sessions = next((x for x in sheets if x.casefold() in in_every_language(SESSIONS)), None)
    if PLAN not in sheets and _is_input(content):
        raise InputError.at(
            name,
            _("this is a workbook to solve, not a result."),
            _("Run “scheduler solve” with it, then check the calendar.xlsx that it writes."),
        )
    if PLAN not in sheets:
        raise InputError.at(
            name,
            _("the hidden sheet “{sheet}” is missing.").format(sheet=PLAN),
            _("Give the calendar.xlsx as it was written, or plan.json; a copy of some sheets is not enough."),
        )
    if sessions is None:
        raise InputError.at(
            name,
            _("the sheet “{sheet}” is missing.").format(sheet=_(SESSIONS)),
            _("Give the sheet its name back, or solve again."),
        )
    plan = load(carried([row[0] if row else None for row in sheets[PLAN]], name), f"{name} {PLAN}")
    lessons = read_sessions(plan.instance, sessions, sheets[sessions])
    return replace(plan, lessons=lessons)


def _sheets(content: bytes, name: str) -> dict[str, list[Row]]:
    """Return the cells of the two sheets that the reader needs, by title."""
    wanted = {PLAN, *in_every_language(SESSIONS)}
    try:
        # Read-only: only these two sheets are parsed, and no formula is needed.
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheets = (sheet for sheet in book.worksheets if sheet.title.casefold() in wanted)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}
    # A damaged archive makes the libraries below raise almost anything.
    except Exception as fault:
        raise InputError.at(
            name,
            _("this is not an Excel workbook, or it is damaged."),
            _("Open it in a spreadsheet program and save it again as .xlsx, or solve again."),
        ) from fault


def _is_input(content: bytes) -> bool:
    """Tell whether a workbook has the sheets that a centre fills in, at least all it must."""
    titles = {normal(x) for x in load_workbook(io.BytesIO(content), read_only=True).sheetnames}
    return all({normal(name) for name in sheet.names} & titles for sheet in SHEETS if sheet.required)
