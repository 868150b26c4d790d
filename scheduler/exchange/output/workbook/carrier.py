"""The hidden sheet that carries the whole plan, so that a calendar can be checked alone.

Column A holds the plan's JSON in pieces, one a row, behind the number of its signs; a
spreadsheet program keeps the sheet as it is when it saves the file.
"""

from collections.abc import Sequence

from scheduler.errors import InputError
from scheduler.exchange.input.tables import RESULT
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.text import _

PIECE = 32_000
"""Signs per cell: spreadsheets hold 32,767."""


def write_carrier(book: CalendarBook, text: str) -> None:
    """Write `text`, JSON in ASCII, into a sheet that no menu shows."""
    page = book.add(RESULT)
    page.sheet.very_hidden()
    # Excel takes "_x0041_" for an escaped letter; JSON can say the underscore otherwise.
    safe = text.replace("_x", "\\u005fx")
    page.put(1, 1, len(safe))
    for number, start in enumerate(range(0, len(safe), PIECE), start=2):
        page.put(number, 1, safe[start : start + PIECE])


def carried(cells: Sequence[object], where: str) -> str:
    """Return the text that the cells of column A hold.

    Raises
    ------
    InputError
        If some of it is gone.
    """
    pieces = [cell for cell in cells[1:] if isinstance(cell, str)]
    text = "".join(pieces)
    if not cells or cells[0] != len(text):
        raise InputError.at(
            where,
            _("the hidden sheet “{sheet}” was cut or changed.").format(sheet=RESULT),
            _("Solve again, or edit a fresh copy of the calendar; move rows, not sheets."),
        )
    return text
