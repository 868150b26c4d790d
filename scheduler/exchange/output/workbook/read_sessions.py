"""Read the sheet of sessions: rows into lessons, with every cell that says nothing usable."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.exchange.output.references import AMONG, known_ids
from scheduler.exchange.output.sense import hours_make_sense
from scheduler.exchange.output.workbook.columns import SESSIONS
from scheduler.exchange.tables.cells import Context, text_of
from scheduler.exchange.tables.columns import TableSheet
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.references import resolve_cell
from scheduler.exchange.tables.rows import Row, read_table
from scheduler.text import _


def read_sessions(instance: Instance, raw: RawTable) -> tuple[Lesson, ...]:
    """Return the lessons of the sheet of sessions, in the order of its rows, each with its place.

    Raises
    ------
    InputError
        With one problem per faulty header and cell.
    """
    complaints = Complaints()
    rows = read_table(_expected(instance), 0, raw, Context(), complaints).rows
    known = known_ids(instance)
    for row in rows:
        _judge(row, known, complaints)
    # Raises if there is an error; nobody asks about the columns that somebody added.
    complaints.warnings()
    return tuple(_lesson(row, raw.name) for row in rows)


def _expected(instance: Instance) -> TableSheet:
    """Return the sheet as it must be: without joint modules, none of their lessons are missed."""
    if not instance.joint_modules:
        return SESSIONS
    return replace(SESSIONS, columns=tuple(replace(column, later=False) for column in SESSIONS.columns))


def _judge(row: Row, known: Mapping[str, Sequence[str]], complaints: Complaints) -> None:
    """Write identifiers as the plan does, and note what no lesson can be."""
    for column in SESSIONS.read:
        if column.to is not None and column.key in row.values:
            resolve_cell(column, row, known[column.key], _(AMONG[column.key]), complaints)
    if "hours" in row.values and not hours_make_sense(row.values["hours"]):
        complaints.error(
            row.places["hours"],
            _("“{value}” is not a number of hours.").format(value=text_of(row.values["hours"])),
        )


def _lesson(row: Row, sheet: str) -> Lesson:
    values = {column.key: row.get(column.key) for column in SESSIONS.read}
    return Lesson(**values | {"pinned": bool(values["pinned"])}, place=f"{sheet}!A{row.number}")
