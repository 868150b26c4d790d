"""Understand the tables of a file: which sheet each is, which columns, and the value of every cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scheduler.caps import CELL_CHARACTERS, LIST_CHARACTERS, ROWS
from scheduler.exchange.input.cells import Context, Raw, is_empty, read_cell, text_of
from scheduler.exchange.input.columns import Column, Kind, Sheet, is_remark, nearest, normal
from scheduler.exchange.input.complaints import Complaints, Place
from scheduler.exchange.input.headers import Headers, find_headers
from scheduler.exchange.input.raw import RawRow, RawTable
from scheduler.exchange.input.refused import Refused
from scheduler.exchange.input.tables import CATALOGUE, INSTRUCTIONS, SHEETS
from scheduler.exchange.spreadsheet import Damaged
from scheduler.text import _

_LISTS = (Kind.WEEKDAYS, Kind.AVAILABILITY, Kind.WORDS, Kind.REFERENCES)
_EXAMPLE = re.compile(r"\s*(exemple|example)\b", re.IGNORECASE)


@dataclass
class Row:
    """A row understood: values by key of column, and the place of every cell.

    Cells that are empty have no value; those that were refused are in `refused`, and
    nothing more is said about them.
    """

    number: int
    values: dict[str, Any]
    places: dict[str, Place]
    refused: set[str] = field(default_factory=set)

    def get(self, key: str) -> Any:
        """Return the value of a cell, None if it is empty or was refused."""
        return self.values.get(key)


@dataclass
class Table:
    """A sheet understood, in the order of the file; `present` is False if the file has none."""

    sheet: Sheet
    place: Place
    rows: list[Row] = field(default_factory=list)
    present: bool = True

    def ids(self) -> list[str]:
        """Return the identifiers of the rows that have one."""
        return [row.values["id"] for row in self.rows if "id" in row.values]


def understand(raws: Iterable[RawTable], context: Context, complaints: Complaints) -> dict[str, Table]:
    """Return a table for every sheet of the description, and note everything wrong on the way."""
    matched, unknown = _match(list(raws), complaints)
    tables: dict[str, Table] = {}
    for index, sheet in enumerate(SHEETS):
        raw = matched.get(sheet.key)
        if raw is None:
            tables[sheet.key] = Table(sheet, Place(sheet.title, (index, 0, 0)), present=False)
            if sheet.required:
                close = nearest(sheet.title, unknown)
                complaints.error(
                    Place(sheet.title, (index, 0, 0)),
                    _("The sheet is missing."),
                    _("Rename the sheet “{found}” to “{name}”.").format(found=close, name=sheet.title)
                    if close
                    else _("Start from an empty template: scheduler init file.xlsx."),
                )
            continue
        tables[sheet.key] = _table(sheet, index, raw, context, complaints)
    return tables


def _match(raws: list[RawTable], complaints: Complaints) -> tuple[dict[str, RawTable], list[str]]:
    """Return the table of each sheet, and the names of those that are none."""
    keys = {normal(name): sheet.key for sheet in SHEETS for name in sheet.names}
    ignored = {normal(name) for name in (*INSTRUCTIONS, *CATALOGUE)}
    matched: dict[str, RawTable] = {}
    unknown: list[RawTable] = []
    for raw in raws:
        key = keys.get(normal(raw.name))
        if key in matched:
            complaints.error(
                Place(raw.shown),
                _("This is the same table as {other}.").format(other=matched[key].shown),
                _("Keep one of them."),
            )
        elif key:
            matched[key] = raw
        elif normal(raw.name) not in ignored:
            unknown.append(raw)
    for raw in unknown:
        _note_unknown(raw, matched, complaints)
    return matched, [raw.name for raw in unknown]


def _note_unknown(raw: RawTable, matched: dict[str, RawTable], complaints: Complaints) -> None:
    """Refuse a table that must be a known one under another name; warn of any other with rows."""
    if all(row.blank for row in raw.rows):
        return
    # That a required sheet is missing is an error already, and names the one that resembles it.
    optional = [sheet for sheet in SHEETS if not sheet.required and sheet.key not in matched]
    missing = [name for sheet in optional for name in sheet.names]
    meant = nearest(raw.name, missing, 0.8) or next(
        (name for name in missing if normal(raw.name).startswith(normal(name))), None
    )
    if meant:
        complaints.error(
            Place(raw.shown),
            _("This sheet is not known and was not read."),
            _("Rename it to “{name}” if that is what it holds; if not, give it another name.").format(
                name=meant
            ),
        )
        return
    titles = ", ".join(sheet.title for sheet in SHEETS)
    complaints.warning(
        Place(raw.shown),
        _("This sheet is not known and was not read."),
        _("Sheets that are read: {names}.").format(names=titles),
    )


def _table(sheet: Sheet, index: int, raw: RawTable, context: Context, complaints: Complaints) -> Table:
    table = Table(sheet, Place(raw.shown, (index, 0, 0)))
    headers = find_headers(sheet, index, raw, complaints)
    if headers is None:
        if sheet.required:
            complaints.error(table.place, _("The sheet is empty."), _("Fill in at least one row."))
        return table
    context = Context(raw.epoch, context.own_words)
    body = [row for row in raw.rows if row.number > headers.line.number and not row.blank]
    filled = [row for row in body if not _is_example(row) and not _is_note(sheet, row)]
    most = ROWS[sheet.key]
    if len(filled) > most.most and sheet.key != "centre":
        complaints.error(
            headers.at(filled[most.most].number, 0),
            _("The table has {count} rows; at most {most} are read.").format(
                count=len(filled), most=most.most
            ),
            _("Keep those of one centre in this file."),
        )
        filled = filled[: most.most]
    for row in body:
        if _is_example(row) and _was_filled_in(sheet, row, headers, context):
            complaints.warning(
                headers.at(row.number, 0),
                _("This line begins with EXAMPLE, so it was not read."),
                _("If it is one of yours, remove the word EXAMPLE; if not, delete the line."),
            )
    table.rows = [_row(sheet, row, headers, context, complaints) for row in filled]
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
    """Refuse what the file holds before its meaning is looked for: damage, and a text without end."""
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


def shortened(text: str) -> str:
    """Return a text as messages quote it: the first signs of a long one."""
    return text if len(text) <= 40 else text[:39] + "…"


def _is_example(row: RawRow) -> bool:
    first = next((cell for cell in row.cells if not is_empty(cell)), None)
    return bool(_EXAMPLE.match(text_of(first)))


def _was_filled_in(sheet: Sheet, row: RawRow, headers: Headers, context: Context) -> bool:
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


def _is_note(sheet: Sheet, row: RawRow) -> bool:
    """Tell whether a row holds nothing but a remark, such as ``NB : à confirmer``, under the table."""
    texts = [text_of(cell) for cell in row.cells if not is_empty(cell)]
    several = sum(column.required for column in sheet.columns) > 1
    return several and len(texts) == 1 and is_remark(texts[0])


def _row(sheet: Sheet, raw: RawRow, headers: Headers, context: Context, complaints: Complaints) -> Row:
    row = Row(raw.number, {}, {column.key: headers.place(raw.number, column) for column in sheet.columns})
    for column in sheet.columns:
        index = headers.index.get(column.key)
        if index is None:
            # The missing column was noted with the headers.
            if column.required:
                row.refused.add(column.key)
            continue
        cell = raw.cell(index)
        if is_empty(cell):
            if column.required:
                row.refused.add(column.key)
                complaints.error(
                    row.places[column.key],
                    _("“{column}” is empty.").format(column=column.header),
                    _("Fill in the cell, or clear the whole row."),
                )
            continue
        try:
            _check_raw(column, cell)
            row.values[column.key] = read_cell(column, cell, context)
        except Refused as refusal:
            row.refused.add(column.key)
            complaints.error(row.places[column.key], refusal.message, refusal.hint)
    return row
