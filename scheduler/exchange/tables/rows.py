"""Read the rows of a table that is described: the value of every cell, and the place of every complaint."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scheduler.caps import CELL_CHARACTERS, LIST_CHARACTERS, PLAN_LIST, ROWS
from scheduler.exchange.spreadsheet import Damaged
from scheduler.exchange.tables.cells import Context, Raw, is_empty, read_cell, text_of
from scheduler.exchange.tables.columns import Column, Kind, Refused, TableSheet
from scheduler.exchange.tables.complaints import Complaints, Spot
from scheduler.exchange.tables.headers import Headers, find_headers
from scheduler.exchange.tables.names import is_remark, normal
from scheduler.exchange.tables.raw import RawRow, RawTable
from scheduler.text import _
from scheduler.text.signs import shortened

_LISTS = (Kind.WEEKDAYS, Kind.AVAILABILITY, Kind.WORDS, Kind.REFERENCES)
_NOTHING = re.compile(r"\s*[-–—/]+\s*")
"""How people say that a cell holds nothing."""

_NUMBER = re.compile(r"\d+([.,]\d+)?")
_EXAMPLE = re.compile(r"\s*(exemple|example)\b", re.IGNORECASE)


@dataclass
class Row:
    """A row understood: values by key of column, and the place of every cell.

    Cells that are empty have no value; those that were refused are in `refused`, and
    nothing more is said about them.
    """

    number: int
    values: dict[str, Any]
    places: dict[str, Spot]
    refused: set[str] = field(default_factory=set)

    def get(self, key: str) -> Any:
        """Return the value of a cell, None if it is empty or was refused."""
        return self.values.get(key)


@dataclass
class Table:
    """A sheet understood, in the order of the file; `present` is False if the file has none."""

    sheet: TableSheet
    place: Spot
    rows: list[Row] = field(default_factory=list)
    present: bool = True

    def ids(self) -> list[str]:
        """Return the identifiers of the rows that have one."""
        return [row.values["id"] for row in self.rows if "id" in row.values]


def read_table(
    sheet: TableSheet, index: int, raw: RawTable, context: Context, complaints: Complaints
) -> Table:
    """Return the rows of a table, and note everything wrong with them.

    Rows in which no column that is read holds anything are passed over.

    Parameters
    ----------
    index
        Where the sheet stands among those of one reading: it puts complaints in order.
    """
    table = Table(sheet, Spot(raw.shown, (index, 0, 0)))
    headers = find_headers(sheet, index, raw, complaints)
    if headers is None:
        if sheet.required:
            complaints.error(table.place, _("The sheet is empty."), _("Fill in at least one row."))
        return table
    context = Context(raw.epoch, context.own_words)
    below = [row for row in raw.rows if row.number > headers.line.number and not row.blank]
    body = [row for row in below if _read_cells(sheet, row, headers)]
    examples = {} if sheet.complete else {row.number: row for row in body if _is_example(row)}
    filled = [row for row in body if row.number not in examples and not _is_note(sheet, row, headers)]
    filled = [row for row in filled if not _is_head(sheet, row, headers)]
    most = ROWS.get(sheet.key, PLAN_LIST)
    if len(filled) > most.most and sheet.key != "centre":
        complaints.error(
            headers.at(filled[most.most].number, 0),
            _("The table has {count} rows; at most {most} are read.").format(
                count=len(filled), most=most.most
            ),
            _("Keep those of one centre in this file."),
        )
        filled = filled[: most.most]
    for row in examples.values():
        if _was_filled_in(sheet, row, headers, context):
            complaints.warning(
                headers.at(row.number, 0),
                _("This line begins with EXAMPLE, so it was not read."),
                _("If it is one of yours, remove the word EXAMPLE; if not, delete the line."),
            )
    table.rows = [_row(sheet, row, headers, context, complaints, raw.merged_with) for row in filled]
    if sheet.required and not filled:
        complaints.error(
            table.place,
            _("The sheet has no row."),
            _("Only the example line is there, and it is not read: fill in a row below.")
            if body
            else _("Fill in at least one row."),
        )
    return table


def _check_raw(column: Column, cell: Raw) -> None:
    """Refuse a cell that is damaged or holds too long a text, before it is read for its meaning."""
    if isinstance(cell, Damaged):
        raise Refused(
            _("“{value}” stands in the file where a spreadsheet program would not write it.").format(
                value=shortened(cell)
            ),
            _("Type the value of the cell again."),
        )
    cap = LIST_CHARACTERS if column.kind in _LISTS else CELL_CHARACTERS
    if isinstance(cell, str) and len(cell) > cap.most:
        raise Refused(
            _("“{value}” has {count} characters; at most {most} are taken.").format(
                value=shortened(cell), count=len(cell), most=cap.most
            ),
            _("Shorten it."),
        )


def _is_example(row: RawRow) -> bool:
    first = next((cell for cell in row.cells if not is_empty(cell)), None)
    return bool(_EXAMPLE.match(text_of(first)))


def _was_filled_in(sheet: TableSheet, row: RawRow, headers: Headers, context: Context) -> bool:
    """Tell whether somebody wrote over the example: a cell after the first that is not the example's."""
    for column in sheet.columns:
        index = headers.index.get(column.key)
        cell = None if index is None else row.cell(index)
        if not index or is_empty(cell):
            continue
        try:
            if read_cell(column, cell, context) != column.example:
                return True
        except Refused:
            return True
    return False


