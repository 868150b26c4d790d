"""A sheet that is being written: cells with a look, widths and heights, and how it prints on A4."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, time

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range

from scheduler.exchange.look import A4, FONT, FOOTER_MARGIN, FOOTER_SIZE, HEAT, MARGINS, TEXT, Look
from scheduler.exchange.output.fitting import POINTS_PER_SIGN, fitted_size, lines
from scheduler.exchange.output.xlsx import Array, File, Formula, FormulaRun, Repeated, Value, clean, stored
from scheduler.text import _

PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 540.0, 745.0
"""What the margins leave of an A4 page, in points, less a little."""

NOTED = Look(size=8)

LOGO_MARGIN = 3
"""Pixels around a logo."""

LOGO_SHARE = 0.4
"""Of the width of a head, the most that a logo takes from the texts beside it."""

PIXELS_PER_SIGN = 7
"""Width of one digit of the workbook's font, in which columns are measured."""

ROW_HEIGHT = 15.0
"""Of a row that nobody gave a height."""


class Page:
    """A sheet that is being written; rows and columns count from 1."""

    def __init__(self, file: File, title: str):
        self.file = file
        self.title = title
        self.sheet = file.sheet(title)
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}
        self._last_row = self._last_column = 1
        self._runs: dict[tuple[int, str], FormulaRun] = {}

    @property
    def last_row(self) -> int:
        """The last row written so far."""
        return self._last_row

    def put(self, row: int, column: int, value: Value, look: Look = TEXT, to: str = "") -> None:
        """Write one cell. Text stays text, whatever sign it starts with; it may lead `to` another sheet."""
        self._last_row, self._last_column = max(row, self._last_row), max(column, self._last_column)
        if look.shrink:
            look = self._shrunk(value, column, column, look)
        sheet, style = self.sheet, self.file.format(look)
        row, column = row - 1, column - 1
        if isinstance(value, Formula):
            text = self._alike(row, column, clean(value.text), value.alike)
            sheet.write_formula(row, column, text, style, stored(value.value))
        elif value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str) and to:
            sheet.write_url(row, column, to, style, clean(value))
        elif isinstance(value, str):
            sheet.write_string(row, column, clean(value), style)
        elif isinstance(value, date | time):
            sheet.write_datetime(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)

    def _shrunk(self, value: Value, first: int, last: int, look: Look) -> Look:
        """Return `look` at a size that shows `value` in the columns `first` to `last`."""
        shown = value.value if isinstance(value, Formula) else value
        if not isinstance(shown, str):
            return look
        size = fitted_size(shown, self.width(first, last), look)
        return look if size == look.size else look.but(size=size)

    def _alike(self, row: int, column: int, text: str, name: str) -> str:
        """Return the text of a formula as one of its column, if it has a name there.

        One that speaks of another sheet by that sheet's title is told in each cell: no program is known
        to repeat such.
        """
        if not name or "!" in text:
            return text
        run = self._runs.setdefault((column, name), FormulaRun(len(self._runs)))
        run.count, run.last = run.count + 1, max(row + 1, run.last)
        repeated = Repeated(text.removeprefix("="))
        repeated.run = run
        return repeated

    def fill(self, row: int, column: int, array: Array, look: Look = TEXT) -> None:
        """Write the formula of a column of cells, from `row` on."""
        last, style = row + len(array.values) - 1, self.file.format(look)
        self._last_row, self._last_column = max(last, self._last_row), max(column, self._last_column)
        at = row - 1, column - 1, last - 1, column - 1
        self.sheet.write_array_formula(*at, f"={array.text}", style, array.values[0])
        for number, value in enumerate(array.values[1:], start=row):
            self.sheet.write_number(number, column - 1, value, style)

    def logo(self, top: int, bottom: int, first: int, last: int, narrowest: int) -> int:
        """Show the centre's logo at the left of the rows `top` to `bottom`, on white; return what is free.

        It takes `narrowest` of the columns `first` to `last`, or as many times that as it is wide, up to
        three and to :data:`LOGO_SHARE` of the width; heights of the rows are set before. Without a logo that
        workbooks can show (they know no SVG), nothing is shown.
        """
        shown = self.file.logo
        if shown is None:
            return first
        high = sum(self._heights.get(row, ROW_HEIGHT) for row in range(top, bottom + 1)) / 0.75
        ratio = shown.width / shown.x_dpi / (shown.height / shown.y_dpi)
        wanted, end = (high - 2 * LOGO_MARGIN) * ratio, first + narrowest
        most = LOGO_SHARE * self.width(first, last)
        while (room := self.width(first, end - 1) * PIXELS_PER_SIGN - 2 * LOGO_MARGIN) < wanted:
            if end - first >= 3 * narrowest or self.width(first, end - 1 + narrowest) > most:
                break
            end += narrowest
        wide = min(wanted, room)
        tall = wide / ratio
        place = {
            "image_data": io.BytesIO(self.file.logo_content),
            "x_offset": LOGO_MARGIN,
            "y_offset": round((high - tall) / 2),
            "x_scale": wide * shown.x_dpi / 96 / shown.width,
            "y_scale": tall * shown.y_dpi / 96 / shown.height,
            "object_position": 2,
            "description": _("Logo"),
        }
        self.sheet.insert_image(top - 1, first - 1, "logo", place)
        return end

    def note(self, row: int, column: int, text: str) -> None:
        """Pin a note to a cell."""
        size = {"width": 260, "height": 24 + 15 * lines(text, 42, NOTED), "font_name": FONT, "font_size": 8}
        self.sheet.write_comment(row - 1, column - 1, clean(text), size)

    def soon(
        self,
        row: int,
        column: int,
        value: str | float,
        style: Format | None = None,
        text: str = "",
        alike: str = "",
    ) -> None:
        """Write a formula `text`, a number or a word sooner than :meth:`put` does: for thousands of cells."""
        if text:
            text = self._alike(row - 1, column - 1, text, alike)
            self.sheet.write_formula(row - 1, column - 1, text, style, value)
        elif isinstance(value, str):
            self.sheet.write_string(row - 1, column - 1, value, style)
        else:
            self.sheet.write_number(row - 1, column - 1, value, style)

    def row(self, row: int, values: Sequence[Value], look: Look = TEXT, column: int = 1) -> None:
        """Write cells side by side in one look."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, look)

    def wide(self, row: int, first: int, last: int, value: Value, look: Look = TEXT, to: str = "") -> None:
        """Write one cell over the columns `first` to `last`."""
        if look.shrink:
            look = self._shrunk(value, first, last, look).but(shrink=False)
        if last > first:
            self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", self.file.format(look))
            self._last_column = max(last, self._last_column)
        self.put(row, first, value, look, to)

    def widths(self, widths: Sequence[float], first: int = 1) -> None:
        """Set the widths of columns, in characters."""
        for column, width in enumerate(widths, start=first):
            self._widths[column] = width
            self.sheet.set_column_pixels(column - 1, column - 1, round(width * PIXELS_PER_SIGN))

    def hide(self, columns: Iterable[int]) -> None:
        """Hide columns whose widths are set."""
        for column in columns:
            pixels = round(self._widths[column] * PIXELS_PER_SIGN)
            self.sheet.set_column_pixels(column - 1, column - 1, pixels, None, {"hidden": True})

    def width(self, first: int, last: int) -> float:
        """Return the width of the columns `first` to `last` together, in characters."""
        return sum(self._widths.get(column, 9.14) for column in range(first, last + 1))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self._heights[row] = points
        self.sheet.set_row(row - 1, points)

    def turn_red(self, cells: str, condition: str) -> None:
        """Turn `cells` red while `condition`, written for the first of them, holds."""
        self._condition(cells, condition, self.file.red)

    def shade(self, cells: str, condition: str, colour: str) -> None:
        """Give `cells` a background while `condition` holds."""
        self._condition(cells, condition, self.file.shade(colour))

    def paint(self, areas: Sequence[str], condition: str, colour: str, ink: str) -> None:
        """Give `areas` a background and bold letters while `condition`, written for the first cell, holds."""
        rule = {
            "type": "formula",
            "criteria": f"={condition}",
            "format": self.file.paint(colour, ink),
            "multi_range": " ".join(areas),
        }
        self.sheet.conditional_format(areas[0], rule)

    def bar(self, cells: str, full: float | None = None) -> None:
        """Draw in each of `cells` a bar as long as its number; the largest, or `full`, fills the cell."""
        rule = {
            "type": "data_bar",
            "bar_color": f"#{HEAT}",
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
        }
        if full is not None:
            rule |= {"max_type": "num", "max_value": full}
        self.sheet.conditional_format(cells, rule)

    def _condition(self, cells: str, condition: str, style: Format) -> None:
        self.sheet.conditional_format(
            cells, {"type": "formula", "criteria": f"={condition}", "format": style}
        )

    def keep_together(self, sections: Sequence[Sequence[range]]) -> None:
        """Break pages of a portrait sheet between `sections`, or between their parts if that saves a page.

        Parts are ranges of rows, without a gap. Pages are as few as can be, and filled alike, so
        that the last is not nearly empty.
        """
        page_width = sum(self._widths.values()) * POINTS_PER_SIGN
        room = PORTRAIT_HEIGHT * max(1.0, page_width / PORTRAIT_WIDTH)
        parts: list[range] = []
        kept: list[range] = []
        for section in sections:
            whole = range(section[0].start, section[-1].stop)
            parts += section
            kept += [whole] if self._high(whole) <= room else section
        fewest = len(self._page_ends(parts, room))
        chosen = kept if len(self._page_ends(kept, room)) == fewest else parts
        fillings = (self._page_ends(chosen, room * part / 20) for part in range(10, 21))
        self.sheet.set_h_pagebreaks(next(ends for ends in fillings if len(ends) == fewest))

    def _high(self, rows: range) -> float:
        return sum(self._heights.get(row, ROW_HEIGHT) for row in rows)

    def _page_ends(self, parts: Sequence[range], room: float) -> list[int]:
        """Return the rows behind which a page ends, if `room` points go on each."""
        ends, used = [], 0.0
        for rows in parts:
            needed = self._high(rows)
            if used and used + needed > room:
                ends.append(rows.start - 1)
                used = 0.0
            used += needed
        return ends

    def print_as(
        self,
        *,
        landscape: bool,
        one_page: bool = False,
        repeat: int | None = None,
        last: tuple[int, int] | None = None,
    ) -> None:
        """Set up A4 paper: as wide as the page, the row `repeat` on each.

        `last` is the last row and column to print, by default the last ones written.
        """
        sheet = self.sheet
        sheet.set_paper(A4)
        sheet.set_landscape() if landscape else sheet.set_portrait()
        sheet.fit_to_pages(1, 1 if one_page else 0)
        sheet.set_margins(**MARGINS)
        sheet.center_horizontally()
        if repeat:
            sheet.repeat_rows(repeat - 1)
        # Without it, a program prints the column that a long text would have run into.
        row, column = last or (self._last_row, self._last_column)
        sheet.print_area(xl_range(0, 0, row - 1, column - 1))
        # "&" starts a code in a footer: a name that holds one doubles it.
        left, centre = (clean(text).replace("&", "&&") for text in (self.file.foot, self.title))
        # A space keeps a name that starts with a digit from being read as the size.
        parts = (f"&L&{FOOTER_SIZE} {left}", f"&C&{FOOTER_SIZE} {centre}", f"&R&{FOOTER_SIZE} &P / &N")
        sheet.set_footer("".join(parts)[:255], {"margin": FOOTER_MARGIN})
        sheet.hide_gridlines(2)
