"""Read the sheet of sessions: rows into lessons, with every cell that says nothing usable."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.errors import InputError, Problem
from scheduler.exchange.input.columns import folded, is_remark, names_remarks, nearest
from scheduler.exchange.output.references import known_ids, unknown
from scheduler.exchange.output.workbook.columns import COLUMNS, Column
from scheduler.exchange.output.workbook.read_cells import UnusableError, blank, parsers
from scheduler.exchange.output.workbook.words import in_every_language
from scheduler.exchange.spreadsheet import Damaged, Line, Uncalculated, column_letters
from scheduler.settings.typed import did_you_mean
from scheduler.text import _

Row: TypeAlias = Sequence[Any]

HEAD_ROWS = 20
"""How far down the header may have been pushed."""

READ = [column for column in COLUMNS if not column.derived]


def read_sessions(instance: Instance, sheet: str, lines: Sequence[Line]) -> tuple[Lesson, ...]:
    """Return the lessons of the sheet called `sheet`, in the order of its rows.

    Rows that are empty in all columns that are read are passed over.

    Raises
    ------
    InputError
        With one problem per faulty header and cell.
    """
    head, places = _head(sheet, lines)
    cells = _Cells(instance, sheet, places)
    lessons = [cells.lesson(line.number, line.cells) for line in lines if line.number > head]
    if cells.problems:
        raise InputError(cells.problems)
    return tuple(lesson for lesson in lessons if lesson is not None)


def _head(sheet: str, lines: Sequence[Line]) -> tuple[int, dict[str, int]]:
    """Return the number of the header's row (from 1), and the place of each column (from 0)."""
    names = {title: x.name for x in COLUMNS for title in in_every_language(x.title)}
    above = [line for line in lines if line.number <= HEAD_ROWS]
    heads = [["" if blank(cell) else str(cell).strip() for cell in line.cells] for line in above]
    found = [sum(title.casefold() in names for title in head) for head in heads]
    if max(found, default=0) < len(READ) // 2:
        raise InputError.at(sheet, _("the row of headers is missing."), _titles_hint())
    best = found.index(max(found))
    number = above[best].number
    places: dict[str, int] = {}
    problems = []
    for place, title in enumerate(heads[best]):
        where = f"{sheet}!{column_letters(place + 1)}{number}"
        name = names.get(title.casefold())
        if name in places:
            problems.append(Problem(where, _("the column “{title}” is there twice.").format(title=title)))
        elif name is not None:
            places[name] = place
        elif title and not names_remarks(title) and nearest(title, [_(x.title) for x in COLUMNS]):
            message = _("“{title}” is not a column known here.").format(title=title)
            problems.append(Problem(where, message, did_you_mean(title, [_(x.title) for x in COLUMNS])))
    for column in READ:
        if column.name not in places:
            message = _("the column “{title}” is missing.").format(title=_(column.title))
            problems.append(Problem(f"{sheet}!{number}", message, _titles_hint()))
    if problems:
        raise InputError(problems)
    return number, places


def _titles_hint() -> str:
    titles = ", ".join(_(column.title) for column in READ)
    return _("The columns are: {titles}.").format(titles=titles)


class _Cells:
    """Turns rows into lessons, and keeps what is wrong with them."""

    def __init__(self, instance: Instance, sheet: str, places: dict[str, int]):
        self._sheet, self._places = sheet, places
        self._known = known_ids(instance)
        self._spelt = {key: {folded(name): name for name in names} for key, names in self._known.items()}
        self._parsers = parsers()
        self.problems: list[Problem] = []

    def lesson(self, number: int, row: Row) -> Lesson | None:
        """Return the lesson of a row; None if the row is empty or something is wrong with it."""
        cells = {name: row[place] if place < len(row) else None for name, place in self._places.items()}
        filled = [cells[column.name] for column in READ if not blank(cells[column.name])]
        if not filled or (len(filled) == 1 and is_remark(str(filled[0]))):
            return None
        before = len(self.problems)
        values = {column.name: self._value(column, number, cells[column.name]) for column in READ}
        if len(self.problems) > before:
            return None
        return Lesson(**values | {"pinned": bool(values["pinned"])}, place=f"{self._sheet}!A{number}")

    def _value(self, column: Column, number: int, cell: Any) -> Any:
        where = f"{self._sheet}!{column_letters(self._places[column.name] + 1)}{number}"
        if blank(cell):
            if not column.optional:
                message = _("the cell “{title}” is empty.").format(title=_(column.title))
                self.problems.append(Problem(where, message, _("Fill it, or delete the whole row.")))
            return None
        if isinstance(cell, Damaged | Uncalculated):
            self.problems.append(Problem(where, _unreadable(cell), _("Type the value of the cell again.")))
            return None
        try:
            value = self._parsers[column.kind](cell)
        except UnusableError as fault:
            self.problems.append(Problem(where, *fault.args))
            return None
        known = self._known.get(column.name)
        if known is not None:
            value = self._spelt[column.name].get(folded(value), value)
        if known is not None and value not in known:
            self.problems.append(unknown(column.name, value, known, where))
        return value


def _unreadable(cell: Damaged | Uncalculated) -> str:
    if isinstance(cell, Uncalculated):
        return _("The formula has no result in the file.")
    message = _("“{value}” stands in the file where a spreadsheet program would not write it.")
    return message.format(value=cell[:40])
