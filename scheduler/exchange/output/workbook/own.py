"""What somebody added to a calendar: columns beside the sessions, comments on them, sheets of his own.

They are copied into the calendar that answers his edits: values and formulas, bold type, fills, number
formats and widths. Pictures, charts and macros are not.
"""

import io
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from scheduler.domain.plan import Lesson, Plan
from scheduler.exchange.look import CELL, HEAD, TEXT, Look
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.workbook.columns import HEADER_ROW, SESSIONS
from scheduler.exchange.output.workbook.words import OCCASIONAL, fixed_titles, planner_title
from scheduler.exchange.output.xlsx import Formula, Value
from scheduler.exchange.spreadsheet import column_letters, without_cells
from scheduler.exchange.tables.names import normal
from scheduler.text import LANGUAGES, _, speaking

Slot = tuple[str, int, date, str]
"""A half-day of a group: cohort, group, day and half."""

MOST_CELLS = 100_000
"""Cells of sheets of his own that are copied, in all."""


@dataclass(frozen=True)
class OwnSheet:
    """A sheet that somebody added: cells by row and column with how they look, and widths by column."""

    title: str
    cells: tuple[tuple[int, int, Value, Look], ...]
    widths: Mapping[int, float]


@dataclass(frozen=True)
class Own:
    """All that somebody added to a calendar.

    Attributes
    ----------
    columns
        Headers, in order.
    cells
        By half-day of a group, the value of each of these columns.
    comments
        By half-day of a group: key of a column, or header of one of these, and what the comment says.
    """

    columns: tuple[str, ...] = ()
    cells: Mapping[Slot, tuple[Value, ...]] = field(default_factory=dict)
    comments: Mapping[Slot, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    sheets: tuple[OwnSheet, ...] = ()

    def moved(self, pairs: Mapping[Slot, Slot]) -> "Own":
        """Return the same for lessons that are elsewhere now, by their half-day before."""
        return Own(
            self.columns,
            {pairs.get(slot, slot): cells for slot, cells in self.cells.items()},
            {pairs.get(slot, slot): found for slot, found in self.comments.items()},
            self.sheets,
        )


def slot(lesson: Lesson) -> Slot:
    """Return the half-day of a group at which a lesson is."""
    return lesson.cohort, lesson.group, lesson.day, lesson.half.value


class OwnUnread(Exception):
    """What somebody added to a workbook cannot be read."""


def own_in(content: bytes, plan: Plan, lessons: Iterable[Lesson]) -> Own:
    """Return what somebody added to the workbook in `content`, which holds `lessons`.

    Raises
    ------
    OwnUnread
        If a part is damaged that the plan does without.
    """
    from openpyxl import load_workbook

    known = {normal(title) for title in _known(plan)}
    names = {normal(name) for name in SESSIONS.names}
    # The rest is the greater part of the file, and nothing of it is read.
    try:
        content = without_cells(content, lambda title: normal(title) in known - names)
        with warnings.catch_warnings():
            # Bars and conditional formats of younger programs are nothing that is read here.
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(io.BytesIO(content))
            shown = load_workbook(io.BytesIO(content), data_only=True)
    except Exception as fault:
        # Other people's programs wrote it, and the library raises whatever it meets in it.
        raise OwnUnread from fault
    sheets = tuple(
        _sheet(sheet, shown[sheet.title]) for sheet in book.worksheets if normal(sheet.title) not in known
    )
    sessions = next((sheet for sheet in book.worksheets if normal(sheet.title) in names), None)
    if sessions is None:
        return Own(sheets=sheets)
    headers = {normal(name): column.key for column in SESSIONS.columns for name in column.names}
    titles = {cell.column: str(cell.value) for cell in sessions[HEADER_ROW] if cell.value not in (None, "")}
    added = {number: title for number, title in titles.items() if normal(title) not in headers}
    cells: dict[Slot, tuple[Value, ...]] = {}
    comments: dict[Slot, tuple[tuple[str, str], ...]] = {}
    for lesson in lessons:
        row = int((lesson.place or "A0").rsplit("A", 1)[1])
        if not row:
            continue
        values = tuple(_value(sessions.cell(row, n), shown[sessions.title].cell(row, n)) for n in added)
        if any(value is not None for value in values):
            cells[slot(lesson)] = values
        said = tuple(
            (headers.get(normal(title), title), str(comment.text))
            for number, title in titles.items()
            if (comment := sessions.cell(row, number).comment) is not None
        )
        if said:
            comments[slot(lesson)] = said
    return Own(tuple(added.values()), cells, comments, sheets)


def _known(plan: Plan) -> Iterable[str]:
    """Yield the titles of the sheets that the program writes."""
    for each in LANGUAGES:
        with speaking(each):
            yield from (*fixed_titles(), *map(_, OCCASIONAL))
    taken: list[str] = []
    for cohort in plan.instance.cohorts:
        taken.append(planner_title(cohort.id, taken))
    yield from taken


def _sheet(sheet: Any, shown: Any) -> OwnSheet:
    cells: list[tuple[int, int, Value, Look]] = []
    for row in sheet.iter_rows():
        for cell in row:
            look = _look(cell) if cell.has_style else TEXT
            value = _value(cell, shown.cell(cell.row, cell.column))
            if value is not None or look.fill:
                cells.append((cell.row, cell.column, value, look))
            if len(cells) > MOST_CELLS:
                return OwnSheet(sheet.title, tuple(cells), {})
    widths = {}
    for number in range(1, min(sheet.max_column, 200) + 1):
        letter = column_letters(number)
        if letter in sheet.column_dimensions and sheet.column_dimensions[letter].width:
            widths[number] = float(sheet.column_dimensions[letter].width)
    return OwnSheet(sheet.title, tuple(cells), widths)


def _value(cell: Any, shown: Any) -> Value:
    value = cell.value
    if cell.data_type == "f" and isinstance(value, str):
        result = _plain(shown.value)
        return Formula(value, "" if result is None else result)
    return _plain(value)


def _plain(value: Any) -> str | float | date | time | None:
    if isinstance(value, datetime):
        return value if value.time() != time() else value.date()
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str | int | float | date | time) else None


