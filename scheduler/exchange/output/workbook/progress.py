"""Hours against time: what each cohort has been given by the end of each month, as a table and as curves."""

from collections.abc import Sequence
from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.domain.cohort import Cohort
from scheduler.domain.time import add_months
from scheduler.exchange.look import CELL, CENTRED, HEAD, INK, TOTAL
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import PROGRESS, month_format, months
from scheduler.exchange.output.xlsx import Formula
from scheduler.text import _

HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1
FIRST_MONTH = 3
"""The column of the first month."""

TOGETHER = 8
"""Cohorts of one chart: more curves could not be told apart."""

CHART_ROWS, CHART_HEIGHT = 20, 380
"""What a chart takes of a sheet, in rows and in pixels."""

COLOURS = ("1F4E99", "B45309", "15803D", "9333EA", "B91C1C", "0E7490", "4D4D4D", "A16207")
MARKERS = ("circle", "square", "diamond", "triangle", "x", "star", "plus", "long_dash")
DASHES = ("solid", "dash", "square_dot", "dash_dot")
"""Of the curves: each differs from the others in a grey print too."""


def write_progress(book: CalendarBook) -> None:
    """Write the sheet of the hours against time."""
    page = book.add(_(PROGRESS))
    shown = months(*book.period)
    last = FIRST_MONTH + len(shown)
    page.widths([17, 9, *[8] * len(shown), 9])
    note = _("Hours that a learner has been given by the end of each month. The sheet follows every edit.")
    page.head(last, _("Hours against time"), note)
    page.heads(HEAD_ROW, [_("Cohort"), _("Hours due")])
    page.row(HEAD_ROW, shown, HEAD.but(number=month_format(), wrap=False), FIRST_MONTH)
    page.put(HEAD_ROW, last, _("Whole plan"), HEAD)
    cohorts = book.plan.instance.cohorts
    for row, cohort in enumerate(cohorts, start=FIRST_ROW):
        _write_line(page, row, cohort, shown)
    row = FIRST_ROW + len(cohorts) + 1
    for start in range(0, len(cohorts), TOGETHER):
        _draw(page, row, range(start, min(start + TOGETHER, len(cohorts))), len(shown))
        row += CHART_ROWS
    page.sheet.freeze_panes(HEAD_ROW, 1)
    page.print_as(landscape=True, repeat=HEAD_ROW, last=(row, last))


def _write_line(page: BookPage, row: int, cohort: Cohort, shown: Sequence[date]) -> None:
    """Write what a learner of a cohort has been given by the end of each month."""
    book = page.book
    curriculum = book.plan.instance.curriculum_of(cohort)
    received, day = book.received(cohort), book.sessions("day")
    page.put(row, 1, cohort.id, CELL.but(bold=True, shrink=True))
    page.put(row, 2, sum(module.hours for module in curriculum.items), CENTRED.but(number="0.0"))
    for column, month in enumerate(shown, start=FIRST_MONTH):
        until = f'{day},"<"&EDATE({get_column_letter(column)}${HEAD_ROW},1)'
        given = sum(x.hours for x in received if x.day < add_months(month, 1))
        text = f"={book.hours_received(cohort, f'$A{row}', also=until)}"
        page.put(row, column, Formula(text, given), CENTRED.but(number="0.0"))
    whole = sum(x.hours for x in received)
    total = Formula(f"={book.hours_received(cohort, f'$A{row}')}", whole)
    page.put(row, FIRST_MONTH + len(shown), total, CENTRED.but(number="0.0", bold=True, fill=TOTAL.fill))


def _draw(page: BookPage, row: int, lines: range, count: int) -> None:
    """Draw the curves of some lines of the table."""
    chart = page.file.workbook.add_chart({"type": "line"})
    first, last = FIRST_MONTH - 1, FIRST_MONTH + count - 2
    for number, line in enumerate(lines):
        at, colour = FIRST_ROW + line - 1, f"#{COLOURS[number]}"
        chart.add_series(
            {
                "name": [page.title, at, 0],
                "categories": [page.title, HEAD_ROW - 1, first, HEAD_ROW - 1, last],
                "values": [page.title, at, first, at, last],
                "line": {"color": colour, "width": 1.75, "dash_type": DASHES[number % len(DASHES)]},
                "marker": {
                    "type": MARKERS[number],
                    "size": 6,
                    "border": {"color": colour},
                    "fill": {"color": colour},
                },
            }
        )
    font = {"size": 8, "color": f"#{INK}"}
    chart.set_x_axis({"num_format": month_format(), "text_axis": True, "num_font": font})
    chart.set_y_axis({"name": _("Hours"), "min": 0, "num_font": font, "num_format": "0"})
    chart.set_legend({"position": "bottom", "font": font})
    width = round(page.width(1, FIRST_MONTH + count) * 7)
    chart.set_size({"width": width, "height": CHART_HEIGHT})
    page.sheet.insert_chart(row - 1, 0, chart, {"description": _("Hours against time")})
