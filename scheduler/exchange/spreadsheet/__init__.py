"""Read the cells of an Excel workbook, cell by cell and within the caps.

The parts of the file are read as the standard (ECMA-376, part 1) describes them. Of the
libraries that read workbooks, openpyxl ends a whole workbook at the first bad value without
saying where it stands, builds every row up to the last styled one, and tells merged cells
only at the price of building each cell of the range; calamine knows no formats of numbers,
so that the postcode shown as ``01000`` would be 1000.
"""

from scheduler.exchange.spreadsheet.package import Book, BrokenPart, TooLarge, read_sheets, without_cells
from scheduler.exchange.spreadsheet.sheet import Cell, Damaged, Sheet, SheetLine, Uncalculated, column_letters

__all__ = [
    "Book",
    "BrokenPart",
    "Cell",
    "Damaged",
    "Sheet",
    "SheetLine",
    "TooLarge",
    "Uncalculated",
    "column_letters",
    "read_sheets",
    "without_cells",
]
