"""One sheet of the workbook: cells with a look, and how it prints on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, TypeAlias

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.output.workbook.style import TEXT, Look
from scheduler.text import _
from scheduler.text.signs import dropped

if TYPE_CHECKING:
    from scheduler.exchange.output.workbook.book import Book

CM = 1 / 2.54
"""Margins are in inches."""

PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 540.0, 745.0
"""What the margins leave of an A4 page, in points, less a little."""

POINTS_PER_SIGN = 5.6
"""Width of one digit of the workbook's font, its column's edges included."""

ROW_HEIGHT = 15.0
"""Of a row that nobody gave a height."""


@dataclass(frozen=True)
class Formula:
    """A live formula, and what it gives now: shown where nothing computes (mail, protected view)."""

    text: str
    value: str | float | date | time


Value: TypeAlias = str | float | date | time | Formula | None


def literal(text: str) -> str:
    """Return `text` as a formula quotes it."""
    return '"' + text.replace('"', '""') + '"'


class Page:
    """A sheet that is being written; rows and columns count from 1."""

    def __init__(self, book: "Book", sheet: Worksheet):
        self.book = book
        self.sheet = sheet

    @property
    def title(self) -> str:
        """What the sheet's tab says."""
        return self.sheet.title

    def put(self, row: int, column: int, value: Value, look: Look = TEXT) -> None:
        """Write one cell. Text stays text, whatever sign it starts with."""
        cell = self.sheet.cell(row, column)
        if isinstance(value, Formula):
            cell.value = dropped(value.text)
            self.book.remember(self.title, cell.coordinate, value.value)
        elif isinstance(value, str):
            cell.value = dropped(value)
            cell.data_type = "s"
        else:
            cell.value = value
        self.book.painter.paint(cell, look)

    def row(self, row: int, values: Sequence[Value], look: Look = TEXT, column: int = 1) -> None:
        """Write cells side by side in one look."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, look)

    def wide(self, row: int, first: int, last: int, value: Value, look: Look = TEXT) -> None:
        """Write one cell over the columns `first` to `last`."""
        self.row(row, [value, *[None] * (last - first)], look, first)
        if last > first:
            # merge_cells() would build the borders of each range anew: half the time of a workbook.
            self.sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")

    def widths(self, widths: Sequence[float], first: int = 1) -> None:
        """Set the widths of columns, in characters."""
        for offset, width in enumerate(widths):
            self.sheet.column_dimensions[get_column_letter(first + offset)].width = width

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.sheet.row_dimensions[row].height = points

    def keep_together(self, parts: Sequence[range]) -> None:
        """Break pages between `parts` (ranges of rows of a portrait sheet) rather than inside them."""
        page_width = sum(x.width for x in self.sheet.column_dimensions.values()) * POINTS_PER_SIGN
        room = PORTRAIT_HEIGHT * max(1.0, page_width / PORTRAIT_WIDTH)
        used = 0.0
        for rows in parts:
            needed = sum(self.sheet.row_dimensions[row].height or ROW_HEIGHT for row in rows)
            if used and used + needed > room:
                self.sheet.row_breaks.append(Break(id=rows.start - 1))
                used = 0.0
            used += needed

    def print_as(self, *, landscape: bool, one_page: bool = False, repeat: str | None = None) -> None:
        """Set up A4 paper: as wide as the page, `repeat` the rows named on each (``"4:4"``)."""
        sheet = self.sheet
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 1 if one_page else 0
        sheet.page_margins = PageMargins(
            left=0.9 * CM, right=0.9 * CM, top=0.9 * CM, bottom=1.4 * CM, header=0.5 * CM, footer=0.6 * CM
        )
        sheet.print_options.horizontalCentered = True
        if repeat:
            sheet.print_title_rows = repeat
        # "&" starts a code in a footer: a name that holds one doubles it.
        number = _("Plan no. {number}").format(number=self.book.number) if self.book.number else ""
        left = " · ".join(filter(None, (self.book.plan.instance.centre.name, number)))
        left, centre = (dropped(text).replace("&", "&&") for text in (left, self.title))
        sheet.oddFooter = HeaderFooterItem(
            left=_HeaderFooterPart(left, size=8),
            center=_HeaderFooterPart(centre, size=8),
            right=_HeaderFooterPart("&P / &N", size=8),
        )
        sheet.sheet_view.showGridLines = False
