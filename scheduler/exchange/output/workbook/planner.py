"""One year planner per cohort: months across, days down, on one A4 landscape page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from scheduler.domain.cohort import Cohort
from scheduler.domain.plan import Lesson
from scheduler.domain.time import add_months
from scheduler.exchange.look import BANNER, HEAD, MUTED, WHITE
from scheduler.exchange.output.workbook.book import Book, BookPage
from scheduler.exchange.output.workbook.planner_days import CLOSURE, DAY, SCHOOL, TAUGHT, day_kind, taught
from scheduler.exchange.output.workbook.planner_head import write_head
from scheduler.exchange.output.workbook.planner_legend import write_legend
from scheduler.exchange.output.workbook.titles import planner_title
from scheduler.exchange.output.workbook.words import month, months, weekday_letter
from scheduler.exchange.output.xlsx import cut
from scheduler.text import plural

MONTHS_ROW = 5
FIRST_DAY_ROW = MONTHS_ROW + 1
TOTAL_ROW = FIRST_DAY_ROW + 31
LEGEND_ROW = TOTAL_ROW + 2

WIDTH = 151.0
"""Width of all months together, in characters: an A4 landscape page at its natural size."""

NARROW = (2.1, 2.7)
"""Widths of the weekday's letter and of the day's number; what is taught takes the rest of a month."""

DAY_HEIGHT = 12.9

FEWEST_MONTHS = 6
"""A page with fewer would have columns too wide to read across."""


def write_planner(book: Book, cohort: Cohort) -> None:
    """Write the planner of one cohort."""
    page = book.add(planner_title(cohort.id, book.file.titles))
    lessons: dict[date, list[Lesson]] = defaultdict(list)
    for lesson in book.lessons_of[cohort.id]:
        lessons[lesson.day].append(lesson)
    first = min(lessons, default=cohort.start_from)
    shown = months(first, max([*lessons, add_months(first, FEWEST_MONTHS - 1)]))
    columns = 3 * len(shown)
    page.widths([*NARROW, max(6.0, WIDTH / len(shown) - sum(NARROW))] * len(shown))
    write_head(page, cohort, columns)
    page.height(MONTHS_ROW, 15)
    for row in range(FIRST_DAY_ROW, TOTAL_ROW + 1):
        page.height(row, DAY_HEIGHT)
    page.height(TOTAL_ROW + 1, 5)
    names: dict[date, str] = {}
    for number, first in enumerate(shown):
        names |= _write_month(page, cohort, 1 + 3 * number, first, lessons)
    write_legend(page, cohort, columns, LEGEND_ROW, names)
    page.print_as(landscape=True, one_page=True)


def _write_month(
    page: BookPage, cohort: Cohort, column: int, first: date, lessons: Mapping[date, Sequence[Lesson]]
) -> dict[date, str]:
    """Write one month into the three columns from `column`; return the names that had to be cut."""
    names: dict[date, str] = {}
    calendar = page.book.calendars[cohort.site]
    page.wide(
        MONTHS_ROW,
        column,
        column + 2,
        month(first),
        HEAD.but(fill=BANNER, ink=WHITE, shrink=True, wrap=False),
    )
    shown = None
    days = 0
    for row, day in enumerate(_days(first), start=FIRST_DAY_ROW):
        kind, name = day_kind(calendar, day)
        page.row(row, [weekday_letter(day), day.day], kind.date_look, column)
        if today := lessons.get(day):
            days += 1
            colour = page.book.fill_of(cohort, today[0].module)
            page.put(row, column + 2, taught(today), TAUGHT.but(fill=colour))
        else:
            # Holidays that last are named once a month: their colour says the rest.
            told = kind is SCHOOL or (kind is CLOSURE and name == shown)
            shown_name = "" if told else cut(name, page.width(column + 2, column + 2))
            page.put(row, column + 2, shown_name, kind.look)
            if shown_name.endswith("…"):
                names[day] = name
            shown = name if kind is CLOSURE else shown
    count = plural("{days} day", "{days} days", days).format(days=days) if days else ""
    page.wide(TOTAL_ROW, column, column + 2, count, DAY.but(framed=False, ink=MUTED, italic=True))
    return names


def _days(first: date) -> list[date]:
    """Return the days of the month that starts on `first`."""
    return [first + timedelta(days=x) for x in range((add_months(first, 1) - first).days)]
