"""Read the sheet of sessions: rows into lessons, with every cell that says nothing usable."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.exchange.output.references import AMONG, known_ids
from scheduler.exchange.output.sense import hours_make_sense
from scheduler.exchange.output.workbook.columns import SESSIONS
from scheduler.exchange.tables.cells import Context, text_of
from scheduler.exchange.tables.columns import TableSheet
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.references import called_by_name, resolve_cell
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
    called = _called(instance, known)
    for row in rows:
        _by_name(row, called)
        _judge(row, known, complaints)
    # Raises if there is an error; nobody asks about the columns that somebody added.
    complaints.warnings()
    return tuple(_lesson(row, raw.name) for row in rows)


def _expected(instance: Instance) -> TableSheet:
    """Return the sheet as it must be: without joint modules, none of their lessons are missed."""
    if not instance.joint_modules:
        return SESSIONS
    return replace(SESSIONS, columns=tuple(replace(column, later=False) for column in SESSIONS.columns))


def _called(instance: Instance, known: Mapping[str, Sequence[str]]) -> dict[str, Mapping[str, str]]:
    """Return, by kind, the identifiers of what a name alone means: it is nobody's identifier."""
    things: dict[str, Sequence[Trainer | Room]] = {"trainer": instance.trainers, "room": instance.rooms}
    found: dict[str, Mapping[str, str]] = {}
    for kind, some in things.items():
        own = set(map(folded, known[kind]))
        named = called_by_name((x.id, x.name) for x in some)
        found[kind] = {name: id_ for name, id_ in named.items() if name not in own}
    return found


def _by_name(row: Row, called: Mapping[str, Mapping[str, str]]) -> None:
    """Write identifiers where somebody wrote names."""
    for kind, names in called.items():
        value = row.values.get(kind)
        if value and folded(str(value)) in names:
            row.values[kind] = names[folded(str(value))]


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
