"""Read the sheets of an Excel workbook, and say what a file is that is none."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scheduler.errors import InputError
from scheduler.exchange.input.cells import NOT_CALCULATED, Raw
from scheduler.exchange.input.raw import RawRow, RawTable
from scheduler.exchange.input.signature import what_else
from scheduler.text import _


def read_workbook(path: Path) -> list[RawTable]:
    """Return the sheets of `path`, in order, with the results of formulas.

    Raises
    ------
    InputError
        If the file is not a sound ``.xlsx`` workbook.
    """
    if path.name.startswith("~$"):
        raise InputError.at(
            path.name,
            _("This is the lock file of a workbook open in Excel, not the workbook."),
            _("Give {name}.").format(name=path.with_name(path.name[2:])),
        )
    data = path.read_bytes()
    other = what_else(data)
    if other:
        raise InputError.at(path.name, *other)
    try:
        return _tables(data)
    except Exception as error:
        # openpyxl lets through whatever the damaged part raises: KeyError, ValueError,
        # zlib.error, ParseError. All of them mean the same to the person who sent the file.
        raise InputError.at(
            path.name,
            _("The workbook is damaged ({reason}).").format(reason=type(error).__name__),
            _("Open it in a spreadsheet program and save it again as .xlsx."),
        ) from error


def _tables(data: bytes) -> list[RawTable]:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(data), read_only=True) if _has_formulas(data) else None
    return [_table(values, sheet, formulas[sheet.title] if formulas else None) for sheet in values.worksheets]


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            re.search(rb"<(?:\w+:)?f[ >/]", archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )


def _table(workbook: Any, sheet: Any, formulas: Any) -> RawTable:
    from openpyxl.utils import get_column_letter

    # Some programs write a wrong extent, and openpyxl would stop reading there.
    sheet.reset_dimensions()
    merged = _merged_rows(workbook, sheet)
    rows = [
        RawRow(number, tuple(_value(cell) for cell in cells), number in merged)
        for number, cells in enumerate(sheet.iter_rows(), start=1)
    ]
    if formulas:
        formulas.reset_dimensions()
        rows = [_marked(row, cells) for row, cells in zip(rows, formulas.iter_rows(), strict=True)]
    title = sheet.title
    return RawTable(
        title,
        tuple(rows),
        lambda row, column, _header: f"{title}!{get_column_letter(column + 1)}{row}",
        shown=title,
        epoch=_day_zero(workbook),
    )


def _day_zero(workbook: Any) -> date:
    epoch: datetime = workbook.epoch
    return epoch.date()


def _value(cell: Any) -> Raw:
    """Return what a cell holds; a number shown with leading zeros (``01000``) is the text shown."""
    value: Raw = cell.value
    if isinstance(value, int) and not isinstance(value, bool) and re.fullmatch("0{2,}", cell.number_format):
        return f"{value:0{len(cell.number_format)}d}"
    return value


def _marked(row: RawRow, formulas: Any) -> RawRow:
    """Return the row with a mark where a formula has no result in the file."""
    cells = tuple(
        NOT_CALCULATED if value is None and cell.data_type == "f" else value
        for value, cell in zip(row.cells, formulas, strict=True)
    )
    return RawRow(row.number, cells, row.merged)


def _merged_rows(workbook: Any, sheet: Any) -> frozenset[int]:
    """Return the rows that hold cells merged across columns: titles, not data.

    The read-only sheet does not tell, so the part of the file is asked.
    """
    with workbook._archive.open(sheet._worksheet_path) as part:
        ranges = re.findall(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', part.read())
    return frozenset(
        row
        for left, top, right, bottom in ranges
        if left != right
        for row in range(int(top), int(bottom) + 1)
    )
