"""Find the line of headers of a table, and tell which column is which."""

from dataclasses import dataclass
from functools import cached_property

from scheduler.exchange.tables.cells import is_empty, text_of
from scheduler.exchange.tables.columns import Column, TableSheet
from scheduler.exchange.tables.complaints import Complaints, Spot
from scheduler.exchange.tables.names import names_remarks, nearest, normal
from scheduler.exchange.tables.raw import RawRow, RawTable
from scheduler.text import _

_LOOKED_AT = 10
"""Headers stand among the first rows that hold something; titles may stand above them."""


@dataclass(frozen=True)
class Headers:
    """Where the columns of a sheet stand in a table: `index` by key of column."""

    sheet_index: int
    raw: RawTable
    line: RawRow
    index: dict[str, int]

    def place(self, row: int, column: Column) -> Spot:
        """Return the place of a cell; that of the row's first cell if the column is missing."""
        index = self.index.get(column.key)
        return self.at(row, 0, column.header) if index is None else self.at(row, index)

    def at(self, row: int, index: int, header: str = "") -> Spot:
        """Return the place of the cell in a row and the column at `index`."""
        place = self.raw.where(row, index, header or self._texts.get(index, ""))
        return Spot(place, (self.sheet_index, row, index))

    @cached_property
    def _texts(self) -> dict[int, str]:
        filled = (index for index, cell in enumerate(self.line.cells) if not is_empty(cell))
        return {index: _written(self.line, index) for index in filled}


def _written(row: RawRow, index: int) -> str:
    """Return a header as the file has it, without the mark of required columns."""
    return text_of(row.cell(index)).rstrip(" *")


def find_headers(
    sheet: TableSheet, sheet_index: int, raw: RawTable, complaints: Complaints
) -> Headers | None:
    """Return where the columns stand, or None if there is no line of headers.

    Notes unknown columns, columns named twice, values without a header, and columns that
    must be there and are not.
    """
    keys = {normal(name): column.key for column in sheet.columns for name in column.names}
    rows = [row for row in raw.rows if not row.blank][:_LOOKED_AT]

    def known(row: RawRow) -> int:
        return sum(normal(text_of(cell)) in keys for cell in row.cells)

    line = max(rows, key=known, default=None)
    if sheet.complete and (line is None or known(line) < len(sheet.read) // 2):
        message, hint = _("The line of headers is missing."), _("The columns are: {names}.")
        names = ", ".join(column.header for column in sheet.read)
        complaints.error(Spot(raw.shown, (sheet_index, 0, 0)), message, hint.format(names=names))
        return None
    if line is None:
        return None
    headers = Headers(sheet_index, raw, line, {})
    unknown: list[int] = []
    for position, cell in enumerate(line.cells):
        if is_empty(cell):
            continue
        key = keys.get(normal(text_of(cell)))
        if key is None:
            unknown.append(position)
        elif key in headers.index:
            complaints.error(
                headers.at(line.number, position),
                _("The column “{column}” is there twice.").format(column=_written(line, position)),
                _("Keep one of them."),
            )
        else:
            headers.index[key] = position
    _note_unknown(sheet, headers, unknown, complaints)
    _note_missing(sheet, headers, complaints)
    _note_without_header(headers, complaints)
    return headers


def _note_unknown(sheet: TableSheet, headers: Headers, unknown: list[int], complaints: Complaints) -> None:
    free = [column for column in sheet.columns if column.key not in headers.index]
    for position in unknown:
        name = _written(headers.line, position)
        place = headers.at(headers.line.number, position)
        close = nearest(name, [n for column in free for n in column.names[:2]])
        if names_remarks(name):
            continue
        if close:
            complaints.error(
                place,
                _("The column “{column}” is not known.").format(column=name),
                _("Did you mean “{name}”?").format(name=close),
            )
        else:
            complaints.warning(
                place,
                _("The column “{column}” is not known and was not read.").format(column=name),
                _("Call it “Remarks” if it holds your own notes."),
            )


def _note_missing(sheet: TableSheet, headers: Headers, complaints: Complaints) -> None:
    line = headers.line.number
    for column in sheet.read:
        if (column.required or (sheet.complete and not column.later)) and column.key not in headers.index:
            complaints.error(
                Spot(headers.raw.shown, (headers.sheet_index, line, 10**6)),
                _("The column “{column}” is missing.").format(column=column.header),
                _("Add it to the line of headers (line {line}).").format(line=line),
            )


def _note_without_header(headers: Headers, complaints: Complaints) -> None:
    """Note the first value of every column that has values and no header."""
    noted = {position for position, cell in enumerate(headers.line.cells) if not is_empty(cell)}
    for row in headers.raw.rows:
        if row.number <= headers.line.number or row.blank:
            continue
        for position, cell in enumerate(row.cells):
            if position in noted or is_empty(cell):
                continue
            noted.add(position)
            complaints.warning(
                headers.at(row.number, position, str(position + 1)),
                _("“{value}” stands in a column without a header, and was not read.").format(
                    value=text_of(cell)
                ),
                _("Remove it, or give the column its name."),
            )