def _read_cells(sheet: TableSheet, row: RawRow, headers: Headers) -> list[Raw]:
    """Return what the columns that are read hold, empty cells left out."""
    cells = (row.cell(headers.index[column.key]) for column in sheet.read if column.key in headers.index)
    return [cell for cell in cells if not _says_nothing(cell)]


def _says_nothing(cell: Raw) -> bool:
    """Tell whether a cell is empty, or holds the dash that people write into an empty one."""
    return is_empty(cell) or (isinstance(cell, str) and bool(_NOTHING.fullmatch(cell)))


def _is_note(sheet: TableSheet, row: RawRow, headers: Headers) -> bool:
    """Tell whether a row is a remark alone, such as ``NB : à confirmer``, or the totals under the table."""
    cells = _read_cells(sheet, row, headers)
    several = sum(column.required for column in sheet.columns) > 1
    if not several or not is_remark(text_of(cells[0])):
        return False
    return all(_NUMBER.fullmatch(text_of(cell)) for cell in cells[1:])


def _is_head(sheet: TableSheet, row: RawRow, headers: Headers) -> bool:
    """Tell whether a row is that of the titles once more, as of two tables put below one another."""
    titles = (
        (row.cell(headers.index[column.key]), column) for column in sheet.read if column.key in headers.index
    )
    told = [(cell, column) for cell, column in titles if not _says_nothing(cell)]
    return len(told) > 1 and all(normal(text_of(cell)) in map(normal, x.names) for cell, x in told)


def _nothing(column: Column, merged_with: str | None) -> tuple[str, str]:
    """Return what is said of a cell that must hold something, and what to try."""
    if merged_with is None:
        empty = _("“{column}” is empty.").format(column=column.header)
        return empty, _("Fill in the cell, or clear the whole row.")
    return (
        _("“{column}” is empty: the cell is merged with {cell}.").format(
            column=column.header, cell=merged_with
        ),
        _("Unmerge the cells, and write the value into each."),
    )


def _row(
    sheet: TableSheet,
    raw: RawRow,
    headers: Headers,
    context: Context,
    complaints: Complaints,
    merged_with: Callable[[int, int], str | None],
) -> Row:
    row = Row(raw.number, {}, {column.key: headers.place(raw.number, column) for column in sheet.read})
    for column in sheet.read:
        index = headers.index.get(column.key)
        if index is None:
            # The missing column was noted with the headers.
            if column.required:
                row.refused.add(column.key)
            continue
        cell = raw.cell(index)
        if _says_nothing(cell):
            if column.required:
                row.refused.add(column.key)
                complaints.error(row.places[column.key], *_nothing(column, merged_with(raw.number, index)))
            continue
        try:
            _check_raw(column, cell)
            row.values[column.key] = read_cell(column, cell, context)
        except Refused as refusal:
            row.refused.add(column.key)
            complaints.error(row.places[column.key], refusal.message, refusal.hint)
    return row
