"""Read the sheets of an Excel workbook, and say what a file is that is none."""

from collections.abc import Iterator
from pathlib import Path

from scheduler.caps import CELLS, COLUMNS, WORKBOOK_BYTES, read_bytes
from scheduler.errors import InputError, Problem
from scheduler.exchange.input.raw import RawRow, RawTable
from scheduler.exchange.input.signature import what_else
from scheduler.exchange.spreadsheet import Book, BrokenPart, Sheet, TooLarge, column_letters, read_sheets
from scheduler.text import _


def read_workbook(path: Path) -> list[RawTable]:
    """Return the sheets of `path`, in order, with the results of formulas.

    Raises
    ------
    InputError
        If the file is not a sound ``.xlsx`` workbook, with every sheet that is not.
    """
    if path.name.startswith("~$"):
        raise InputError.at(
            path.name,
            _("This is the lock file of a workbook open in Excel, not the workbook."),
            _("Give {name}.").format(name=path.with_name(path.name[2:])),
        )
    data = read_bytes(path, WORKBOOK_BYTES)
    other = what_else(data)
    if other:
        raise InputError.at(path.name, *other)
    try:
        book = read_sheets(data)
    except TooLarge as error:
        raise InputError.at(path.name, *too_large(error)) from error
    except BrokenPart as error:
        raise InputError.at(
            path.name, _("The workbook is damaged ({part}).").format(part=error.args[0]), _save_again()
        ) from error
    problems = [problem for sheet in book.sheets for problem in sheet_problems(sheet)]
    if problems:
        raise InputError(problems)
    return [_table(book, sheet) for sheet in book.sheets]


def too_large(error: TooLarge) -> tuple[str, str]:
    """Return what is said of a workbook with a part that is too large, and what to try."""
    part, most = error.args
    return (
        _("“{part}” is too large once unpacked: at most {most} MB are read.").format(part=part, most=most),
        _("Copy what you filled in, values only, into an empty template: scheduler init file.xlsx."),
    )


def sheet_problems(sheet: Sheet) -> Iterator[Problem]:
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


def _table(book: Book, sheet: Sheet) -> RawTable:
    title = sheet.title
    return RawTable(
        title,
        tuple(RawRow(line.number, line.cells, sheet.is_merged(line.number)) for line in sheet.lines),
        lambda row, column, _header: f"{title}!{column_letters(column + 1)}{row}",
        shown=title,
        epoch=book.styles.day_zero,
    )
