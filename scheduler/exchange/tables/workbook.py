"""Open an Excel workbook that people saved: its sheets as tables, or why it cannot be read."""

from collections.abc import Callable, Iterator

from scheduler.caps import CELLS, COLUMNS
from scheduler.errors import InputError, Place, Problem
from scheduler.exchange.spreadsheet import Book, BrokenPart, Sheet, TooLarge, column_letters, read_sheets
from scheduler.exchange.tables.raw import RawRow, RawTable
from scheduler.exchange.tables.signature import what_else
from scheduler.text import _


def open_book(data: bytes, name: str, wanted: Callable[[str], bool] = lambda title: True) -> Book:
    """Return the sheets of a workbook whose title is `wanted`, with the results of formulas.

    Parameters
    ----------
    name
        What messages call the file.

    Raises
    ------
    InputError
        If `data` is no sound ``.xlsx`` workbook, with every wanted sheet that is not.
    """
    other = what_else(data)
    if other:
        raise InputError.at(name, *other)
    try:
        book = read_sheets(data, wanted)
    except TooLarge as error:
        raise InputError.at(name, *_too_large(error)) from error
    except BrokenPart as error:
        message = _("The workbook is damaged ({part}).").format(part=error.args[0])
        raise InputError.at(name, message, _save_again()) from error
    problems = [problem for sheet in book.sheets for problem in _sheet_problems(sheet)]
    if problems:
        raise InputError(problems)
    return book


def raw_table(book: Book, sheet: Sheet) -> RawTable:
    """Return a sheet as the table that it holds."""
    title = sheet.title
    return RawTable(
        title,
        tuple(RawRow(line.number, line.cells, sheet.is_merged(line.number)) for line in sheet.lines),
        lambda row, column, _header: Place.of_cell(title, column_letters(column + 1), row),
        shown=title,
        epoch=book.styles.day_zero,
        merged_with=lambda row, column: _merged_with(sheet, row, column + 1),
    )


def _merged_with(sheet: Sheet, row: int, column: int) -> str | None:
    """Return the address of the first cell of the range that holds a cell which is not its first."""
    for top, left, bottom, right in sheet.ranges:
        if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
            return f"{column_letters(left)}{top}"
    return None


def _too_large(error: TooLarge) -> tuple[str, str]:
    """Return what is said of a workbook with a part that is too large, and what to try."""
    part, most = error.args
    return (
        _("“{part}” is too large once unpacked: at most {most} MB are read.").format(part=part, most=most),
        _("Copy what you filled in, values only, into a workbook as the program writes it."),
    )


def _sheet_problems(sheet: Sheet) -> Iterator[Problem]:
    """Yield what keeps a sheet from being read as a whole."""
    here = f"{sheet.title}!{max(1, sheet.end)}"
    if sheet.broken:
        yield Problem(here, _("The sheet is damaged from here on."), _save_again())
    if sheet.full:
        yield Problem(
            here,
            _("The sheet holds too many cells: at most {most} are read.").format(most=CELLS.most),
            _("Clear what is no table, here and on other sheets."),
        )
    for row in dict.fromkeys(sheet.misplaced):
        yield Problem(
            f"{sheet.title}!{row}", _("A cell of this row bears a place that does not exist."), _save_again()
        )
    if sheet.outside:
        # One stray line often has hundreds of them.
        yield Problem(
            f"{sheet.title}!{sheet.outside[0]}",
            _("This cell lies too far right: columns are read up to {letters}.").format(
                letters=column_letters(COLUMNS.most)
            ),
            _("Clear it, and all that lies as far right."),
        )


def _save_again() -> str:
    return _("Open it in a spreadsheet program and save it again as .xlsx.")
