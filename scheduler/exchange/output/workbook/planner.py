"""One year planner per cohort: months across, days down, on one A4 landscape page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from scheduler.domain.cohort import Cohort
from scheduler.domain.plan import Lesson
from scheduler.domain.time import add_months
from scheduler.exchange.look import BANNER, HEAD, MUTED, WHITE, Look
from scheduler.exchange.output.fitting import cut, fitted_size
from scheduler.exchange.output.workbook.book import Book, BookPage
from scheduler.exchange.output.workbook.planner_days import CLOSURE, DAY, SCHOOL, TAUGHT, day_kind, taught
from scheduler.exchange.output.workbook.planner_frame import write_head, write_legend
from scheduler.exchange.output.workbook.words import month, months, planner_title, weekday_letter
from scheduler.text import plural

MONTHS_ROW = 5
FIRST_DAY_ROW = MONTHS_ROW + 1
TOTAL_ROW = FIRST_DAY_ROW + 31
LEGEND_ROW = TOTAL_ROW + 2

WIDTH = 151.0
"""Width of all months together, in characters: an A4 landscape page at its natural size."""

NARROW = (1.5, 2.4)
"""Widths of the weekday's letter and of the day's number; what is taught takes the rest of a month."""

DAY_HEIGHT = 12.9

FEWEST_MONTHS = 6
"""A page with fewer would have columns too wide to read across."""


MONTH = HEAD.but(fill=BANNER, ink=WHITE, wrap=False)
COUNT = DAY.but(framed=False, ink=MUTED, italic=True)

LEGIBLE = 6.5
"""Points that a module's name keeps for its block to stand in front of it."""

Lessons: TypeAlias = Mapping[date, Sequence[Lesson]]


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
    size = min(fitted_size(month(first), page.width(1, 3), MONTH) for first in shown)
    told = _told(book, cohort, lessons, page.width(3, 3))
    names: dict[date, str] = {}
    for number, first in enumerate(shown):
        column = 1 + 3 * number
        page.wide(MONTHS_ROW, column, column + 2, month(first), MONTH.but(size=size))
        names |= _write_month(page, cohort, column, first, lessons, told)
    write_legend(page, cohort, columns, LEGEND_ROW, names)
    page.print_as(landscape=True, one_page=True)


def _told(book: Book, cohort: Cohort, lessons: Lessons, width: float) -> dict[date, str]:
    """Return what each day says of its lessons: blocks too, if there is room for them on every day."""
    named = {day: taught(today, lambda x: book.block_of(cohort, x)) for day, today in lessons.items()}
    if all(fitted_size(text, width, TAUGHT) >= LEGIBLE for text in named.values()):
        return named
    return {day: cut(taught(today), width, TAUGHT) for day, today in lessons.items()}


def _write_month(
    page: BookPage, cohort: Cohort, column: int, first: date, lessons: Lessons, told: Mapping[date, str]
) -> dict[date, str]:
    """Write one month into the three columns from `column`; return the names that had to be cut."""
    names: dict[date, str] = {}
    calendar = page.book.calendars[cohort.site]
    width = page.width(column + 2, column + 2)
    shown = None
    days = 0
    for row, day in enumerate(_days(first), start=FIRST_DAY_ROW):
        kind, name = day_kind(calendar, day)
        page.row(row, [weekday_letter(day), day.day], kind.date_look, column)
        if today := lessons.get(day):
            days += 1
            page.put(row, column + 2, told[day], _filled(page.book.fill_of(cohort, today[0].module)))
        else:
            # Holidays that last are named once a month: their colour says the rest.
            silent = kind is SCHOOL or (kind is CLOSURE and name == shown)
            shown_name = "" if silent else cut(name, width, kind.look)
            page.put(row, column + 2, shown_name, kind.look)
            if shown_name.endswith("…"):
                names[day] = name
            shown = name if kind is CLOSURE else shown
    count = plural("{days} day", "{days} days", days).format(days=days) if days else ""
    page.wide(TOTAL_ROW, column, column + 2, count, COUNT)
    return names


@cache
def _filled(colour: str) -> Look:
    return TAUGHT.but(fill=colour)


def _days(first: date) -> list[date]:
    """Return the days of the month that starts on `first`."""
    return [first + timedelta(days=x) for x in range((add_months(first, 1) - first).days)]
