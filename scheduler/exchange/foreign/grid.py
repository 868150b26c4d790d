"""Open a planning that somebody made: its sheets as cells with their places, merged ones filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scheduler.caps import CELLS, PLANNING_CELLS, TABLE_BYTES, WORKBOOK_BYTES, read_bytes
from scheduler.errors import InputError, reason
from scheduler.exchange.input.csv_folder import DELIMITERS, read_text
from scheduler.exchange.input.tables import RESULT, SHEETS
from scheduler.exchange.spreadsheet import Book, Cell, Sheet, column_letters
from scheduler.exchange.tables.cells import NOT_CALCULATED, SPREADSHEET_ERRORS, Raw, is_empty
from scheduler.exchange.tables.names import normal
from scheduler.exchange.tables.signature import mistaken
from scheduler.exchange.tables.workbook import open_book
from scheduler.text import N_, _

Spot = tuple[int, int]
"""Row and column of a cell, both from 1."""

MARGIN = 6
"""Rows and columns beyond the last that hold something, up to which a merged range is filled."""

GIVE = N_("Give the planning itself: an Excel workbook (.xlsx) or a CSV file.")


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet.

    Attributes
    ----------
    cells
        What each cell holds that holds something; those of a merged range hold what it shows.
    source
        The cell in which it stands, of cells that are covered by a merged range.
    """

    title: str
    cells: Mapping[Spot, Raw]
    source: Mapping[Spot, Spot]
    epoch: date
    place: str = ""

    def where(self, spot: Spot) -> str:
        """Return the place that people go to: ``Feuille!C7``."""
        row, column = self.source.get(spot, spot)
        if self.place:
            return f"{self.place}:{row} [{column_letters(column)}]"
        return f"{self.title}!{column_letters(column)}{row}"

    def text(self, spot: Spot) -> str:
        """Return the text of a cell, its lines kept; empty if it holds none."""
        value = self.cells.get(spot)
        return value.strip() if isinstance(value, str) else ""

    def origin(self, spot: Spot) -> Spot:
        """Return the cell in which that stands which `spot` shows."""
        return self.source.get(spot, spot)


def open_grids(path: Path) -> list[Grid]:
    """Return the sheets of a workbook, or the one of a CSV file.

    Raises
    ------
    InputError
        If the file cannot be read, or is one that the program itself reads or writes otherwise.
    """
    try:
        if not path.exists():
            raise InputError.at(str(path), _("There is no such file or folder."), _(GIVE))
        if path.is_dir():
            raise InputError.at(str(path), _("This is a folder, not a file."), _(GIVE))
        csv = path.suffix.lower() in (".csv", ".txt", ".tsv")
        data = read_bytes(path, TABLE_BYTES if csv else WORKBOOK_BYTES)
    except OSError as error:
        message = _("It cannot be opened ({reason}).").format(reason=reason(error))
        raise InputError.at(str(path), message, _(GIVE)) from None
    if other := mistaken(data):
        raise InputError.at(path.name, other[0], other[1])
    if data.lstrip()[:1] == b"{":
        raise InputError.at(path.name, *_ours(path))
    if csv and not data.startswith(b"PK"):
        grids = [_of_table(data, path)]
    else:
        book = open_book(data, path.name)
        _refuse_ours(book, path)
        grids = [_of_sheet(book, sheet) for sheet in book.sheets if sheet.lines]
    if sum(len(grid.cells) for grid in grids) > PLANNING_CELLS.most:
        raise InputError.at(
            path.name,
            _("it holds too many cells for a planning: at most {most} are read.").format(
                most=PLANNING_CELLS.most
            ),
            _("Keep the sheets of the planning alone."),
        )
    return grids


def _ours(path: Path) -> tuple[str, str]:
    return (
        _("this is a plan that the program wrote, not a planning made by hand."),
        _("Run: scheduler check {file}").format(file=path),
    )


def _refuse_ours(book: Book, path: Path) -> None:
    titles = {normal(sheet.title) for sheet in book.sheets}
    if normal(RESULT) in titles:
        raise InputError.at(path.name, *_ours(path))
    if all({normal(name) for name in sheet.names} & titles for sheet in SHEETS if sheet.required):
        raise InputError.at(
            path.name,
            _("this is a workbook to solve, not a planning."),
            _("Give the planning, and this workbook beside it: --tables {file}.").format(file=path),
        )


def _of_table(data: bytes, path: Path) -> Grid:
    table = read_text(data, path, _delimiter)
    cells = {
        (row.number, number): value
        for row in table.rows
        for number, value in enumerate(row.cells, start=1)
        if not is_empty(value)
    }
    return Grid(path.stem, cells, {}, table.epoch, path.name)


def _delimiter(lines: list[str]) -> str:
    """Return the sign that separates values in most lines: titles above a table hold none."""
    return max(DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), -DELIMITERS.index(sign)))


def _of_sheet(book: Book, sheet: Sheet) -> Grid:
    cells: dict[Spot, Raw] = {
        (line.number, number): _shown(value)
        for line in sheet.lines
        for number, value in enumerate(line.cells, start=1)
        if not is_empty(value)
    }
    last_row = max((row for row, _column in cells), default=0) + MARGIN
    last_column = max((column for _row, column in cells), default=0) + MARGIN
    source: dict[Spot, Spot] = {}
    room = CELLS.most
    for top, left, bottom, right in sheet.ranges:
        bottom, right = min(bottom, last_row), min(right, last_column)
        room -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if (top, left) not in cells or room < 0:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) not in cells:
                    cells[row, column], source[row, column] = cells[top, left], (top, left)
    return Grid(sheet.title, cells, source, book.styles.day_zero)


def _shown(value: Cell) -> Raw:
    """Return the value of a cell; errors of spreadsheets are words, as people see them."""
    if isinstance(value, str) and (value in SPREADSHEET_ERRORS or value == NOT_CALCULATED):
        return str(value)
    return value
