"""Days per month of something that sessions use: a trainer, a room."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.exchange.look import CENTRED, HEAD, HEAT, TOTAL, WHITE
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import month_format, months
from scheduler.exchange.output.xlsx import Formula
from scheduler.text import _

DAYS = CENTRED.but(number="General;-General;")
"""How days look: nothing for none."""

SUM = DAYS.but(bold=True, fill=TOTAL.fill)


class MonthGrid:
    """Columns of a sheet, one per month of the plan, that count days of a column of the sessions.

    Two half-days make a day. Cells are live; what they give now comes from the lessons.

    Parameters
    ----------
    field
        ``"trainer"`` or ``"room"``.
    column
        The first column of the grid.
    head_row
        The row of the months: real dates, which the formulas compare with.
    """

    def __init__(self, page: BookPage, field: str, column: int, head_row: int):
        self._page, self._field, self._column, self._head_row = page, field, column, head_row
        self.months = months(*page.book.period)
        self.last_column = column + len(self.months) - 1
        self._days = _days(page.book, field)

    def write_head(self) -> None:
        """Write the months."""
        look = HEAD.but(number=month_format(), wrap=False, shrink=True)
        self._page.row(self._head_row, self.months, look, self._column)
        self._page.put(self._head_row, self.last_column + 1, _("Total"), HEAD)

    def write_line(self, row: int, name: str) -> None:
        """Write the days of `name`, which stands in the first column of `row`, and their total."""
        span = self._page.book.sessions
        for number, month in enumerate(self.months):
            head = f"{get_column_letter(self._column + number)}${self._head_row}"
            who = self._page.book.criterion(f"$A{row}")
            among = f'{span(self._field)},{who},{span("day")},">="&{head},{span("day")},"<"&EDATE({head},1)'
            # A joint lesson has a row for each cohort.
            shared = bool(self._page.book.plan.instance.joint_modules)
            counted = f"=SUMIFS({span('counted')},{among})/2" if shared else f"=COUNTIFS({among})/2"
            value = self._days.get((name, month), 0.0)
            self._page.put(row, self._column + number, Formula(counted, value), DAYS)
        total = sum(self._days.get((name, month), 0.0) for month in self.months)
        self._write_sum(row, f"{self._letters[0]}{row}:{self._letters[1]}{row}", self.last_column + 1, total)

    def write_totals(self, first: int, row: int) -> None:
        """Write in `row` the sums of the lines from `first` on."""
        for number, month in enumerate([*self.months, None]):
            column = self._column + number
            letter = get_column_letter(column)
            value = sum(days for (_name, m), days in self._days.items() if month in (None, m))
            self._write_sum(row, f"{letter}{first}:{letter}{row - 1}", column, value)
        heat = {
            "type": "2_color_scale",
            "min_type": "num",
            "min_value": 0,
            "min_color": f"#{WHITE}",
            "max_color": f"#{HEAT}",
        }
        cells = f"{self._letters[0]}{first}:{self._letters[1]}{row - 1}"
        self._page.sheet.conditional_format(cells, heat)

    @property
    def _letters(self) -> tuple[str, str]:
        return get_column_letter(self._column), get_column_letter(self.last_column)

    def _write_sum(self, row: int, cells: str, column: int, value: float) -> None:
        self._page.put(row, column, Formula(f"=SUM({cells})", value), SUM)


def _days(book: CalendarBook, field: str) -> Mapping[tuple[str, date], float]:
    """Return the days by name and month, a joint lesson counted once."""
    used = ((getattr(lesson, field), lesson.day.replace(day=1)) for lesson in book.once)
    counts = Counter((name, month) for name, month in used if name)
    return {key: count / 2 for key, count in counts.items()}
