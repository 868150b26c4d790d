"""Read a plan back from the workbook: the sessions as they stand, the rest from the hidden sheet."""

from dataclasses import replace

from scheduler.domain.plan import Plan
from scheduler.errors import InputError, Problem
from scheduler.exchange.input.columns import normal
from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.output.plan_json import load
from scheduler.exchange.output.workbook.carrier import carried
from scheduler.exchange.output.workbook.read_sessions import read_sessions
from scheduler.exchange.output.workbook.words import PLAN, SESSIONS, in_every_language
from scheduler.exchange.spreadsheet import BrokenPart, Sheet, TooLarge, read_sheets
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
    if problems := [x for sheet in sheets.values() for x in _problems(sheet, name)]:
        raise InputError(problems)
    column = [line.cells[0] for line in sheets[PLAN].lines]
    plan = load(carried(column, name), f"{name} {PLAN}")
    return replace(plan, lessons=read_sessions(plan.instance, sessions, sheets[sessions].lines))


def _sheets(content: bytes, name: str) -> dict[str, Sheet]:
    """Return the two sheets that the reader needs, by title."""
    wanted = {PLAN, *in_every_language(SESSIONS)}
    try:
        book = read_sheets(content, lambda title: title.casefold() in wanted)
    except TooLarge as fault:
        part, most = fault.args
        raise InputError.at(
            f"{name} {part}",
            _("It is too large: at most {most} MB are read.").format(most=most),
            _again(),
        ) from fault
    except BrokenPart as fault:
        raise InputError.at(name, _("this is not an Excel workbook, or it is damaged."), _again()) from fault
    return {sheet.title: sheet for sheet in book.sheets}


def _problems(sheet: Sheet, name: str) -> list[Problem]:
    """Return what keeps a sheet from being read as a whole."""
    if not (sheet.broken or sheet.full or sheet.misplaced):
        return []
    row = sheet.misplaced[0] if sheet.misplaced else max(1, sheet.end)
    return [Problem(f"{name} {sheet.title}!{row}", _("The sheet is damaged from here on."), _again())]


def _again() -> str:
    return _("Open it in a spreadsheet program and save it again as .xlsx, or solve again.")


def _is_input(content: bytes) -> bool:
    """Tell whether a workbook has the sheets that a centre fills in, at least all it must."""
    titles: set[str] = set()

    def note(title: str) -> bool:
        titles.add(normal(title))
        return False

    read_sheets(content, note)
    return all({normal(name) for name in sheet.names} & titles for sheet in SHEETS if sheet.required)