def _look(cell: Any) -> Look:
    colour = cell.fill.fgColor.rgb if cell.fill is not None and cell.fill.patternType == "solid" else None
    fill = colour[-6:] if isinstance(colour, str) and len(colour) >= 6 else ""
    number = cell.number_format or "General"
    return TEXT.but(bold=bool(cell.font and cell.font.bold), fill=fill, number=number)


def write_own_columns(page: Page, own: Own, rows: Mapping[int, Lesson]) -> None:
    """Write his columns and comments into the sheet of sessions, to the right of ours."""
    first = len(SESSIONS.columns) + 1
    page.widths([16] * len(own.columns), first)
    page.row(HEADER_ROW, own.columns, HEAD, first)
    places = {column.key: number for number, column in enumerate(SESSIONS.columns, start=1)}
    places |= {title: first + number for number, title in enumerate(own.columns)}
    for row, lesson in rows.items():
        for number, value in enumerate(own.cells.get(slot(lesson), ())):
            look = CELL.but(number="dd/mm/yyyy") if isinstance(value, date) else CELL
            page.put(row, first + number, value, look)
        for name, text in own.comments.get(slot(lesson), ()):
            if name in places:
                page.sheet.write_comment(row - 1, places[name] - 1, text)


def write_own_sheets(add: Any, titles: Iterable[str], own: Own) -> None:
    """Write his sheets at the end, under their titles where these are free."""
    used = {title.casefold() for title in titles}
    for sheet in own.sheets:
        title, number = sheet.title, 2
        while title.casefold() in used:
            title, number = f"{sheet.title[:26]} ({number})", number + 1
        used.add(title.casefold())
        page = add(title)
        for column, width in sheet.widths.items():
            page.widths([width], column)
        for row, column, value, look in sheet.cells:
            page.put(row, column, value, look)
