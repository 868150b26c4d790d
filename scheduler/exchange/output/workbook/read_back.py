"""Read a plan back from the workbook: the sessions as they stand, the rest from the hidden sheet."""

from scheduler.domain.plan import Lesson, Plan
from scheduler.errors import InputError
from scheduler.exchange.input.tables import RESULT, SHEETS
from scheduler.exchange.output.plan_json import load
from scheduler.exchange.output.workbook.carrier import carried
from scheduler.exchange.output.workbook.columns import SESSIONS
from scheduler.exchange.output.workbook.read_sessions import read_sessions
from scheduler.exchange.spreadsheet import read_sheets
from scheduler.exchange.tables.names import normal
from scheduler.exchange.tables.workbook import open_book, raw_table
from scheduler.text import _

_TITLES = {normal(name) for name in SESSIONS.names}


def read_edited(content: bytes, name: str) -> tuple[Plan, tuple[Lesson, ...]]:
    """Return the plan that a workbook was written from, and the lessons as they stand in it now.

    Raises
    ------
    InputError
        With every problem found: no workbook, not ours, cells that say no lesson.
    """
    book = open_book(content, name, lambda title: title == RESULT or normal(title) in _TITLES)
    sheets = {sheet.title: sheet for sheet in book.sheets}
    hidden = sheets.pop(RESULT, None)
    if hidden is None and _is_input(content):
        raise InputError.at(
            name,
            _("this is a workbook to solve, not a result."),
            _("Run “scheduler solve” with it, then check the calendar.xlsx that it writes."),
        )
    if hidden is None:
        raise InputError.at(
            name,
            _("the hidden sheet “{sheet}” is missing.").format(sheet=RESULT),
            _("Give the calendar.xlsx as it was written, or plan.json; a copy of some sheets is not enough."),
        )
    if not sheets:
        raise InputError.at(
            name,
            _("the sheet “{sheet}” is missing.").format(sheet=SESSIONS.title),
            _("Give the sheet its name back, or solve again."),
        )
    plan = load(carried([line.cells[0] for line in hidden.lines], name), f"{name} {RESULT}")
    return plan, read_sessions(plan.instance, raw_table(book, next(iter(sheets.values()))))


def _is_input(content: bytes) -> bool:
    """Tell whether a workbook has the sheets that a centre fills in, at least all it must."""
    titles: set[str] = set()

    def note(title: str) -> bool:
        titles.add(normal(title))
        return False

    read_sheets(content, note)
    return all({normal(name) for name in sheet.names} & titles for sheet in SHEETS if sheet.required)
