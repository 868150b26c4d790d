"""Days, half-days and weeks, as training organisations count them."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache

HALF_DAY_HOURS = 3.5
"""A half-day is what one signature covers: 3.5 h (16 days of FAE are 112 h)."""

DAY_HOURS = 2 * HALF_DAY_HOURS


class Half(StrEnum):
    """The two half-days of a training day."""

    AM = "AM"
    PM = "PM"


Moment = tuple[date, Half]
"""A half-day of the calendar."""


class Weekday(IntEnum):
    """The days of a week, numbered as :meth:`datetime.date.weekday` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


WORKING_WEEK = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


@lru_cache(maxsize=8192)
def monday(day: date) -> date:
    """Return the Monday of the ISO week of `day`: the name of that week everywhere here."""
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, second: date) -> int:
    """Return how many ISO weeks after `first` lies `second` (0 in the same week)."""
    return (monday(second) - monday(first)).days // 7


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day if it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
